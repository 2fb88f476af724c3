"""What deploy/k8s asks of a cluster is what the code has: nothing misspelt, nothing shared.

Nothing is started here; test_pods.py runs what these manifests say.
"""

from collections.abc import Sequence
from copy import deepcopy

import click
import pytest

from services.cli.main import main
from services.platform.options import Settings
from services.platform.registry import NAMES
from services.platform.servers.web import PATIENCE
from services.platform.settings import NEEDS
from shared.kernel.settings import meanings
from shared.telemetry.exposition import ALIVE
from tests.manifests import OVERLAYS, faults, name_of, rendered, renderer
from tests.missing import Missing
from tests.pods import (
    PODS,
    command_of,
    component,
    containers,
    files_mounted,
    files_named,
    of_kind,
    service_of,
    settings_of,
    template,
)

OUR_OWN = {"SERVICE", "PARTITIONS"}  # of the manifests, put into commands


@pytest.fixture(autouse=True)
def _rendering() -> None:
    if renderer() is None:
        command = "apt-get install kubectl, or go install sigs.k8s.io/kustomize/kustomize/v5@v5.5.0"
        raise Missing("kubectl", reason="no kubectl and no kustomize in PATH", command=command)


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_kubernetes_knows_every_field(overlay: str) -> None:
    assert list(faults(rendered(overlay))) == []


def test_a_field_that_kubernetes_does_not_know_is_a_fault() -> None:
    broken = deepcopy(of_kind("small", "Deployment")[0])
    container = template(broken)["spec"]["containers"][0]
    container["livenessProb"] = container.pop("livenessProbe")
    (fault,) = faults([broken])
    assert "livenessProb" in fault


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_every_service_has_all_its_processes(overlay: str) -> None:
    deployments = {each["metadata"]["name"] for each in of_kind(overlay, "Deployment")}
    parts = {f"{part}-{name}" for part in ("web", "relay", "consume") for name in NAMES}
    assert deployments == parts | {"portal"}
    jobs = {each["metadata"]["name"] for each in of_kind(overlay, "Job")}
    assert jobs == {f"migrate-{name}" for name in NAMES}


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_every_command_is_one_of_ours(overlay: str) -> None:
    commands = [
        command_of(manifest, container)
        for manifest in of_kind(overlay, *PODS)
        for container in containers(manifest)
    ]
    refused = {" ".join(command): _refusal(command) for command in commands}
    assert {command: why for command, why in refused.items() if why} == {}
    assert len(refused) > len(NAMES)


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_every_variable_is_a_setting(overlay: str) -> None:
    settings = {meaning.name for meaning in meanings(Settings).values()} | OUR_OWN
    given = set(settings_of(overlay)) | {
        each["name"]
        for manifest in of_kind(overlay, *PODS)
        for container in containers(manifest)
        for each in container["env"]
    }
    assert given - settings == set()


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_every_process_is_given_what_it_needs(overlay: str) -> None:
    """Every setting that it cannot do without, and each file that a setting names."""
    fields = {meaning.name: field for field, meaning in meanings(Settings).items()}
    processes = {"publish-edition": "publish", "reconcile": "tools", "retention": "tools"}
    for manifest in of_kind(overlay, *PODS):
        for container in containers(manifest):
            command, *rest = command_of(manifest, container)
            process = "portal" if rest[:1] == ["portal"] else processes.get(command, command)
            given = {fields[name] for name in settings_of(overlay)} | {
                fields[each["name"]] for each in container["env"] if each["name"] in fields
            }
            assert set(NEEDS[process]) - given == set(), f"{name_of(manifest)}: {process}"
            assert files_named(container) <= files_mounted(manifest), name_of(manifest)


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_no_process_sees_a_file_that_it_does_not_read(overlay: str) -> None:
    for manifest in of_kind(overlay, *PODS):
        read = {file for container in containers(manifest) for file in files_named(container)}
        assert files_mounted(manifest) == read, name_of(manifest)


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_every_deployment_may_be_moved_one_pod_at_a_time(overlay: str) -> None:
    guarded = [each["spec"] for each in of_kind(overlay, "PodDisruptionBudget")]
    for manifest in of_kind(overlay, "Deployment"):
        chosen = {"matchLabels": manifest["spec"]["selector"]["matchLabels"]}
        (own,) = [spec for spec in guarded if spec["selector"] == chosen]
        assert own["maxUnavailable"] == 1
    assert len(guarded) == len(of_kind(overlay, "Deployment"))


def test_webs_of_a_region_grow_with_their_load() -> None:
    targets = {
        e["spec"]["scaleTargetRef"]["name"] for e in of_kind("region", "HorizontalPodAutoscaler")
    }
    assert targets == {"portal", *(f"web-{name}" for name in NAMES)}
    for each in of_kind("region", "Deployment"):
        assert ("replicas" in each["spec"]) is (each["metadata"]["name"] not in targets)


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_a_pod_has_longer_to_end_than_its_process_takes(overlay: str) -> None:
    for manifest in of_kind(overlay, "Deployment"):
        spec = template(manifest)["spec"]
        (container,) = spec["containers"]
        before = int(
            container.get("lifecycle", {})
            .get("preStop", {})
            .get("exec", {})
            .get("command", ["", 0])[1]
        )
        assert spec["terminationGracePeriodSeconds"] > before + PATIENCE
        assert (before > 0) is (component(manifest) == "web"), "it leaves the Service before"


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_every_process_waits_for_the_tables_of_its_version(overlay: str) -> None:
    for manifest in of_kind(overlay, "Deployment"):
        waits = [
            command_of(manifest, each)[:2]
            for each in template(manifest)["spec"].get("initContainers", [])
        ]
        is_portal = service_of(manifest) == "portal"
        assert waits == ([] if is_portal else [["migrated", service_of(manifest)]])


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_probes_ask_what_the_processes_answer(overlay: str) -> None:
    """test_pods.py asks them."""
    settings = settings_of(overlay)
    web, figures = (int(settings[f"RINNALLA_{name}"].split(":")[1]) for name in ("BIND", "METRICS"))
    for manifest in of_kind(overlay, "Deployment"):
        (container,) = template(manifest)["spec"]["containers"]
        is_web, name = component(manifest) == "web", service_of(manifest)
        live = f"/{name}/health/live" if is_web else ALIVE
        wanted = {"startupProbe": live, "livenessProbe": live}
        if is_web:
            wanted["readinessProbe"] = f"/{name}/health/ready"
        assert {k: v["httpGet"]["path"] for k, v in container.items() if "Probe" in k} == wanted
        ports = [port["containerPort"] for port in container["ports"]]
        assert ports == ([web, figures] if is_web else [figures])


def _refusal(words: Sequence[str]) -> str:
    """What `rinnalla` has against a command; empty where it would run it."""
    name, *arguments = words
    if name not in main.commands:
        return "there is no such command"
    try:
        with click.Context(main.commands[name]) as context:
            main.commands[name].parse_args(context, arguments)
    except click.UsageError as wrong:
        return wrong.format_message()
    return ""
