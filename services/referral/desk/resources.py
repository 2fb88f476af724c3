"""The referral service's part of the front door."""

from services.common.desk import desk_pages
from services.common.letters import Mailbox
from services.referral.desk import queries, views
from services.referral.inbox import resources, texts

pages = desk_pages(
    "referral",
    day=views.day,
    search=queries.search,
    mailbox=Mailbox(texts.sentence, resources.page, queries.names),
)
