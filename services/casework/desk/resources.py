"""Casework's part of the front door."""

from flask import g

from services.casework.desk import queries, views
from services.casework.inbox import texts
from services.common.desk import desk_pages
from services.common.letters import Mailbox

pages = desk_pages(
    "casework",
    day=views.day,
    search=queries.search,
    mailbox=Mailbox(texts.sentence, lambda letter: texts.page(g.who, letter), queries.names),
)
