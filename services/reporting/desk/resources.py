"""Reporting's part of the front door."""

from services.common.desk import desk_pages
from services.reporting.desk import views

pages = desk_pages("reporting", day=views.day)
