"""Casework's part of the front door."""

from dataclasses import replace

from services.casework.desk import queries, views
from services.casework.inbox.resources import mailbox
from services.common.desk import desk_pages

pages = desk_pages(
    "casework",
    day=views.day,
    search=queries.search,
    mailbox=replace(mailbox, about=queries.names),
)
