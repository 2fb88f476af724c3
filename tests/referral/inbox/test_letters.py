"""Whatever one side writes or decides is read by the other: list, menu, worklist, API."""

import pytest

from tests.platform import BASE, Stepped
from tests.referral.referrals.bodies import referral

ROOT = "/referral/api/v1/referrals"
INBOX = "/referral/api/v1/inbox"
SENDER, PROVIDER = "municipal-turku", "coordinator-mll"
TEXT = {"text": "Milloin sopii?"}


def sent(platform: Stepped) -> str:
    """The address of a referral that is offered to MLL."""
    made = platform.caller(SENDER).post(ROOT, referral()).json["id"]
    return f"{ROOT}/{made}"


def unread(platform: Stepped, sign_in: str) -> list[str]:
    letters = platform.caller(sign_in).get(INBOX).json["letters"]
    return [letter["kind"] for letter in letters]


@pytest.mark.parametrize(
    ("change", "body", "kind"),
    [
        ("acceptance", {}, "accepted"),
        ("waitlisting", {"reason": "NO_SUPPORT_PERSON"}, "waitlisted"),
        ("rejection", {"reason": "NO_CAPACITY"}, "rejected"),
        ("information-request", TEXT, "question"),
    ],
)
def test_the_sender_reads_the_answer_and_the_provider_wrote_it(
    platform: Stepped, change: str, body: dict[str, str], kind: str
) -> None:
    address = sent(platform)
    platform.caller(PROVIDER).put(f"{address}/{change}", body)
    assert (unread(platform, SENDER), unread(platform, PROVIDER)) == ([kind], [])


def test_the_reply_to_a_question_waits_for_the_provider(platform: Stepped) -> None:
    address = sent(platform)
    platform.caller(PROVIDER).put(f"{address}/information-request", TEXT)
    platform.caller(SENDER).post(f"{address}/messages", {"text": "Torstaisin."})
    assert unread(platform, PROVIDER) == ["reply"]


def test_a_message_after_acceptance_waits_for_the_provider(platform: Stepped) -> None:
    address = sent(platform)
    platform.caller(PROVIDER).put(f"{address}/acceptance", {})
    platform.caller(SENDER).post(f"{address}/messages", {"text": "Perhe muutti."})
    assert unread(platform, PROVIDER) == ["message"]


def test_a_withdrawal_waits_for_the_provider(platform: Stepped) -> None:
    address = sent(platform)
    platform.caller(SENDER).put(f"{address}/withdrawal", {"reason": "MOVED"})
    assert unread(platform, PROVIDER) == ["withdrawn"]


@pytest.mark.parametrize("sign_in", ["worker-siipisulka", "coordinator-sastamala", "dpo"])
def test_nobody_else_has_a_letter(platform: Stepped, sign_in: str) -> None:
    platform.caller(PROVIDER).put(f"{sent(platform)}/acceptance", {})
    assert unread(platform, sign_in) == []


def test_list_and_menu_mark_what_is_unread_until_its_page_was_looked_at(platform: Stepped) -> None:
    address = sent(platform)
    platform.caller(SENDER).post(f"{address}/messages", TEXT)
    browser = platform.browser(PROVIDER)
    before = browser.get("/referral/", base_url=BASE).text
    page = browser.get(f"/referral/referrals/{address.rsplit('/', 1)[1]}", base_url=BASE)
    after = browser.get("/referral/", base_url=BASE).text
    marks = [("1 lukematta" in text, "Uutta luettavaa" in text) for text in (before, after)]
    assert (page.status_code, marks) == (200, [(True, True), (False, False)])


def test_reading_the_conversation_marks_it_read(platform: Stepped) -> None:
    address = sent(platform)
    platform.caller(SENDER).post(f"{address}/messages", TEXT)
    platform.caller(PROVIDER).get(f"{address}/messages")
    assert unread(platform, PROVIDER) == []
