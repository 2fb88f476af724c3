"""The volunteers service's letters over HTTP."""

from flask import g

from services.common.letters import inbox_api
from services.volunteers.inbox import texts

api = inbox_api(
    "volunteers", sentence=texts.sentence, page=lambda letter: texts.page(g.who, letter)
)
