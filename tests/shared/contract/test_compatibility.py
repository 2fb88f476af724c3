"""What a published version may still gain, and what it may never lose."""

from dataclasses import MISSING
from datetime import date
from typing import Annotated, Any

import pytest

from shared.transport.contract.compatibility import advice, broken
from tests.shared.contract.bells import Loud, Maker, Quiet, Sound, Town, bell


@pytest.mark.parametrize(
    "today",
    [
        bell(),
        bell(engraving=(str, "")),
        bell(engraver=(Maker, Maker(name="Ana"))),
        bell(engraved_on=(date | None, None)),
        bell(sound=(Loud, MISSING)),
    ],
    ids=["nothing", "a field", "a field whose own fields are required", "a date", "a code"],
)
def test_a_version_may_gain_optional_fields_and_codes(today: Any) -> None:
    assert broken(bell(), today) == []


@pytest.mark.parametrize(
    ("today", "finding"),
    [
        (bell(without="sound"), "sound is gone"),
        (bell(maker=(Town, MISSING)), "maker.name is gone"),
        (bell(grams=(int, MISSING)), "grams is new and required"),
        (bell(model=(int, MISSING)), 'model has type "integer" instead of "string"'),
        (bell(model=(date, MISSING)), 'model has format "date" instead of nothing'),
        (bell(model=(str | None, MISSING)), "model has nullable true instead of false"),
        (bell(price=(int, 9)), "price has nullable false instead of true"),
        (bell(price=(int | None, 9)), "price has default 9 instead of null"),
        (bell(price=(int | None, MISSING)), "price has required true instead of false"),
        (bell(screws=(tuple[str, ...], ())), 'screws.each has type "string" instead of "integer"'),
        (bell(sound=(Quiet, MISSING)), "sound has lost the codes CLANG"),
        (bell(sound=(str, MISSING)), "sound has coded false instead of true"),
        (bell(model=(Sound, MISSING)), "model has coded true instead of false"),
    ],
    ids=lambda given: given if isinstance(given, str) else "",
)
def test_what_was_promised_is_never_taken_back(today: Any, finding: str) -> None:
    assert finding in broken(bell(), today)


def test_a_field_that_was_always_there_may_not_become_optional() -> None:
    assert broken(bell(), bell(model=(str, "city"))) == [
        'model has default "city" instead of nothing',
        "model has required false instead of true",
    ]


def test_codes_that_a_text_may_have_are_kept_too() -> None:
    text, sound = (str, MISSING), (Annotated[str, Sound], MISSING)
    assert broken(bell(sound=text), bell(sound=sound)) == []
    assert broken(bell(sound=sound), bell(sound=(Annotated[str, Loud], MISSING))) == []
    assert broken(bell(sound=sound), bell(sound=(Annotated[str, Quiet], MISSING))) == [
        "sound has lost the codes CLANG"
    ]


def test_a_field_of_a_person_stays_one() -> None:
    rider = {"type": "string", "x-personal": {"of": "rider_id", "retention": "loan"}}
    sealed, bare = ({"properties": {"rider": it}} for it in (rider, {"type": "string"}))
    assert broken(sealed, sealed) == []
    assert len(broken(sealed, bare)) == len(broken(bare, sealed)) == 1


def test_whoever_breaks_a_version_is_told_what_to_do() -> None:
    findings = broken(bell(), bell(without="price", model=(int, MISSING)))
    assert advice("bell.rung", 2, findings) == (
        "bell.rung v2 was published and is kept for ever, but today price is gone; "
        'model has type "integer" instead of "string". Take that back, or declare version 3 and '
        "an @upcast('bell.rung', to=3) that makes it of version 2."
    )
    assert advice("bell.rung", 2, []) == ""
