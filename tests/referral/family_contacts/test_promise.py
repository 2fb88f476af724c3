"""The last day for an answer to a family: promised once, kept by the clock, counted anew."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine

from services.common.codes import ErasureGround, Register
from services.common.erasure.events import PersonErased
from services.referral.deadlines.projections import deadlines
from services.referral.deadlines.rules import FAMILY_CONTACT
from services.referral.family_contacts import events
from services.referral.family_contacts.domain import FamilyContact, promised
from services.referral.feedback.events import FeedbackAnswered, FeedbackReceived
from shared.kernel.testing import given
from tests.clocks import let_pass, unread
from tests.following import waiting
from tests.platform import BASE, Stepped
from tests.referral.family_contacts.families import get, post, sent, stranger

ID, MLL = UUID(int=1), UUID(int=2)
MONDAY, THURSDAY, NEXT_MONDAY = date(2026, 3, 2), date(2026, 3, 5), date(2026, 3, 9)
RECEIVED = events.ContactReceived(
    contact_id=ID,
    organisation=MLL,
    programme="perhekummi",
    writer="PARENT",
    language="sv",
    reply_by="CODE",
    received_on=MONDAY,
    notice_version=1,
    code="x",
    answer_by=THURSDAY,
    municipality="853",
    text="Jag orkar inte.",
)
ANSWERED = events.ContactAnswered(contact_id=ID, on=MONDAY, by="ana", text="Hej!")
CONTINUED = events.ContactContinued(
    contact_id=ID, on=THURSDAY, answer_by=NEXT_MONDAY, text="Tack, och en sak till."
)
REFERRED = events.ContactReferred(contact_id=ID, referral_id=UUID(int=3), on=THURSDAY)
CLOSED = events.ContactClosed(contact_id=ID, on=THURSDAY, by="ana", text="Lycka till!")
WITHDRAWN = events.ContactWithdrawn(contact_id=ID, on=THURSDAY)
ERASED = PersonErased(
    person_id=ID,
    register=Register.CONTACTS,
    record_id=ID,
    classes=("CONTACT",),
    ground=ErasureGround.RETENTION,
    on=THURSDAY,
)
WROTE = FeedbackReceived(
    feedback_id=ID, language="fi", received_on=MONDAY, code="x", text="Liian pientä."
)
REPLIED = FeedbackAnswered(feedback_id=ID, on=THURSDAY, by="admin", text="Kiitos!")


def test_an_earlier_version_did_not_say_the_day_and_the_usual_holds() -> None:
    assert promised(None, MONDAY) == date(2026, 3, 11)
    assert promised(THURSDAY, MONDAY) == THURSDAY


def test_who_writes_on_before_the_answer_keeps_the_first_promise() -> None:
    (more,) = given(FamilyContact(ID), RECEIVED).write_on("Mer", on=MONDAY, answer_by=NEXT_MONDAY)
    assert more == events.ContactContinued(contact_id=ID, on=MONDAY, answer_by=THURSDAY, text="Mer")


def test_who_writes_on_after_the_answer_has_a_new_promise() -> None:
    contact = given(FamilyContact(ID), RECEIVED, ANSWERED, CONTINUED)
    assert (contact.waits_since, contact.answer_by) == (THURSDAY, NEXT_MONDAY)


@pytest.mark.parametrize(
    ("happened", "due"),
    [
        ((RECEIVED,), THURSDAY),
        ((RECEIVED, CONTINUED), THURSDAY),
        ((RECEIVED, ANSWERED), None),
        ((RECEIVED, ANSWERED, CONTINUED), NEXT_MONDAY),
        ((RECEIVED, REFERRED), None),
        ((RECEIVED, CLOSED), None),
        ((RECEIVED, WITHDRAWN), None),
        ((RECEIVED, ERASED), None),
        ((CONTINUED,), None),  # of a contact that the clock never began with
    ],
)
def test_until_when_a_family_waits(
    engine: Engine, happened: tuple[Any, ...], due: date | None
) -> None:
    assert waiting(engine, deadlines, *happened) == ({"family-contact": due} if due else {})


@pytest.mark.parametrize(
    ("happened", "due"),
    [
        ((WROTE,), MONDAY + timedelta(days=14)),
        ((WROTE, REPLIED), None),
        ((WROTE, ERASED), None),
    ],
)
def test_until_when_feedback_waits(
    engine: Engine, happened: tuple[Any, ...], due: date | None
) -> None:
    assert waiting(engine, deadlines, *happened) == ({"feedback": due} if due else {})


def of_families(platform: Stepped, who: str) -> list[Any]:
    """What somebody reads of contacts that wait."""
    lines = platform.caller(who).get("/referral/api/v1/deadlines").json["deadlines"]
    return [line for line in lines if line["kind"] == FAMILY_CONTACT.code]


def kinds(platform: Stepped, *sign_ins: str) -> list[list[str]]:
    return [unread(platform, "referral", each) for each in sign_ins]


def test_the_coordinators_read_of_a_promise_and_the_region_of_one_long_broken(
    platform: Stepped,
) -> None:
    mother, coordinator = stranger(platform), platform.caller("coordinator-mll")
    sent(platform, mother)
    (line,) = of_families(platform, "coordinator-mll")
    days = (date.fromisoformat(line["due_on"]) - date.fromisoformat(line["since"])).days
    let_pass(platform, "referral", days)
    assert kinds(platform, "coordinator-mll", "regional") == [
        ["contact-due", "family-contact"],
        [],
    ]
    let_pass(platform, "referral", days + 30)
    assert kinds(platform, "regional") == [["contact-escalated"]]
    page = platform.browser("coordinator-mll").get("/referral/deadlines?lang=fi", base_url=BASE)
    assert f"/referral/family-contacts/{line['thing_id']}" in page.text
    passed_on = platform.browser("regional").get("/referral/deadlines?lang=fi", base_url=BASE)
    assert line["thing_id"] not in passed_on.text
    thing = f"/referral/api/v1/family-contacts/{line['thing_id']}"
    coordinator.put(f"{thing}/answer", {"text": "Hej!"}, of=thing)
    platform.settle()
    assert kinds(platform, "coordinator-mll", "regional") == [["family-contact"], []]
    assert of_families(platform, "coordinator-mll") == []


@pytest.mark.parametrize("who", ["coordinator-siipisulka", "municipal-turku", "dpo"])
def test_nobody_else_reads_that_a_family_waits(platform: Stepped, who: str) -> None:
    sent(platform, stranger(platform))
    assert of_families(platform, who) == []


def test_administrators_read_that_feedback_waits(platform: Stepped) -> None:
    browser = stranger(platform)
    form = {"text": "Liian pientä.", "form_key": "a" * 22}
    assert post(browser, "/referral/feedback", form).status_code == 303
    platform.settle()
    let_pass(platform, "referral", 15)
    assert unread(platform, "referral", "admin") == ["feedback-late"]
    page = get(platform.browser("admin"), "/referral/deadlines", "fi").text
    assert "/referral/feedback-received/" in page
    assert "sinua pyydetään katsomaan" not in page
