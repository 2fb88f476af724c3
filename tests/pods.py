"""What the rendered manifests say of their pods: names, commands, settings and secrets."""

import re
from collections.abc import Iterator
from typing import Any

from tests.manifests import Manifest, rendered

PODS = ("Deployment", "Job", "CronJob")
SETTING_OF_FILE = re.compile(r"RINNALLA_\w+_FILE")


def of_kind(overlay: str, *kinds: str) -> list[Manifest]:
    return [manifest for manifest in rendered(overlay) if manifest["kind"] in kinds]


def template(manifest: Manifest) -> Any:
    spec = manifest["spec"]
    return (spec["jobTemplate"]["spec"] if manifest["kind"] == "CronJob" else spec)["template"]


def component(manifest: Manifest) -> str:
    name: str = template(manifest)["metadata"]["labels"]["app.kubernetes.io/component"]
    return name


def containers(manifest: Manifest) -> Iterator[Any]:
    spec = template(manifest)["spec"]
    yield from spec.get("initContainers", [])
    yield from spec["containers"]


def settings_of(overlay: str) -> dict[str, str]:
    """All that stands in the ConfigMaps."""
    return {k: v for each in of_kind(overlay, "ConfigMap") for k, v in each["data"].items()}


def service_of(manifest: Manifest) -> str:
    name: str = template(manifest)["metadata"]["labels"]["rinnalla.fi/service"]
    return name


def command_of(manifest: Manifest, container: Any) -> list[str]:
    values = {each["name"]: each.get("value", service_of(manifest)) for each in container["env"]}
    return [re.sub(r"\$\((\w+)\)", lambda m: values[m[1]], word) for word in container["args"]]


def files_named(container: Any) -> set[str]:
    return {each["value"] for each in container["env"] if SETTING_OF_FILE.fullmatch(each["name"])}


def files_mounted(manifest: Manifest) -> set[str]:
    (mounts,) = {
        tuple((m["name"], m["mountPath"]) for m in container["volumeMounts"])
        for container in containers(manifest)
    }
    where = dict(mounts)["secrets"]
    return {f"{where}/{item['path']}" for _, item in secret_items(manifest)}


def secret_items(manifest: Manifest) -> Iterator[tuple[str, Any]]:
    """The name of each Secret, with each of its keys that the pod gets."""
    for volume in template(manifest)["spec"]["volumes"]:
        for source in volume.get("projected", {}).get("sources", []):
            for item in source["secret"]["items"]:
                yield source["secret"]["name"], item
