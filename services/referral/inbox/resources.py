"""The referral service's letters over HTTP."""

from services.common.letters import inbox_api
from services.referral.inbox import texts

api = inbox_api(
    "referral",
    sentence=texts.sentence,
    page=lambda letter: f"/referral/referrals/{letter.thing_id}",
)
