"""A consultation: asked, taken by the first, answered, agreed as guidance, closed by either."""

from datetime import date
from uuid import UUID

import pytest

from services.common.identifying import check_nameless
from services.referral.consultations.domain import Consultation
from services.referral.consultations.events import (
    ConsultationAnswered,
    ConsultationAsked,
    ConsultationClosed,
    ConsultationEvent,
    ConsultationTaken,
    ConsultationWritten,
    GuidanceAgreed,
    GuidanceProposed,
)
from services.referral.consultations.rules import due_on
from shared.kernel.aggregate import Invalid, Refused, fold

ID, CITY, HELPER, OTHER, PERSON, MESSAGE = (UUID(int=n) for n in range(70, 76))
MONDAY, THURSDAY = date(2026, 11, 23), date(2026, 11, 26)
ASKED = ConsultationAsked(
    consultation_id=ID,
    organisation=CITY,
    by=PERSON,
    theme="ero",
    urgency="SOON",
    profession="SCHOOL",
    on=MONDAY,
    due_on=THURSDAY,
    text="Miten ero otetaan puheeksi?",
)
TAKEN = ConsultationTaken(consultation_id=ID, organisation=HELPER, by=PERSON, on=MONDAY)
FURTHER = ConsultationWritten(
    consultation_id=ID, message_id=MESSAGE, organisation=CITY, on=MONDAY, text="Ja sitten?"
)
ANSWER = ConsultationWritten(
    consultation_id=ID, message_id=MESSAGE, organisation=HELPER, on=THURSDAY, text="Rauhassa."
)
ANSWERED = ConsultationAnswered(
    consultation_id=ID,
    organisation=HELPER,
    theme="ero",
    profession="SCHOOL",
    urgency="SOON",
    days=3,
    on=THURSDAY,
)
PROPOSED = GuidanceProposed(consultation_id=ID, on=THURSDAY, text="Varaa aikaa.")
AGREED = GuidanceAgreed(
    consultation_id=ID, organisation=HELPER, theme="ero", guidance="Varaa aikaa.", on=THURSDAY
)
CLOSED = ConsultationClosed(consultation_id=ID, organisation=CITY, on=THURSDAY)
WHOLE: list[ConsultationEvent] = [ASKED, TAKEN, ANSWER, ANSWERED, PROPOSED]


def given(*history: ConsultationEvent) -> Consultation:
    return fold(Consultation(ID), history)


def test_the_first_organisation_takes_it() -> None:
    assert given(ASKED).take(organisation=HELPER, by=PERSON, on=MONDAY) == [TAKEN]
    assert given(ASKED, TAKEN).take(organisation=HELPER, by=PERSON, on=MONDAY) == []


@pytest.mark.parametrize("history", [[ASKED, TAKEN], [ASKED, CLOSED], []])
def test_no_other_organisation_takes_it_then(history: list[ConsultationEvent]) -> None:
    with pytest.raises(Refused):
        given(*history).take(organisation=OTHER, by=PERSON, on=MONDAY)


def test_the_answering_sides_first_word_is_counted_once() -> None:
    taken = given(ASKED, TAKEN)
    assert taken.write(MESSAGE, "Ja sitten?", organisation=CITY, on=MONDAY) == [FURTHER]
    first = taken.write(MESSAGE, "Rauhassa.", organisation=HELPER, on=THURSDAY)
    assert first == [ANSWER, ANSWERED]
    again = given(ASKED, TAKEN, *first).write(
        MESSAGE, "Rauhassa.", organisation=HELPER, on=THURSDAY
    )
    assert again == [ANSWER]


@pytest.mark.parametrize("history", [[], [ASKED], [*WHOLE, CLOSED]])
def test_nobody_writes_before_it_is_taken_or_after_it_is_closed(
    history: list[ConsultationEvent],
) -> None:
    with pytest.raises(Refused):
        given(*history).write(MESSAGE, "Ja sitten?", organisation=CITY, on=MONDAY)


def test_guidance_takes_an_answer_and_a_yes() -> None:
    with pytest.raises(Refused):
        given(ASKED, TAKEN).propose("Varaa aikaa.", on=THURSDAY)
    assert given(*WHOLE[:4]).propose("Varaa aikaa.", on=THURSDAY) == [PROPOSED]
    with pytest.raises(Refused):
        given(*WHOLE[:4]).agree(on=THURSDAY)
    assert given(*WHOLE).agree(on=THURSDAY) == [AGREED]
    assert given(*WHOLE, AGREED).agree(on=THURSDAY) == []
    with pytest.raises(Refused):
        given(*WHOLE, AGREED).propose("Toisin.", on=THURSDAY)


def test_it_is_closed_once_by_whichever_side() -> None:
    assert given(ASKED).close(organisation=CITY, on=THURSDAY) == [CLOSED]
    assert given(*WHOLE, CLOSED).close(organisation=HELPER, on=THURSDAY) == []


def test_an_answer_is_due_by_urgency_in_working_days() -> None:
    friday = date(2026, 11, 27)
    assert due_on(friday, "URGENT") == date(2026, 11, 30)
    assert due_on(friday, "SOON") == date(2026, 12, 2)
    assert due_on(friday, "NORMAL") == date(2026, 12, 8)  # 1, 2, 3, 4, 7 and 8 follow Monday


@pytest.mark.parametrize(
    "text",
    [
        "Lapsi 010415A123N on huolissaan.",
        "Soita 040 123 4567.",
        "Kirjoita anna@example.org.",
        "He asuvat Testikatu 5 B.",
        "Aino ei nuku.",
    ],
)
def test_what_tells_who_it_is_is_refused(text: str) -> None:
    with pytest.raises(Invalid) as refused:
        check_nameless(text, ("Aino",))
    assert refused.value.field == "text"


def test_a_text_without_a_trace_passes() -> None:
    check_nameless("Kuusivuotias ei nuku öisin, ja äiti on väsynyt 24.12. alkaen.", ("Aino",))
