"""What counts as the same when somebody looks for a name."""

import unicodedata
from datetime import date

import pytest

from shared.kernel.searching import matches

BORN = date(2015, 4, 1)
TEXTS = ["Anna-Maija O’Connor-Mäkelä", "T-2026-1", None]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("Anna-Maija Mäkelä", True),
        ("mäkelä anna maija", True),
        ("Mäkelä, Anna", True),
        ("O'Connor", True),
        ("oconnor", True),
        (unicodedata.normalize("NFD", "MÄKELÄ"), True),
        ("mäk", True),
        ("T-2026-1", True),
        ("1.4.2015", True),
        ("01.04.2015", True),
        ("2015-04-01", True),
        ("anna 1.4.2015", True),
        ("", True),
        ("anna 2.4.2015", False),
        ("1.4.2016", False),
        ("31.2.2015", False),
        ("anna virtanen", False),
        ("T-2027-1", False),
    ],
)
def test_each_part_of_a_query_has_to_match(query: str, expected: bool) -> None:
    assert matches(query, TEXTS, born=BORN) is expected


def test_a_day_matches_nobody_whose_birthday_is_not_known() -> None:
    assert not matches("1.4.2015", TEXTS)
