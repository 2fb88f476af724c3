"""An answer that was promised: reminded of, late, escalated; and the clock that stands."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from services.common import workdays
from services.common.deadlines.commands import take_due
from services.common.deadlines.projections import deadlines
from services.common.deadlines.queries import gauges
from services.referral.deadlines.rules import KINDS
from shared.identity.principals import Principals, principals
from shared.inbox import letters_of
from shared.kernel.clock import Clock
from shared.maintenance.rebuild import rebuild
from shared.service import Service
from tests.platform import BASE, Stepped
from tests.referral.referrals.bodies import referral

ROOT = "/referral/api/v1/referrals"
SENDER, PROVIDER, REGION = "municipal-turku", "coordinator-mll", "regional"
PROMISED = 7  # working days


def sent(platform: Stepped) -> str:
    return str(platform.caller(SENDER).post(ROOT, referral()).json["id"])


def referral_service(platform: Stepped) -> Service:
    return platform.platform.services["referral"]


def on(platform: Stepped, day: date) -> int:
    """Let the clock act as if it were noon of that day; the steps taken, of all that is due."""
    service = referral_service(platform)
    usual = service.clock
    noon = datetime.combine(day, time(12), usual.zone)
    service.clock = Clock(usual.zone, lambda: noon)
    number = take_due(service, KINDS)
    service.clock = usual
    platform.settle()
    return number


def row(platform: Stepped, thing_id: str, kind: str = "answer") -> Any:
    with referral_service(platform).database.reading() as db:
        c = deadlines.c
        return db.execute(
            select(deadlines).where(c.thing_id == UUID(thing_id), c.kind == kind)
        ).one()


def unread(platform: Stepped, sign_in: str) -> list[str]:
    """What somebody would read a year from now."""
    service = referral_service(platform)
    with service.database.reading() as db:
        person_id = db.execute(
            select(principals.c.id).where(principals.c.sign_in == sign_in)
        ).scalar_one()
        reader = Principals(service.database, service.sealing, db=db).by_id(person_id)
        assert reader is not None
        later = service.clock.now() + timedelta(days=365)
        return sorted(each.kind for each in letters_of(db, reader, now=later))


def today(platform: Stepped) -> date:
    return referral_service(platform).clock.today()


def test_an_answer_is_due_as_the_programme_promises(platform: Stepped) -> None:
    made = row(platform, sent(platform))
    due = workdays.due(today(platform), PROMISED)
    assert (made.due_on, made.late_on, made.met_on) == (due, workdays.due(due, 1), None)


@pytest.mark.parametrize(
    ("days", "step", "letters"),
    [
        (PROMISED - 3, None, ([], [])),
        (PROMISED - 2, "reminded", (["answer-due"], [])),
        (PROMISED, "reminded", (["answer-due"], [])),
        (PROMISED + 1, "missed", (["answer-late"], ["answer-late"])),
        (PROMISED + 4, "missed", (["answer-late"], ["answer-late"])),
        (PROMISED + 5, "escalated", ([], [])),  # of a clock that stood still until then
    ],
)
def test_the_clock_acts_on_its_days(
    platform: Stepped, days: int, step: str | None, letters: tuple[list[str], list[str]]
) -> None:
    thing = sent(platform)
    day = workdays.due(today(platform), days)
    on(platform, day)
    assert row(platform, thing).step == step
    assert (unread(platform, PROVIDER), unread(platform, SENDER)) == letters


def test_who_looks_after_all_hears_of_what_has_waited_too_long(platform: Stepped) -> None:
    sent(platform)
    on(platform, workdays.due(today(platform), PROMISED + 4))
    before = unread(platform, REGION)
    on(platform, workdays.due(today(platform), PROMISED + 5))
    assert (before, unread(platform, REGION)) == ([], ["answer-escalated"])


def test_no_step_is_taken_twice_even_before_the_table_shows_it(platform: Stepped) -> None:
    sent(platform)
    service, day = referral_service(platform), workdays.due(today(platform), PROMISED + 1)
    noon = datetime.combine(day, time(12), service.clock.zone)
    service.clock = Clock(service.clock.zone, lambda: noon)
    first = take_due(service, KINDS)
    assert (first > 0, take_due(service, KINDS)) == (True, 0)


@pytest.mark.parametrize("answer", ["acceptance", "rejection", "waitlisting"])
def test_an_answer_ends_it_and_takes_its_letters_back(platform: Stepped, answer: str) -> None:
    thing = sent(platform)
    day = workdays.due(today(platform), PROMISED + 1)
    on(platform, day)
    reasons = {"rejection": "NO_CAPACITY", "waitlisting": "NO_SUPPORT_PERSON"}
    body = {"reason": reasons[answer]} if answer in reasons else {}
    platform.caller(PROVIDER).put(f"{ROOT}/{thing}/{answer}", body)
    assert row(platform, thing).met_on == today(platform)
    assert unread(platform, PROVIDER) == []
    on(platform, day + timedelta(days=30))
    assert (row(platform, thing).step, unread(platform, REGION)) == ("missed", [])


def test_a_question_stops_the_clock_and_starts_the_senders(platform: Stepped) -> None:
    thing = sent(platform)
    platform.caller(PROVIDER).put(f"{ROOT}/{thing}/information-request", {"text": "Milloin?"})
    stopped, reply = row(platform, thing), row(platform, thing, "information")
    assert (stopped.due_on, stopped.next_at) == (None, None)
    assert reply.due_on == workdays.due(today(platform), 10)
    on(platform, workdays.due(today(platform), PROMISED + 1))
    assert unread(platform, SENDER) == ["question", "reply-due"]
    platform.caller(SENDER).post(f"{ROOT}/{thing}/messages", {"text": "Torstaisin."})
    again, reply = row(platform, thing), row(platform, thing, "information")
    assert again.due_on == workdays.due(today(platform), PROMISED)
    assert (reply.met_on, unread(platform, SENDER)) == (today(platform), ["question"])


def test_a_last_day_that_stays_after_its_reminder_is_late_all_the_same(platform: Stepped) -> None:
    """A question that is answered on the day it was asked moves no last day."""
    thing = sent(platform)
    on(platform, workdays.due(today(platform), PROMISED - 2))
    before = row(platform, thing)
    platform.caller(PROVIDER).put(f"{ROOT}/{thing}/information-request", {"text": "Milloin?"})
    platform.caller(SENDER).post(f"{ROOT}/{thing}/messages", {"text": "Torstaisin."})
    again = row(platform, thing)
    assert (before.step, again.step, again.due_on) == ("reminded", None, before.due_on)
    on(platform, workdays.due(today(platform), PROMISED - 1))
    assert row(platform, thing).step is None
    on(platform, workdays.due(today(platform), PROMISED + 1))
    assert row(platform, thing).step == "missed"
    assert "answer-late" in unread(platform, PROVIDER)


def test_a_rebuild_leaves_the_same_table_and_sends_nothing(platform: Stepped) -> None:
    sent(platform)
    on(platform, workdays.due(today(platform), PROMISED + 1))
    service = referral_service(platform)

    def rows() -> list[Any]:
        with service.database.reading() as db:
            return [tuple(each) for each in db.execute(select(deadlines).order_by("deadline_id"))]

    before, head = rows(), service.store.head()
    rebuild(service, service.consumer("deadlines").subscription)  # type: ignore[arg-type]  # it is one
    assert (rows(), service.store.head()) == (before, head)


@pytest.mark.parametrize(("sign_in", "is_passed_on"), [(REGION, True), (PROVIDER, False)])
def test_whoever_sees_only_what_was_passed_on_is_told_so(
    platform: Stepped, sign_in: str, is_passed_on: bool
) -> None:
    page = platform.browser(sign_in).get("/referral/deadlines", base_url=BASE).text
    assert ("sinua pyydetään katsomaan" in page) == is_passed_on
    assert ("kiireisin ensin" in page) == (not is_passed_on)


@pytest.mark.parametrize(("days", "late"), [(PROMISED, 0), (PROMISED + 1, 1)])
def test_the_figures_say_what_is_late_and_for_how_long_the_clock_has_stood(
    platform: Stepped, days: int, late: int
) -> None:
    sent(platform)
    service, before = referral_service(platform), figures_of_answers(platform)
    usual, day = service.clock, workdays.due(today(platform), days)
    service.clock = Clock(usual.zone, lambda: datetime.combine(day, time(12), usual.zone))
    figures = figures_of_answers(platform)
    reminded_on = workdays.due(usual.today(), PROMISED - 2)
    reminder = datetime.combine(reminded_on, time(0), usual.zone)
    waited = (service.clock.now() - reminder).total_seconds()
    service.clock = usual
    assert (before["waiting"], before["late"], before["delay"]) == (1, 0, 0)
    assert (figures["waiting"], figures["late"], figures["delay"]) == (1, late, waited)


def figures_of_answers(platform: Stepped) -> dict[str, float]:
    """Of answers, by state; and the clock's delay."""
    read = list(gauges(referral_service(platform)))
    answers = {each.labels[2]: each.value for each in read if "answer" in each.labels}
    return answers | {"delay": read[-1].value}
