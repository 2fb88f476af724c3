"""The volunteers service's letters over HTTP."""

from flask import g

from services.common.letters import Mailbox, inbox_api
from services.volunteers.inbox import texts

mailbox = Mailbox(texts.sentence, lambda letter: texts.page(g.who, letter))
api = inbox_api("volunteers", mailbox)
