"""What a report says of its own completeness: never more than is known, and how old that is."""

import csv
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from sqlalchemy import delete

from services.platform import key_store, registry, wiring
from services.platform.settings import Settings
from services.reporting.editions.events import Reached
from services.reporting.editions.rules import is_complete
from shared.consumer import high_water_marks
from shared.consumer.tables import heads as heads_table
from tests.platform import BASE, Stepped
from tests.reporting.histories import Story, write_stories
from tests.reporting.test_reports import stories

MARCH = "/reporting/api/v1/reports/demand?from=2026-03&to=2026-03"
PAGE = "/reporting/reports/demand"
SOURCES = ("referral", "volunteers", "casework")
COMPLETE = ", kaikki tiedot mukana"
NOW, LATELY, LONG_AGO = timedelta(0), timedelta(seconds=50), timedelta(minutes=10)


@pytest.fixture
def apart(platform: Stepped) -> Iterator[Stepped]:
    """Reporting's pages come from a process that follows nothing; another one follows."""
    write_stories(platform.platform.services, stories())
    platform.settle()
    opened = platform.platform
    settings = Settings(
        database=f"sqlite:///{opened.folder}/{{service}}.sqlite",
        keys=f"sqlite:///{opened.folder}/{key_store.FILE}",
        wrapping=opened.folder / key_store.WRAPPING,
    )
    watching = wiring.watching(settings, "reporting")
    opened.apps["reporting"] = registry.parts_of("reporting").create_app(watching, opened._site())
    yield platform
    watching.close()


def note_contact(stepped: Stepped, **ago: timedelta) -> None:
    """The other process has written down how far each service was, so long ago."""
    services = stepped.platform.services
    reporting = services["reporting"]
    with reporting.database.writing() as db:
        db.execute(delete(heads_table))
        for name, age in ago.items():
            heads = services[name].store.high_water_marks()
            high_water_marks.record(db, name, heads, reporting.clock.now() - age)


def complete_to(stepped: Stepped, sign_in: str = "coordinator-mll") -> dict[str, Any]:
    answer = stepped.caller(sign_in).get(MARCH)
    assert answer.status_code == 200
    by_service: dict[str, Any] = answer.json["complete_to"]
    return by_service


def page(stepped: Stepped) -> str:
    return stepped.browser("coordinator-mll", "reporting").get(PAGE, base_url=BASE).text


def in_file(stepped: Stepped) -> dict[str, str]:
    answer = stepped.caller("coordinator-mll").get(MARCH, Accept="text/csv")
    return next(csv.DictReader(StringIO(answer.data.decode("utf-8-sig"))))


def test_what_was_heard_lately_and_is_in_is_complete(apart: Stepped) -> None:
    note_contact(apart, referral=NOW, volunteers=LATELY, casework=NOW)
    by_service = complete_to(apart)
    assert [by_service[name]["complete"] for name in SOURCES] == [True] * 3
    assert 50 <= by_service["volunteers"]["seconds"] < 60
    assert in_file(apart)["complete"] == "yes"
    text = page(apart)
    assert COMPLETE in text
    assert "Mukana on kaikki" in text


def test_a_service_that_was_silent_for_long_leaves_nothing_complete(apart: Stepped) -> None:
    note_contact(apart, referral=NOW, volunteers=NOW, casework=LONG_AGO)
    by_service = complete_to(apart)
    assert [by_service[name]["complete"] for name in SOURCES] == [True, True, False]
    assert by_service["casework"]["position"] == by_service["casework"]["head"] > 0
    assert by_service["casework"]["seconds"] >= 600
    row, text = in_file(apart), page(apart)
    assert (row["complete"], row["as_of"]) == ("no", by_service["casework"]["at"])
    assert "10 minuuttia sitten" in text
    assert COMPLETE not in text
    assert "Mukana on kaikki" not in text


def test_a_service_that_was_never_heard_is_said_to_be(apart: Stepped) -> None:
    note_contact(apart, referral=NOW, volunteers=NOW)
    nothing = {"position": 0, "head": 0, "complete": False, "missing": 0}
    assert complete_to(apart)["casework"] == nothing | {"at": None, "seconds": None}
    row, text = in_file(apart), page(apart)
    assert (row["complete"], row["as_of"]) == ("no", "")
    assert "ei vielä kuultu" in text
    assert COMPLETE not in text


def test_the_totals_of_this_moment_say_so_too(apart: Stepped) -> None:
    note_contact(apart, referral=NOW, volunteers=NOW, casework=LONG_AGO)
    browser = apart.browser("regional", "reporting")
    warning = "kaikki ei ole vielä mukana"
    assert warning in browser.get("/reporting/", base_url=BASE).text
    note_contact(apart, referral=NOW, volunteers=NOW, casework=NOW)
    assert warning not in browser.get("/reporting/", base_url=BASE).text


@pytest.mark.parametrize(
    "contact", [{}, dict.fromkeys(SOURCES, LONG_AGO)], ids=["never", "long ago"]
)
def test_when_nobody_follows_any_more_nobody_is_answered(
    apart: Stepped, contact: dict[str, timedelta]
) -> None:
    note_contact(apart, **contact)
    answer = apart.caller("coordinator-mll").get(MARCH)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")


@pytest.mark.parametrize(
    ("contact", "head", "missing", "complete"),
    [
        (LATELY, 7, 0, True),
        (LONG_AGO, 7, 0, False),
        (None, 7, 0, False),
        (NOW, 8, 0, False),
        (NOW, 7, 1, False),
    ],
)
def test_an_edition_is_as_complete_as_what_was_heard_when_it_was_published(
    contact: timedelta | None, head: int, missing: int, complete: bool
) -> None:
    published = datetime(2026, 5, 3, 9, tzinfo=UTC)
    at = None if contact is None else published - contact
    reached = Reached(service="casework", position=7, head=head, missing=missing, at=at)
    assert is_complete([reached], published) is complete


def test_what_is_not_in_yet_is_not_claimed(apart: Stepped) -> None:
    browser = apart.browser("coordinator-mll", "reporting")
    write_stories(apart.platform.services, [Story(77)])
    note_contact(apart, referral=NOW, volunteers=NOW, casework=NOW)
    assert COMPLETE not in browser.get(PAGE, base_url=BASE).text
    apart.settle()
    assert COMPLETE in browser.get(PAGE, base_url=BASE).text


def test_a_tag_of_complete_figures_is_not_good_for_old_ones(apart: Stepped) -> None:
    note_contact(apart, referral=NOW, volunteers=NOW, casework=NOW)
    caller = apart.caller("coordinator-mll")
    tag = caller.get(MARCH).headers["ETag"]
    assert caller.get(MARCH, **{"If-None-Match": tag}).status_code == 304
    note_contact(apart, referral=NOW, volunteers=NOW, casework=LONG_AGO)
    assert caller.get(MARCH, **{"If-None-Match": tag}).status_code == 200
