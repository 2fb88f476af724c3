"""The manifests of deploy/k8s as a cluster would get them: `python -m tests.manifests` checks them.

Each overlay is rendered by kubectl (or kustomize) and held against Kubernetes' own schemas,
strictly: a field that they do not know is an error. What belongs to operators has no schema here.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from ruamel.yaml import YAML

from tests.tree import ROOT

K8S = ROOT / "deploy" / "k8s"
OVERLAYS = ("small", "region", "external-secrets")
VERSION = "1.34"  # the oldest that upstream keeps; fields that came later are refused
OF_OPERATORS = ("external-secrets.io/",)
Manifest = Mapping[str, Any]


def renderer() -> list[str] | None:
    """The command that renders a folder; None where neither program is on this machine."""
    if shutil.which("kubectl"):
        return ["kubectl", "kustomize"]
    return ["kustomize", "build"] if shutil.which("kustomize") else None


@cache
def rendered(overlay: str) -> tuple[Manifest, ...]:
    """All that the overlay brings."""
    command = renderer()
    if command is None:
        raise FileNotFoundError("kubectl")
    folder = str(K8S / "overlays" / overlay)
    done = subprocess.run([*command, folder], capture_output=True, text=True, check=False)
    if done.returncode:
        raise ValueError(f"{overlay}: {done.stderr.strip()}")
    return tuple(YAML(typ="safe").load_all(done.stdout))


def name_of(manifest: Manifest) -> str:
    return f"{manifest['kind']} {manifest['metadata']['name']}"


def faults(manifests: Iterable[Manifest]) -> Iterator[str]:
    """What the schemas say against them, a line each."""
    import kubernetes_validate  # type: ignore[import-untyped]  # has no types

    for manifest in manifests:
        if manifest["apiVersion"].startswith(OF_OPERATORS):
            continue
        try:
            kubernetes_validate.validate(manifest, VERSION, strict=True)
        except kubernetes_validate.ValidationError as wrong:
            path = ".".join(map(str, wrong.path))
            yield f"{name_of(manifest)}: {path}: {wrong.message}"


def main() -> int:
    """Print what is wrong; the number of lines."""
    if renderer() is None:
        sys.stderr.write("deploy/k8s was not rendered: there is no kubectl and no kustomize.\n")
        return int(os.environ.get("CI") == "true")
    try:
        wrong = [f"{name}: {fault}" for name in OVERLAYS for fault in faults(rendered(name))]
    except ValueError as why:
        wrong = [str(why)]
    sys.stdout.write("".join(f"{line}\n" for line in wrong))
    return len(wrong)


if __name__ == "__main__":
    raise SystemExit(min(main(), 1))
