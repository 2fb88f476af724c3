"""Each line that a NetworkPolicy lets through is one that a process needs, and none is missing."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from services.platform.settings import NEEDS
from tests.manifests import OVERLAYS, Manifest, renderer
from tests.missing import Missing
from tests.pods import PODS, component, of_kind, service_of, settings_of, template

POSTGRES, KAFKA, WEB, ISSUER, NAMES = "postgres 5432", "kafka 9092", "web 8000", "any 443", "dns 53"
NEED = {"database": POSTGRES, "kafka": KAFKA, "feeds": WEB, "issuer": ISSUER}
OF_PORTAL = {WEB, ISSUER}  # a person's own day, asked of the services; the provider's keys
PROCESS = {"publish-edition": "publish", "reconcile": "tools", "retention": "tools"}
ASKED_BY = {"ingress-nginx", "web", "consume", "reconcile", "retention"}


@pytest.fixture(autouse=True)
def _rendering() -> None:
    if renderer() is None:
        raise Missing("kubectl", reason="nothing renders manifests", command="see .ci/run")


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_a_pod_reaches_what_its_process_needs_and_nothing_else(overlay: str) -> None:
    for manifest in of_kind(overlay, *PODS):
        reached = {edge for edge in _leaves(overlay, _labels(manifest)) if edge != NAMES}
        assert reached == _needed(manifest), manifest["metadata"]["name"]


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_a_pod_is_reached_by_who_asks_it(overlay: str) -> None:
    for manifest in of_kind(overlay, *PODS):
        wanted: dict[int, set[str]] = {}
        if component(manifest) == "web":
            wanted = {8000: ASKED_BY, 9464: {"monitoring"}}
        elif component(manifest) in ("relay", "consume"):
            wanted = {9464: {"monitoring"}}
        assert dict(_enters(overlay, _labels(manifest))) == wanted, manifest["metadata"]["name"]


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_where_nothing_is_said_nobody_talks(overlay: str) -> None:
    """Also with a pod that somebody else starts in the namespace."""
    (nobody,) = [each for each in _policies(overlay) if each["spec"]["podSelector"] == {}]
    assert nobody["spec"]["policyTypes"] == ["Ingress", "Egress"]
    assert set(nobody["spec"]) == {"podSelector", "policyTypes"}
    assert list(_leaves(overlay, {"app": "strange"})) == []


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_ports_are_those_of_the_settings(overlay: str) -> None:
    settings = settings_of(overlay)
    assert settings["RINNALLA_KAFKA"].rpartition(":")[2] == KAFKA.split()[1]
    for name in ("DATABASE", "DATABASE_OWNER", "KEYS"):
        assert ":5432/" in settings[f"RINNALLA_{name}"]
    assert settings["RINNALLA_FEEDS"] == "http://web-{service}:8000"


def _needed(manifest: Manifest) -> set[str]:
    if service_of(manifest) == "portal":
        return OF_PORTAL
    process = PROCESS.get(component(manifest), component(manifest))
    edges = {NEED[field] for field in NEEDS[process] if field in NEED}
    return edges | ({KAFKA} if process == "consume" else set())


def _labels(manifest: Manifest) -> Mapping[str, str]:
    labels: Mapping[str, str] = template(manifest)["metadata"]["labels"]
    return labels


def _policies(overlay: str) -> list[Manifest]:
    return of_kind(overlay, "NetworkPolicy")


def _of(overlay: str, labels: Mapping[str, str], direction: str) -> Iterator[Any]:
    for policy in _policies(overlay):
        if _chooses(policy["spec"]["podSelector"], labels):
            yield from policy["spec"].get(direction, [])


def _chooses(selector: Mapping[str, Any], labels: Mapping[str, str]) -> bool:
    for name, value in selector.get("matchLabels", {}).items():
        if labels.get(name) != value:
            return False
    for rule in selector.get("matchExpressions", []):
        if (labels.get(rule["key"]) in rule["values"]) is not (rule["operator"] == "In"):
            return False
    return True


def _leaves(overlay: str, labels: Mapping[str, str]) -> Iterator[str]:
    for rule in _of(overlay, labels, "egress"):
        for port in {each["port"] for each in rule["ports"]}:
            for peer in rule.get("to", [{}]):
                yield f"{_destination(peer)} {port}"


def _destination(peer: Mapping[str, Any]) -> str:
    labels = peer.get("podSelector", {}).get("matchLabels", {})
    if "cnpg.io/cluster" in labels:
        return "postgres"
    if "strimzi.io/cluster" in labels:
        return "kafka"
    if labels.get("k8s-app") == "kube-dns":
        return "dns"
    return str(labels.get("app.kubernetes.io/component", "any"))


def _enters(overlay: str, labels: Mapping[str, str]) -> Iterator[tuple[int, set[str]]]:
    for rule in _of(overlay, labels, "ingress"):
        (port,) = [each["port"] for each in rule["ports"]]
        asking: set[str] = set()
        for peer in rule["from"]:
            if "namespaceSelector" in peer:
                asking |= set(peer["namespaceSelector"]["matchLabels"].values())
            for expression in peer.get("podSelector", {}).get("matchExpressions", []):
                asking |= set(expression["values"])
        yield port, asking
