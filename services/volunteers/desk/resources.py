"""The volunteers service's part of the front door."""

from services.common.desk import desk_pages
from services.volunteers.desk import queries, views

pages = desk_pages("volunteers", day=views.day, search=queries.search)
