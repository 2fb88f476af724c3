"""A program that keeps figures itself asks whether they are still the same."""

from itertools import count

import pytest

from services.reporting.fact_cache import cached
from shared.work import Actor
from tests.platform import Stepped
from tests.reporting.histories import Story, write_stories
from tests.reporting.test_reports import MLL, TURKU, stories

NOW = "/reporting/api/v1/now"
MARCH = "/reporting/api/v1/reports/demand?from=2026-03&to=2026-03"


@pytest.fixture
def followed(platform: Stepped) -> Stepped:
    write_stories(platform.platform.services, stories())
    platform.settle()
    return platform


@pytest.mark.parametrize("path", [NOW, MARCH])
def test_the_same_figures_are_not_told_again(followed: Stepped, path: str) -> None:
    caller = followed.caller("coordinator-mll")
    first = caller.get(path)
    again = caller.get(path, **{"If-None-Match": first.headers["ETag"]})
    assert (first.status_code, again.status_code, again.data) == (200, 304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert again.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", [NOW, MARCH])
def test_they_are_told_again_when_something_has_happened(followed: Stepped, path: str) -> None:
    caller = followed.caller("coordinator-mll")
    seen = caller.get(path).headers["ETag"]
    another = Story(11, programme="kaveri", provider=MLL, sender=TURKU)
    write_stories(followed.platform.services, [another])
    followed.settle()
    answer = caller.get(path, **{"If-None-Match": seen})
    assert answer.status_code == 200
    assert answer.headers["ETag"] != seen


def test_a_tag_is_good_for_one_reader_one_question_and_one_form(followed: Stepped) -> None:
    caller, other = followed.caller("coordinator-mll"), followed.caller("regional")
    tags = [
        caller.get(NOW),
        other.get(NOW),
        caller.get(MARCH),
        caller.get(MARCH.replace("demand", "waiting")),
        caller.get(MARCH, Accept="text/csv"),
        caller.get(MARCH, **{"Accept-Language": "sv"}),
    ]
    assert len({answer.headers["ETag"] for answer in tags}) == len(tags)


def test_nothing_is_counted_again_before_something_has_happened(followed: Stepped) -> None:
    reporting, counting = followed.platform.services["reporting"], count(1)
    with reporting.read_only(Actor("ana")) as work:
        before = [cached(work, "what", lambda: next(counting)) for _ in range(3)]
        write_stories(followed.platform.services, [Story(12)])
        followed.settle()
        after = [cached(work, "what", lambda: next(counting)) for _ in range(2)]
    assert (before, after) == ([1, 1, 1], [2, 2])


def test_what_moved_while_it_was_counted_is_counted_again(followed: Stepped) -> None:
    def moving() -> str:
        write_stories(followed.platform.services, [Story(13)])
        followed.settle()
        return "before"

    with followed.platform.services["reporting"].read_only(Actor("ana")) as work:
        assert cached(work, "what", moving) == "before"
        assert cached(work, "what", lambda: "after") == "after"
