"""A text that could not be a programme is refused with a line, whatever it would do to a reader."""

from time import perf_counter

import pytest

from services.common.programme.loader import PROGRAMMES, Faulty, read_programme
from services.common.programme.strictyaml import NotPlain, parsed

KAVERI = (PROGRAMMES / "kaveri.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a: 1\nb: \0", 2, "A character here is none of a text's."),
        ("a: 1\nb: 2026-13-45", 1, "A date or a number in it is none."),
        ("a: 1\nb: !!set {x}", 2, "Write plain values, without a tag such as !!set."),
        ("!!python/object:os.system {}", 1, "Write plain values, without a tag such as !!set."),
        ("a: &x [1]\nb: 2", 1, "Write each part where it belongs, without & and *."),
        ('a: 1\nb: "\\ud800"', 2, "A text holds half of a surrogate pair."),
        ("a: " + "9" * 41, 1, "A number is longer than 40 digits."),
        ("[" * 5000, 1, "It is nested deeper than 20 levels."),
        ("- " * 5000, 1, "It is nested deeper than 20 levels."),
        ("{a: " * 2000, 1, "It is nested deeper than 20 levels."),
        ("- a\n- b", 1, "This is not a mapping of fields."),
        ("", 1, "This is not a mapping of fields."),
        ("a: 1\n---\nb: 2", 2, "One file holds one programme."),
        ("a: 1\n<<: {b: 1}", 2, "Write each part where it belongs, without <<."),
        ("a: 0x" + "f" * 39, 1, "A number is longer than 40 digits."),
        ("a: 1" + "_0" * 20, 1, "A number is longer than 40 digits."),
        ('a: "\\UFFFFFFFF"', 1, "A date or a number in it is none."),
        ("a: [" + "1," * 4000 + "]", 1, "It has more than 4000 parts."),
        ("a: " + "x" * 39_998, 1, "It is longer than 40000 characters."),
        ("\n" * 500_000, 1, "It is longer than 40000 characters."),
    ],
)
def test_what_is_not_plain_is_refused_with_its_line(text: str, line: int, message: str) -> None:
    with pytest.raises(NotPlain) as refused:
        parsed(text)
    assert (str(refused.value), refused.value.line) == (message, line)


def test_a_refusal_becomes_a_fault_of_the_file() -> None:
    with pytest.raises(Faulty) as faulty:
        read_programme("[" * 50, file="deep.yaml")
    assert str(faulty.value) == "deep.yaml:1 It is nested deeper than 20 levels."


def test_a_number_beyond_all_sense_is_a_fault() -> None:
    with pytest.raises(Faulty, match=r":2 version: 10000000000 lies beyond 1000000"):
        read_programme(KAVERI.replace("version: 1", "version: 10000000000"))


@pytest.mark.parametrize(
    "text", ["a: 0x" + "f" * 38, "a: " + "x" * 39_997, "a: '[" + "[" * 199 + "'"]
)
def test_what_lies_just_within_is_read(text: str) -> None:
    assert set(parsed(text)) == {"a"}


@pytest.mark.parametrize(
    "text",
    [
        "[" * 5000,
        "{a: " * 5000,
        "- " * 5000,
        "a: [" + "1," * 19_000,
        "# c\n" * 10_000,
        "a: 1\n" * 8000,
    ],
)
def test_what_could_exhaust_a_reader_is_refused_about_as_soon_as_a_programme_is_read(
    text: str,
) -> None:
    began = perf_counter()
    for _ in range(5):
        parsed(KAVERI)
    usual, began = perf_counter() - began, perf_counter()
    with pytest.raises(NotPlain):
        parsed(text)
    assert perf_counter() - began < 50 * usual
