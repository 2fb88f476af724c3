"""The volunteers service's part of the front door."""

from flask import g

from services.common.desk import desk_pages
from services.common.letters import Mailbox
from services.volunteers.desk import queries, views
from services.volunteers.inbox import texts

pages = desk_pages(
    "volunteers",
    day=views.day,
    search=queries.search,
    mailbox=Mailbox(texts.sentence, lambda letter: texts.page(g.who, letter)),
)
