"""What is written in a case's book: which kinds a programme has, and what each must say."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from services.casework.entries import events, rules
from services.casework.entries.domain import Entry
from services.casework.entries.rules import EntryFacts, WrittenCase
from services.common.codes import Circle, CostKind, EntryKind, EntryStatus, Party
from services.common.programme import CrisisMeetings, Includes
from shared.kernel.aggregate import Invalid, Refused
from shared.kernel.testing import given
from tests.casework.examples import CASE, PHASED, PROVIDER, SUBJECT, refusal

ID = UUID(int=30)
DAY = date(2026, 3, 3)
WRITTEN = WrittenCase(CASE, SUBJECT, PROVIDER)
SCHOOL = EntryFacts(EntryKind.CONTACT, DAY, party=Party.SCHOOL, text="A talk.", whom="Her teacher")
CALL = EntryFacts(EntryKind.PHONE_24H, DAY, whom="Mother", began_at="02:10", text="No sleep.")
CRISIS = EntryFacts(EntryKind.CRISIS_MEETING, DAY, minutes=60, text="A quarrel.", agreed_on=DAY)
OURS = EntryFacts(EntryKind.OUR_THING, DAY, text="Floorball on Tuesdays.")
BOOKED = EntryFacts(EntryKind.APPOINTMENT, DAY, status=EntryStatus.PLANNED, party=Party.HEALTH_CARE)
ASKED_FOR = EntryFacts(
    EntryKind.APPLICATION, DAY, status=EntryStatus.PLANNED, text="Housing allowance."
)
PAID = EntryFacts(EntryKind.COST, DAY, cost_kind=CostKind.HOBBY, costs=Decimal("12.50"))
WHOLE = [SCHOOL, CALL, CRISIS, OURS, BOOKED, ASKED_FOR, PAID]
EACH = pytest.mark.parametrize("facts", WHOLE, ids=lambda facts: str(facts.kind))


def of(facts: EntryFacts) -> Entry:
    return given(Entry(ID), *Entry(ID).record(facts, WRITTEN, by_supporter=False))


@EACH
def test_what_was_written_reads_back_and_is_no_correction(facts: EntryFacts) -> None:
    entry = of(facts)
    assert entry.facts == facts
    assert entry.correct(facts, WRITTEN, reason="A slip.") == []
    assert entry.record(facts, WRITTEN, by_supporter=False) == []


def test_what_travels_is_a_kind_a_day_and_a_party_and_never_a_word() -> None:
    recorded, note = Entry(ID).record(SCHOOL, WRITTEN, by_supporter=True)
    assert recorded == events.EntryRecorded(
        entry_id=ID,
        case_id=CASE,
        organisation=PROVIDER,
        kind=EntryKind.CONTACT,
        held_on=DAY,
        status=EntryStatus.DONE,
        minutes=0,
        by_supporter=True,
        party=Party.SCHOOL,
    )
    assert note == events.EntryNoted(
        entry_id=ID,
        case_id=CASE,
        subject_id=SUBJECT,
        circle=Circle.TEAM,
        for_family=False,
        whom="Her teacher",
        text="A talk.",
    )


NOTHING: dict[str, Any] = {
    "party": None,
    "text": "",
    "whom": "",
    "began_at": None,
    "minutes": 0,
    "cost_kind": None,
    "costs": Decimal(0),
}


@pytest.mark.parametrize(
    ("facts", "name"),
    [(facts, name) for facts in WHOLE for name in rules.SHAPES[facts.kind].needs],
    ids=lambda each: str(getattr(each, "kind", each)),
)
def test_each_kind_needs_what_its_readers_ask_first(facts: EntryFacts, name: str) -> None:
    with pytest.raises(Invalid) as error:
        of(replace(facts, **{name: NOTHING[name]}))
    assert refusal(error) == (name, (name,))


GIVEN: dict[str, Any] = {
    "status": EntryStatus.MISSED,
    "party": Party.KELA,
    "whom": "Somebody",
    "began_at": "10:00",
    "minutes": 5,
    "agreed_on": DAY,
    "cost_kind": CostKind.FOOD,
    "costs": Decimal(1),
    "outcome": "It went well.",
}


@pytest.mark.parametrize(
    ("facts", "name"),
    [
        (facts, name)
        for facts in WHOLE
        for name in GIVEN
        if name not in rules.SHAPES[facts.kind].asks
    ],
    ids=lambda each: str(getattr(each, "kind", each)),
)
def test_what_a_kind_is_not_asked_is_refused_and_not_lost_in_silence(
    facts: EntryFacts, name: str
) -> None:
    with pytest.raises(Invalid) as error:
        of(replace(facts, **{name: GIVEN[name]}))
    assert error.value.code == name


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        (replace(CALL, minutes=rules.LONGEST), None),
        (replace(CALL, minutes=rules.LONGEST + 1), "minutes"),
        (replace(PAID, costs=Decimal(rules.DEAREST)), None),
        (replace(PAID, costs=rules.DEAREST + Decimal("0.01")), "costs"),
        (replace(CRISIS, agreed_on=DAY), None),
        (replace(CRISIS, agreed_on=DAY + timedelta(days=1)), "agreed_on"),
        (replace(OURS, status=EntryStatus.MISSED), None),
        (replace(OURS, status=EntryStatus.PLANNED), "status"),
    ],
)
def test_an_entry_makes_sense(facts: EntryFacts, code: str | None) -> None:
    if code is None:
        assert of(facts).facts == facts
        return
    with pytest.raises(Invalid) as error:
        of(facts)
    assert error.value.code == code


ALWAYS = (EntryKind.CONTACT, EntryKind.OUR_THING)


@pytest.mark.parametrize(
    ("includes", "more"),
    [
        (Includes(), ()),
        (Includes(phone_24h=True), (EntryKind.PHONE_24H,)),
        (Includes(crisis_meetings=CrisisMeetings.IF_AGREED), (EntryKind.CRISIS_MEETING,)),
        (Includes(crisis_meetings=CrisisMeetings.ALWAYS), (EntryKind.CRISIS_MEETING,)),
        (Includes(appointments=True), (EntryKind.APPOINTMENT, EntryKind.APPLICATION)),
        (Includes(costs=True), (EntryKind.COST,)),
    ],
)
def test_a_programme_has_the_kinds_that_it_includes(
    includes: Includes, more: tuple[EntryKind, ...]
) -> None:
    has = rules.kinds_of(replace(PHASED, includes=includes))
    assert set(has) == {*ALWAYS, *more}


def test_what_a_programme_does_not_include_is_not_written() -> None:
    with pytest.raises(Refused) as error:
        rules.must_belong(CALL, PHASED)
    assert error.value.code == "no_such_kind"


@pytest.mark.parametrize(
    ("when", "agreed_on", "is_refused"),
    [
        (CrisisMeetings.IF_AGREED, DAY, False),
        (CrisisMeetings.IF_AGREED, None, True),
        (CrisisMeetings.ALWAYS, None, False),
    ],
)
def test_a_crisis_meeting_is_held_where_it_was_agreed(
    when: CrisisMeetings, agreed_on: date | None, is_refused: bool
) -> None:
    programme = replace(PHASED, includes=Includes(crisis_meetings=when))
    facts = replace(CRISIS, agreed_on=agreed_on)
    if not is_refused:
        rules.must_belong(facts, programme)
        return
    with pytest.raises(Invalid) as error:
        rules.must_belong(facts, programme)
    assert refusal(error) == ("agreed_on", ("agreed_on",))


@pytest.mark.parametrize("status", [EntryStatus.DONE, EntryStatus.MISSED, EntryStatus.CANCELLED])
def test_what_was_booked_is_settled_once(status: EntryStatus) -> None:
    booked = of(BOOKED)
    settled, note = booked.settle(status, WRITTEN, outcome="The bus.")
    assert settled == events.EntrySettled(
        entry_id=ID,
        case_id=CASE,
        organisation=PROVIDER,
        kind=EntryKind.APPOINTMENT,
        held_on=DAY,
        status=status,
    )
    after = given(booked, settled, note)
    assert (booked.waits, after.waits, after.facts.outcome) == (True, False, "The bus.")
    assert after.settle(status, WRITTEN) == []


def test_what_was_settled_is_corrected_and_not_settled_again() -> None:
    with pytest.raises(Refused) as error:
        of(replace(BOOKED, status=EntryStatus.DONE)).settle(EntryStatus.MISSED, WRITTEN)
    assert error.value.code == "settled"


def test_that_it_still_waits_settles_nothing() -> None:
    with pytest.raises(Invalid) as error:
        of(BOOKED).settle(EntryStatus.PLANNED, WRITTEN, outcome="Soon.")
    assert error.value.code == "status"


def test_a_correction_says_why_and_tells_others_only_of_what_they_know() -> None:
    explained, note = of(SCHOOL).correct(replace(SCHOOL, text="More."), WRITTEN, reason=" Typo. ")
    assert isinstance(explained, events.EntryCorrectionExplained)
    assert (explained.reason, note) == (
        "Typo.",
        rules.note(ID, replace(SCHOOL, text="More."), WRITTEN),
    )
    moved = replace(SCHOOL, held_on=DAY + timedelta(days=1))
    _, corrected = of(SCHOOL).correct(moved, WRITTEN, reason="The day after.")
    assert corrected == events.EntryCorrected(
        entry_id=ID, by_supporter=False, **rules.counted(moved, WRITTEN)
    )


@pytest.mark.parametrize("reason", ["", " "])
def test_a_correction_without_a_reason_is_refused(reason: str) -> None:
    with pytest.raises(Invalid) as error:
        of(SCHOOL).correct(replace(SCHOOL, text="More."), WRITTEN, reason=reason)
    assert refusal(error) == ("reason", ("reason",))


def test_what_never_was_is_taken_out_once_and_not_corrected() -> None:
    entry = of(PAID)
    decided = entry.enter_in_error(WRITTEN, reason="Another family's.")
    assert decided[1] == events.EntryEnteredInError(
        entry_id=ID, case_id=CASE, organisation=PROVIDER
    )
    after = given(entry, *decided)
    assert after.enter_in_error(WRITTEN, reason="Again.") == []
    with pytest.raises(Refused) as error:
        after.correct(OURS, WRITTEN, reason="No.")
    assert error.value.code == "in_error"
