"""Each container of compose.yaml sees the secrets of its own process, and has its limits."""

from typing import Any

import pytest
from ruamel.yaml import YAML

from deploy.databases import SERVICES
from tests.tree import ROOT

CONTAINERS: dict[str, Any] = YAML(typ="safe").load(
    (ROOT / "deploy" / "compose.yaml").read_text(encoding="utf-8")
)["services"]
LASTING = [name for name, each in CONTAINERS.items() if each["restart"] != "no"]
OF_PROCESS = {
    "web": {"database-{}", "client-web-{}", "session", "wrapping"},
    "relay": {"database-{}", "kafka-{}", "signing-{}"},
    "consume": {
        "database-{}",
        "kafka-{}",
        "access-log-{}",
        "client-service-{}",
        "mail",
        "signing",
        "wrapping",
    },
    "migrate": {"owner"},
}


def secrets_of(name: str) -> set[str]:
    """The folders of deploy/secrets that it sees."""
    mounted = [each.split(":")[0] for each in CONTAINERS[name].get("volumes", [])]
    return {each.removeprefix("./secrets/") for each in mounted if each.startswith("./secrets/")}


@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize("process", OF_PROCESS)
def test_a_process_sees_the_secrets_of_its_own(process: str, service: str) -> None:
    wanted = {name.format(service) for name in OF_PROCESS[process]}
    assert secrets_of(f"{process}-{service}") == wanted


def test_only_what_works_on_all_sees_all() -> None:
    whole = [name for name, each in CONTAINERS.items() if "./secrets:/run/secrets" in str(each)]
    assert whole == ["tools"]
    assert secrets_of("portal") == {"session"}
    assert secrets_of("front") == set()


@pytest.mark.parametrize("name", LASTING)
def test_what_runs_on_is_watched_and_has_limits(name: str) -> None:
    container = CONTAINERS[name]
    assert container["logging"]["options"].keys() == {"max-size", "max-file"}
    assert {"mem_limit", "stop_grace_period", "security_opt"} <= container.keys()
    assert "healthcheck" in container or name == "front"


def test_the_front_door_waits_for_everybody_behind_it() -> None:
    waits = CONTAINERS["front"]["depends_on"]
    assert waits == {
        name: {"condition": "service_healthy"}
        for name in ("portal", *(f"web-{service}" for service in SERVICES))
    }
