"""By what two people may be the same, however each sender has typed them."""

from datetime import date

import pytest

from services.common.codes import Likeness
from services.referral.duplicates.rules import Person, clues_of, strongest

BORN = date(2015, 4, 1)
MOTHER = ("Outi Lahtinen",)
AINO = Person("Aino-Maria", "Mäkinen", BORN, MOTHER, ("+358401112223",))
CODE, NAMED, GIVEN, HOME, NAME = Likeness


@pytest.mark.parametrize(
    ("other", "codes", "alike"),
    [
        (Person("Aino Maria", "MAKINEN", BORN), ("", ""), (NAMED,)),
        (Person("Mäkinen", "Aino Maria", BORN), ("", ""), (NAMED,)),
        (Person("Aino", "Mäkinen", BORN), ("", ""), (GIVEN,)),
        (Person("Aino Maria", "Virtanen", BORN), ("", ""), (GIVEN,)),
        (Person("Aino Maria", "Mäkinen", date(2015, 1, 4)), ("", ""), (NAME,)),
        (Person("Aino Maria", "Mäkinen", None), ("", ""), (NAME,)),
        (Person("Eino", "Mäkinen", BORN, (), ("+358401112223",)), ("", ""), (HOME,)),
        (Person("Eino", "Virtanen", BORN, ("Lahtinen Outi",)), ("", ""), (HOME,)),
        (Person("Eino", "Virtanen", date(2015, 4, 2), MOTHER), ("", ""), ()),
        (Person("Eino", "Virtanen", BORN), ("", ""), ()),
        (Person("", "", None), ("010415A9992", "010415A9992"), (CODE,)),
        (Person("", "", None), ("010415A9992", "010415A998X"), ()),
        (Person("Aino Maria", "Mäkinen", None), ("", "010415A9992"), (NAMED,)),
        (Person("", "", BORN), ("", ""), ()),
        (Person("Aino Maria", "", BORN), ("", ""), (GIVEN,)),
    ],
)
def test_what_is_the_same_of_two(
    other: Person, codes: tuple[str, str], alike: tuple[Likeness, ...]
) -> None:
    first, second = clues_of(AINO, codes[0] or None), clues_of(other, codes[1] or None)
    assert strongest([likeness for likeness, _ in first & second]) == alike


def test_one_word_is_no_whole_name_of_an_adult() -> None:
    mother = Person("Eino", "Virtanen", BORN, ("Outi",))
    assert HOME not in {likeness for likeness, _ in clues_of(mother, None)}
