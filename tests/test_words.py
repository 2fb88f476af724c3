"""Plain words: the banned ones only become fewer, and the glossary names what there is."""

import ast
import re
from collections import Counter

import pytest

from tests.tree import ROOT, modules
from tests.words import BANNED, allowed, banned, bound_names, counts, lowered

pytestmark = pytest.mark.xdist_group("tree")  # each file of ours is parsed once for all of them
GLOSSARY = ROOT / "docs" / "glossary.md"
ROW = re.compile(r"^\| (?!English|---)(?P<english>[^|]+) \| (?P<rest>.+) \|$", re.MULTILINE)


@pytest.fixture(scope="module")
def now() -> dict[str, dict[str, int]]:
    return counts()


def test_no_folder_holds_more_of_a_banned_word_than_is_left(
    now: dict[str, dict[str, int]],
) -> None:
    limits = allowed()
    more = [
        f"{folder}: {word} {count} times, {limits.get(folder, {}).get(word, 0)} allowed; "
        f"write {BANNED[word]}"
        for folder, words in now.items()
        for word, count in words.items()
        if count > limits.get(folder, {}).get(word, 0)
    ]
    assert more == []


def test_the_list_is_lowered_with_the_code(now: dict[str, dict[str, int]]) -> None:
    limits = allowed()
    assert lowered(limits, now) == limits, "Run `python -m tests.words`, which lowers the list."


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("def told(): ...", ["told"]),
        ("class Way: ...", ["Way"]),
        ("def act(said, *, asked=1): ...", ["said", "asked"]),
        ("_found = self.known = 1", ["found", "known"]),
        ("names = [one for one in rows]", ["one"]),
        ("import events as told", ["told"]),
        ("try: ...\nexcept OSError as this: ...", ["this"]),
        ("match row:\n    case {'way': way}: ...", ["way"]),
        ("row = db.execute(query).one()\npytest.mark.slow(told=1)", []),
    ],
)
def test_a_name_counts_where_it_is_bound(code: str, words: list[str]) -> None:
    assert Counter(banned(bound_names(ast.parse(code)))) == Counter(words)


def test_lowering_never_raises() -> None:
    limits = {"shared": {"told": 2, "said": 3}, "deploy": {"one": 1}}
    code = {"shared": {"told": 5, "said": 1}, "services/demo": {"way": 4}}
    assert lowered(limits, code) == {"shared": {"told": 2, "said": 1}}


def test_the_glossary_says_each_word_once() -> None:
    words = [row["english"] for row in ROW.finditer(GLOSSARY.read_text("utf-8"))]
    assert [word for word, count in Counter(words).items() if count > 1] == []
    assert len(words) > 100


def test_every_row_of_the_glossary_is_whole() -> None:
    rows = ROW.finditer(GLOSSARY.read_text("utf-8"))
    cells = {row["english"]: row["rest"].split(" | ") for row in rows}
    assert [word for word, rest in cells.items() if len(rest) != 3 or not all(rest)] == []


def test_the_glossary_names_what_is_in_the_code() -> None:
    classes = {name for module in modules("services", "shared") for name in module.classes()}
    text = "".join(row["english"] for row in ROW.finditer(GLOSSARY.read_text("utf-8")))
    named = {name for name in re.findall(r"`(\w+)`", text) if name[0].isupper()}
    assert named - classes == set()
