"""A sealed value opens with its key, in its field, for its person, and nowhere else."""

from dataclasses import replace
from uuid import UUID

import pytest

from shared.kernel.codec import Json
from shared.kernel.sealing import Subject
from shared.keys.envelope import Key, Tampered, Unsealed, key_of, open_with, seal

LEO, EERO = UUID(int=1), UUID(int=2)
KEY = Key(UUID(int=3), LEO, b"k" * 32)
NAME = Subject(LEO, "case", UUID(int=4), "given_name")


@pytest.mark.parametrize("value", ["Leo", "", "Ähtäri 🐦", 7, 1.5, True, ["a", {"b": None}], {}])
def test_a_value_comes_back_as_it_was(value: Json) -> None:
    assert open_with(KEY, seal(value, KEY, NAME)) == value


def test_the_envelope_tells_its_key_and_never_the_value() -> None:
    stored = seal("Leo", KEY, NAME)
    assert (key_of(stored), "Leo" in stored) == (KEY.id, False)


def test_the_same_value_never_looks_the_same() -> None:
    assert len({seal("Leo", KEY, NAME) for _ in range(1000)}) == 1000


def test_every_changed_letter_is_noticed() -> None:
    stored = seal("Leo", KEY, NAME)
    where = range(len("1."), len(stored))
    changed = [stored[:i] + ("A" if stored[i] != "A" else "B") + stored[i + 1 :] for i in where]
    opened = [text for text in changed if _opens(text)]
    assert opened == []


def test_another_persons_key_does_not_open_it() -> None:
    with pytest.raises(Tampered):
        open_with(replace(KEY, person=EERO), seal("Leo", KEY, NAME))


@pytest.mark.parametrize(
    ("person", "field"), [(EERO, "given_name"), (LEO, "family_name"), (EERO, "")]
)
def test_it_opens_only_where_it_belongs(person: UUID, field: str) -> None:
    with pytest.raises(Tampered):
        open_with(KEY, seal("Leo", KEY, NAME), person=person, field=field)


def test_it_opens_where_it_belongs() -> None:
    stored = seal("Leo", KEY, NAME)
    assert open_with(KEY, stored, person=LEO, field="given_name") == "Leo"


@pytest.mark.parametrize("stored", ["Leo", "", "1", "2.x.y", 7, None, {"given_name": "Leo"}])
def test_what_lies_open_is_never_taken_for_sealed(stored: Json) -> None:
    with pytest.raises(Unsealed):
        key_of(stored)


def _opens(stored: str) -> bool:
    try:
        open_with(KEY, stored)
    except (Tampered, ValueError):
        return False
    return True
