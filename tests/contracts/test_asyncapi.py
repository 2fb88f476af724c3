"""The document of Rinnalla's events, and where anybody may read it."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from werkzeug.test import Client
from werkzeug.wrappers import Response

from services.cli.main import main
from services.common import event_contract
from services.platform.partner_topics import topic_of, topic_of_partner
from services.platform.registry import NAMES
from shared.kernel.events import Reach, kind_of
from tests.asyncapi import faults
from tests.contracts.published import travelling
from tests.platform import BASE, Stepped, platform_of_module
from tests.readme import section

__all__ = ["platform_of_module"]

WHOLE = event_contract.asyncapi(*NAMES)


def test_the_whole_language_is_one_asyncapi_document() -> None:
    assert faults(WHOLE) == []
    channels = {name: channel["address"] for name, channel in WHOLE["channels"].items()}
    assert channels == {
        "referral": topic_of("referral"),
        "partner": topic_of_partner("{client}"),
        "volunteers": topic_of("volunteers"),
        "casework": topic_of("casework"),
        "reporting": topic_of("reporting"),
    }


def test_partners_read_of_the_public_events_and_of_no_others() -> None:
    titles = {message["title"] for message in _messages("partner")}
    public = [kind_of(cls) for cls in travelling() if kind_of(cls).reach is Reach.PUBLIC]
    assert titles == {f"{kind.name}.v{n}" for kind in public for n in range(1, kind.version + 1)}


def test_the_documents_tell_partners_of_the_same_events() -> None:
    listed = re.findall(r"`(\w+\.\w+)`", section("For partners"))
    public = [kind_of(cls).name for cls in travelling() if kind_of(cls).reach is Reach.PUBLIC]
    assert sorted(set(listed)) == public


def test_nothing_of_a_person_stands_in_what_partners_read() -> None:
    payloads = [message["payload"]["$ref"].rpartition("/")[2] for message in _messages("partner")]
    fields = [WHOLE["components"]["schemas"][name]["properties"] for name in payloads]
    assert [schema for each in fields for schema in each.values() if "x-personal" in schema] == []


def test_an_addressed_event_says_to_whom_and_which_fields_are_sealed() -> None:
    message = WHOLE["components"]["messages"]["case.introduced.v1"]
    fields = WHOLE["components"]["schemas"]["case.introduced.v1"]["properties"]
    assert message["x-to"] == ["volunteers"]
    assert {name for name, schema in fields.items() if "x-personal" in schema} == {
        "given_name",
        "phone",
        "address",
        "guardian_name",
        "guardian_phone",
        "siblings",
    }


@pytest.mark.parametrize("service", NAMES)
def test_anybody_may_read_the_document_of_a_service(platform: Stepped, service: str) -> None:
    answer: Any = Client(platform.platform, Response).get(
        f"/{service}/api/v1/asyncapi.json", base_url=BASE
    )
    assert (answer.status_code, faults(answer.json)) == (200, [])
    assert answer.json == event_contract.asyncapi(service)


def test_a_command_writes_the_document_and_the_schemas(tmp_path: Path) -> None:
    run = CliRunner().invoke(main, ["contract", str(tmp_path)])
    assert run.exit_code == 0, run.output
    assert json.loads((tmp_path / "asyncapi.json").read_text()) == WHOLE
    written = {path.stem: json.loads(path.read_text()) for path in tmp_path.glob("schemas/*")}
    assert written == event_contract.schemas(*NAMES)


def _messages(channel: str) -> list[Any]:
    names = WHOLE["channels"][channel]["messages"]
    return [WHOLE["components"]["messages"][name] for name in names]
