"""The letters of casework over HTTP."""

from flask import g

from services.casework.inbox import queries, texts
from services.common.letters import Mailbox, inbox_api

mailbox = Mailbox(
    texts.sentence, lambda letter: texts.page(g.who, letter), due=queries.due, hidden=queries.hidden
)
api = inbox_api("casework", mailbox)
