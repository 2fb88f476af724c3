"""What comes in has one form; what is compared has another."""

import pytest

from shared.kernel.letters import folded, has_controls, holds, visible


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Ma\u0308ki", "Mäki"),
        ("A\u030alund", "Ålund"),
        ("Ai\u200bno", "Aino"),
        ("\u202eonia", "onia"),
        ("\ufeffAino\u2060", "Aino"),
        ("soft\u00adhyphen", "softhyphen"),
        ("O’Connor", "O’Connor"),
        ("محمد", "محمد"),
        ("a\nb\tc", "a\nb\tc"),
    ],
)
def test_letters_have_one_form_and_all_of_them_are_seen(text: str, kept: str) -> None:
    assert visible(text) == kept


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("O’Connor", "o'connor"),
        ("O\u02bcconnor", "O`CONNOR"),
        ("José", "jose"),
        ("Nguyễn", "NGUYEN"),
        ("Ma\u0308ki", "mäki"),
        ("Straße", "strasse"),
    ],
)
def test_what_is_meant_the_same_is_compared_the_same(text: str, other: str) -> None:
    assert folded(text) == folded(other)


@pytest.mark.parametrize(("text", "other"), [("Mäki", "Maki"), ("Åla", "Ala"), ("Törmä", "Tormä")])
def test_our_own_letters_stay_apart(text: str, other: str) -> None:
    assert folded(text) != folded(other)


@pytest.mark.parametrize("char", ["\0", "\x1f", "\x7f", "\x85", "\x9f"])
def test_control_characters_are_noticed(char: str) -> None:
    assert (has_controls(f"a{char}b"), has_controls("a\r\n\tb ä")) == (True, False)


@pytest.mark.parametrize(
    ("words", "is_there"),
    [
        ("testinen aino", True),
        ("AI", True),
        ("", True),
        ("o'con", True),
        ("aino maki", False),
        ("aino testinen x", False),
    ],
)
def test_words_are_found_in_whatever_order(words: str, is_there: bool) -> None:
    assert holds("Aino Testinen O’Connor", words) == is_there
