"""The letters of casework over HTTP."""

from flask import g

from services.casework.inbox import texts
from services.common.letters import inbox_api

api = inbox_api("casework", sentence=texts.sentence, page=lambda letter: texts.page(g.who, letter))
