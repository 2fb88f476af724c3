"""A pod of deploy/k8s has no power, and sees the secrets of its own service alone."""

from collections import defaultdict

import pytest

from services.platform.registry import NAMES
from tests.manifests import OVERLAYS, renderer
from tests.missing import Missing
from tests.pods import PODS, component, containers, of_kind, secret_items, service_of, template

SHARED = {  # secrets that belong to several services, and to whom
    "rinnalla-session": {"web"},
    "rinnalla-wrapping": {"web", "consume", "reconcile", "retention", "publish-edition"},
    "rinnalla-signing": {"consume"},
    "rinnalla-owner": {"migrate"},
}


@pytest.fixture(autouse=True)
def _rendering() -> None:
    if renderer() is None:
        command = "apt-get install kubectl, or go install sigs.k8s.io/kustomize/kustomize/v5@v5.5.0"
        raise Missing("kubectl", reason="no kubectl and no kustomize in PATH", command=command)


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_no_secret_is_shared_between_services_but_those_that_belong_to_all(overlay: str) -> None:
    readers = defaultdict[str, set[str]](set)
    parts = defaultdict[str, set[str]](set)
    for manifest in of_kind(overlay, *PODS):
        for secret, _ in secret_items(manifest):
            readers[secret].add(service_of(manifest))
            parts[secret].add(component(manifest))
    assert {secret for secret, services in readers.items() if len(services) > 1} == set(SHARED)
    assert {secret: parts[secret] for secret in SHARED} == SHARED
    assert {secret: services for secret, services in readers.items() if secret not in SHARED} == {
        f"rinnalla-{name}": {name} for name in NAMES
    }


def test_no_two_processes_of_a_service_have_the_same_client(overlay: str = "region") -> None:
    """The web signs people in, the followers read feeds: two clients at the provider."""
    of_web, of_others = "client-web", "client-service"
    for manifest in of_kind(overlay, *PODS):
        keys = {item["key"] for _, item in secret_items(manifest) if "client" in item["key"]}
        assert keys <= ({of_web} if component(manifest) == "web" else {of_others})


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_the_repository_holds_no_secret(overlay: str) -> None:
    assert of_kind(overlay, "Secret") == []


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_every_pod_is_nobody_with_no_power(overlay: str) -> None:
    for manifest in of_kind(overlay, *PODS):
        spec = template(manifest)["spec"]
        pod = spec["securityContext"]
        assert spec["automountServiceAccountToken"] is False
        assert (pod["runAsNonRoot"], pod["runAsUser"]) == (True, 10001)
        assert pod["seccompProfile"] == {"type": "RuntimeDefault"}
        for container in containers(manifest):
            assert container["securityContext"] == {
                "allowPrivilegeEscalation": False,
                "readOnlyRootFilesystem": True,
                "capabilities": {"drop": ["ALL"]},
            }
            assert {"cpu", "memory"} <= set(container["resources"]["requests"])
            assert "memory" in container["resources"]["limits"]
