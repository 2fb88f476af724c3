"""Pods of deploy/k8s in this machine's container engine, as their manifests say: not a cluster.

Each container gets the command, variables, files, user, read-only root, memory limit and empty
folders of its manifest, and is asked by its own probes. Names lead where Services would; nothing
here enforces NetworkPolicies, moves pods or takes them from a Service.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from tests.manifests import Manifest
from tests.pods import secret_items, service_of, template

IMAGES = ("rinnalla", "rinnalla-kafka", "rinnalla-postgres")


def docker(*arguments: str, text: str = "") -> str:
    """What the command printed; raises with what it said where it failed."""
    done = subprocess.run(
        ["docker", *arguments], input=text, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise AssertionError(f"docker {' '.join(arguments[:6])}: {done.stdout}{done.stderr}")
    return done.stdout.strip()


def require_engine() -> None:
    """Skip where no engine runs that has our images: .ci/run tries, and says what it could not."""
    if not shutil.which("docker") or _fails("info"):
        pytest.skip("needs a container engine: none answers")
    if absent := [image for image in IMAGES if _fails("image", "inspect", image)]:
        pytest.skip(f"needs images: deploy/images.sh code kafka local builds {', '.join(absent)}")


def _fails(*arguments: str) -> bool:
    return subprocess.run(["docker", *arguments], capture_output=True, check=False).returncode != 0


@dataclass
class Engine:
    """A network of its own, and everything that was started in it."""

    folder: Path
    secrets: Mapping[str, Mapping[str, str]]  # Secret → key → text
    settings: Mapping[str, str]  # of the ConfigMaps, as this test changes them
    name: str = field(default_factory=lambda: f"pods-{uuid4().hex[:8]}")
    started: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        docker("network", "create", self.name)

    def close(self) -> None:
        for container in reversed(self.started):
            docker("rm", "--force", "--volumes", container)
        docker("network", "rm", self.name)

    def start(self, alias: str, image: str, *command: str, options: tuple[str, ...] = ()) -> str:
        """The container's name; others reach it by its alias."""
        container = f"{self.name}-{alias}"
        where = ["--network", self.name, "--network-alias", alias, "--name", container]
        docker("run", "--detach", *where, *options, image, *command)
        self.started.append(container)
        return container

    def pod(self, manifest: Manifest, container: Any, *, alias: str) -> str:
        """Start one container of a pod."""
        options = [*self._security(manifest, container), *self._files(manifest, container)]
        variables = dict(self.settings) | {
            each["name"]: each.get("value", service_of(manifest)) for each in container["env"]
        }
        for name, value in variables.items():
            options += ["--env", f"{name}={value}"]
        words = [_expanded(word, variables) for word in container["args"]]
        return self.start(alias, "rinnalla", *words, options=tuple(options))

    def run_to_end(self, manifest: Manifest, container: Any) -> str:
        """Run a container that ends by itself; what it said. Fails where it failed."""
        name = self.pod(manifest, container, alias=f"{container['name']}-{uuid4().hex[:6]}")
        code, text = self.ended(name)
        assert code == 0, f"{manifest['metadata']['name']}: {text[-2000:]}"
        return text

    def ended(self, container: str) -> tuple[int, str]:
        """Its exit code when it has ended, and what it said."""
        code = int(docker("wait", container))
        done = subprocess.run(["docker", "logs", container], capture_output=True, text=True)
        return code, done.stdout + done.stderr

    def log(self, container: str) -> str:
        done = subprocess.run(["docker", "logs", container], capture_output=True, text=True)
        return (done.stdout + done.stderr)[-3000:]

    def answers(self, container: str, probe: Mapping[str, Any], ports: list[Any]) -> bool:
        """Whether the container answers as the probe asks, from inside its own network."""
        get = probe["httpGet"]
        (port,) = [each["containerPort"] for each in ports if each["name"] == get["port"]]
        healthy = ["exec", container, "healthy", str(port), get["path"]]
        return not _fails(*healthy)

    def _security(self, manifest: Manifest, container: Any) -> list[str]:
        pod, own = template(manifest)["spec"]["securityContext"], container["securityContext"]
        options = ["--user", f"{pod['runAsUser']}:{pod['runAsGroup']}"]
        options += ["--group-add", str(pod["fsGroup"])]
        options += [f"--cap-drop={power}" for power in own["capabilities"]["drop"]]
        if own["readOnlyRootFilesystem"]:
            options.append("--read-only")
        if not own["allowPrivilegeEscalation"]:
            options.append("--security-opt=no-new-privileges:true")
        memory = container["resources"]["limits"]["memory"].removesuffix("i").lower()
        return [*options, f"--memory={memory}", f"--memory-swap={memory}"]

    def _files(self, manifest: Manifest, container: Any) -> list[str]:
        """Secrets as files that root owns and the group of the pod may read."""
        spec = template(manifest)["spec"]
        places = {each["name"]: each["mountPath"] for each in container["volumeMounts"]}
        folder = self.folder / uuid4().hex
        for secret, item in secret_items(manifest):
            file = folder / item["path"]
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(self.secrets[secret][item["key"]])
            _give(file, 0o440, group=spec["securityContext"]["fsGroup"])
        for path in (folder, *folder.rglob("*/")):
            _give(path, 0o750, group=spec["securityContext"]["fsGroup"])
        options = ["--volume", f"{folder}:{places['secrets']}:ro"]
        for volume in spec["volumes"]:
            if "emptyDir" in volume:
                size = volume["emptyDir"]["sizeLimit"].removesuffix("i").lower()
                options += ["--tmpfs", f"{places[volume['name']]}:size={size},mode=1777"]
        return options


def _give(path: Path, mode: int, *, group: int) -> None:
    path.chmod(mode)
    os.chown(path, 0, group)


def _expanded(word: str, variables: Mapping[str, str]) -> str:
    for name, value in variables.items():
        word = word.replace(f"$({name})", value)
    return word


def inspected(container: str) -> Any:
    """What the engine says of it."""
    return json.loads(docker("inspect", container))[0]
