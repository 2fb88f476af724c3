"""From the draw of a voucher to the sums, over pages and with every table looked through."""

import re
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import MetaData, select

from services.volunteers.surveys.commands import KIND, count_due
from services.volunteers.surveys.rules import voucher
from shared.kernel.clock import Clock
from shared.kernel.sealing import Sealing
from shared.web.public_forms import new_key
from shared.web.return_codes import ANYBODY, in_groups, read_code
from tests.platform import BASE, Stepped, platform
from tests.volunteers.gatherings.test_way_through import (
    COORDINATOR,
    PERSON,
    on_pages,
    person,
)

__all__ = ["platform"]
OWN, PUBLIC, RESULTS = "/volunteers/me/survey", "/volunteers/survey", "/volunteers/surveys"
YES = {"learning": "5", "challenge": "4", "support": "4", "help": "3", "recommend": "5"}
NO = dict.fromkeys(YES, "1")


def drawn(platform: Stepped) -> str:
    answer = on_pages(platform, PERSON).send(OWN, {})
    assert answer.status_code == 200, answer.text
    shown = re.search(r"<code>([^<]+)</code>", answer.text)
    assert shown
    return shown[1]


def of_somebody_else(platform: Stepped) -> str:
    """A voucher as another support person of the same organisation would draw it."""
    service = platform.platform.services["volunteers"]
    sealing: Sealing = service.sealing
    home = platform.caller(COORDINATOR).get("/volunteers/api/v1/volunteers").json["volunteers"][0]
    kind = f"{KIND}-{home['organisation']}-{service.clock.today().year}"
    return in_groups(voucher(new_key(), partial(sealing.token, ANYBODY, kind)))


def sent(platform: Stepped, code: str, answers: dict[str, str]) -> Any:
    client = platform.platform.apps["volunteers"].test_client()
    return client.post(PUBLIC, base_url=BASE, data={"code": code, **answers})


def everything(platform: Stepped) -> dict[str, list[tuple[Any, ...]]]:
    """Each row of each table of the service, in the order in which they lie there."""
    tables = MetaData()
    with platform.platform.services["volunteers"].database.reading() as db:
        tables.reflect(db)
        names = (name for name in tables.tables if name != "alembic_version")
        return {
            name: [tuple(row) for row in db.execute(select(tables.tables[name]))] for name in names
        }


def at_the_turn(platform: Stepped) -> int:
    """Let the clock act on the first of the next month."""
    service = platform.platform.services["volunteers"]
    usual = service.clock
    first = (usual.today().replace(day=1) + timedelta(days=32)).replace(day=1)
    service.clock = Clock(
        usual.zone, lambda: datetime(first.year, first.month, 1, 1, tzinfo=usual.zone)
    )
    number = count_due(service)
    service.clock = usual
    platform.settle()
    return number


def test_all_tables_together_do_not_say_who_answered_what(platform: Stepped) -> None:
    person(platform)
    code = drawn(platform)
    assert on_pages(platform, PERSON).send(OWN, {}).status_code == 409
    drawing = everything(platform)
    texts = str(drawing)
    plain = read_code(code)
    assert not [part for part in (code, plain, plain[:10], plain[10:]) if part in texts]

    assert sent(platform, code, YES).status_code == 200
    after = everything(platform)
    changed = {name for name in after if after[name] != drawing[name]}
    assert changed == {"survey_boxes"}
    assert plain not in str(after)
    assert len(after["survey_boxes"]) == 1
    again = sent(platform, code, NO)
    assert again.status_code == 422
    assert everything(platform)["survey_boxes"] == after["survey_boxes"]

    for _ in range(3):
        assert sent(platform, of_somebody_else(platform), NO).status_code == 200
    assert at_the_turn(platform) == 0
    coordinator = on_pages(platform, COORDINATOR)
    assert "<table" not in coordinator.get(RESULTS).text

    assert sent(platform, of_somebody_else(platform), YES).status_code == 200
    head = platform.platform.services["volunteers"].store.head()
    assert "<table" not in coordinator.get(RESULTS).text
    assert at_the_turn(platform) == 1
    written = everything(platform)["events"]
    assert platform.platform.services["volunteers"].store.head() == head + 1
    assert "survey_voucher.drawn" in str(written)
    assert "40 %" in coordinator.get(RESULTS).text
    assert at_the_turn(platform) == 0


def test_a_code_that_is_none_is_refused_with_what_was_answered(platform: Stepped) -> None:
    answer = sent(platform, "2222-2222-2222-2222-2222", YES)
    assert answer.status_code == 422
    assert 'value="3" id="help-3" checked' in answer.text
    left_out = sent(platform, "", {})
    assert left_out.status_code == 422
    assert left_out.text.count('class="field field-wrong"') + left_out.text.count("field-wrong") > 5
