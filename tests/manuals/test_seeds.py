"""Each address that the page of the five programmes names is one of the platform's."""

import re

from tests.tree import ROOT

ADDRESS = re.compile(r"`(/[a-z][^` ]*)`")
PLACE = re.compile(r"<[^>]*>|\{[^}]*\}")


def test_what_is_said_to_live_somewhere_lives_there() -> None:
    matrix = (ROOT / "tests/access_matrix.txt").read_text().splitlines()
    routes = {PLACE.sub("{}", line.split(" ")[0]) for line in matrix}
    named = ADDRESS.findall((ROOT / "docs/seeds.md").read_text())
    assert [each for each in named if PLACE.sub("{}", each) not in routes] == []
    assert len(named) > 30
