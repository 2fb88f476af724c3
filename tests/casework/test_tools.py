"""The tool folder: what belongs to every support, what is chosen, and why something is not used."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.casework.toolkit import rules
from services.casework.toolkit.events import ToolRecorded
from services.common.codes import ToolState
from services.common.programme import Phase, Task, Tool
from shared.kernel.aggregate import Invalid
from tests.casework.acceptance import Opened, ago
from tests.casework.examples import ANNA, CASE, PHASED, SUBJECT, WORDS, refusal
from tests.casework.visiting import Browser
from tests.platform import Stepped

DAY = date(2026, 3, 3)
MAP = Tool(code="NETWORK_MAP", name=WORDS, mandatory=True)
CARDS = Tool(code="CARDS", name=WORDS)
TRUST = Phase(
    code="TRUST",
    name=WORDS,
    tasks=(
        Task(code="T1", name=WORDS, tools=(MAP, CARDS)),
        Task(code="T2", name=WORDS, tools=(CARDS,)),
    ),
)
PROGRAMME = replace(PHASED, phases=(TRUST,))
USED = ToolRecorded(
    case_id=CASE,
    subject_id=SUBJECT,
    code="NETWORK_MAP",
    state=ToolState.USED,
    person_id=ANNA,
    on=DAY,
    kept_at="Perheen kansio",
)
LEFT_OUT = replace(USED, state=ToolState.LEFT_OUT, kept_at="", reason="Lapsi ei halunnut.")


def record(recorded: rules.Recorded, **facts: Any) -> list[ToolRecorded]:
    values = {"code": "NETWORK_MAP", "state": ToolState.USED, "kept_at": " Perheen kansio "} | facts
    return rules.record(
        PROGRAMME, recorded, case_id=CASE, subject_id=SUBJECT, person_id=ANNA, on=DAY, **values
    )


def test_each_tool_stands_once_in_the_folder() -> None:
    assert rules.tools_of(PROGRAMME) == [MAP, CARDS]


@pytest.mark.parametrize(
    ("recorded", "open_tools"),
    [({}, [MAP]), ({"NETWORK_MAP": USED}, []), ({"NETWORK_MAP": LEFT_OUT}, [])],
    ids=["nothing recorded", "used", "left out"],
)
def test_what_belongs_to_every_support_is_open_until_it_is_recorded(
    recorded: rules.Recorded, open_tools: list[Tool]
) -> None:
    assert rules.still_open(TRUST, recorded) == open_tools
    assert rules.still_open(None, recorded) == []


@pytest.mark.parametrize(
    ("recorded", "facts", "decided"),
    [
        ({}, {}, [USED]),
        ({"NETWORK_MAP": USED}, {}, []),
        ({}, {"state": ToolState.LEFT_OUT, "reason": " Lapsi ei halunnut. "}, [LEFT_OUT]),
        ({"NETWORK_MAP": LEFT_OUT}, {}, [USED]),
        ({}, {"reason": "Not asked of what is used."}, [USED]),
    ],
    ids=["used", "again", "left out", "used after all", "no reason kept"],
)
def test_how_a_tool_stands_is_recorded_and_may_change(
    recorded: rules.Recorded, facts: dict[str, Any], decided: list[ToolRecorded]
) -> None:
    assert record(recorded, **facts) == decided


@pytest.mark.parametrize("reason", ["", "  "])
def test_what_is_left_out_says_why(reason: str) -> None:
    with pytest.raises(Invalid) as error:
        record({}, state=ToolState.LEFT_OUT, reason=reason)
    assert refusal(error) == ("reason", ("reason",))


def test_only_the_programmes_own_tools_stand_in_the_folder() -> None:
    with pytest.raises(Invalid) as error:
        record({}, code="HAMMER")
    assert error.value.code == "no_such_tool"


def test_the_folder_is_filled_and_strangers_find_none(
    case: Opened, coordinator: Browser, platform: Stepped
) -> None:
    used = {"state": "USED", "kept_at": "Perheen kansio", "on": ago(platform, 0)}
    assert case.put("tools/NETWORK_MAP", used).status_code == 200
    folder = case.coordinator.get(f"{case.path}/tools").json["tools"]
    assert [(each["code"], each["state"]) for each in folder if each["mandatory"]] == [
        ("NETWORK_MAP", "USED"),
        ("STRENGTHS", None),
    ]
    page = coordinator.get(f"/casework/cases/{case.id}/tools?lang=en").text
    assert "Perheen kansio" in page and "Not recorded yet" in page
    assert coordinator.get(f"/casework/cases/{case.id}/tools/STRENGTHS").status_code == 200
    assert coordinator.get(f"/casework/cases/{case.id}/tools/HAMMER").status_code == 404
    assert platform.caller("coordinator-mll").get(f"{case.path}/tools").status_code == 404
