"""PostgreSQL and Kafka in containers, where this machine has an engine and the images.

The images are settings, RINNALLA_TEST_POSTGRES_IMAGE and RINNALLA_TEST_KAFKA_IMAGE (which must be
one of ours: deploy/images.sh); an empty one asks for a plain server. Ports are chosen before, so
that a container that is started again is found where it was.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache

from docker.errors import DockerException
from docker.models.containers import Container
from testcontainers.community.postgres import PostgresContainer
from testcontainers.core.config import testcontainers_config
from testcontainers.core.container import DockerContainer

from tests.brokers import PASSWORD, SOON, OwnKafka
from tests.ports import free_port
from tests.servers import FAST, Cluster

HOST = "127.0.0.1"


@dataclass(frozen=True)
class ContainerKeeper:
    """A server in a container, as tests.keeper.Keeper is one in a process."""

    container: Container

    @property
    def log(self) -> str:
        lines: bytes = self.container.logs(tail=100)
        return lines.decode(errors="replace")

    def start(self) -> None:
        self.container.start()

    def send(self, signal: str) -> None:
        """The engine's way to freeze: all processes of the container at once."""
        {"STOP": self.container.pause, "CONT": self.container.unpause}[signal]()

    def end(self, signal: str) -> None:
        self.container.kill(signal)
        self.container.wait()

    def succeeds(self, command: list[str]) -> bool:
        """Whether a command inside ends well; False also while nothing can run there."""
        try:
            code: int | None = self.container.exec_run(command).exit_code
        except DockerException:
            return False
        return code == 0


def postgres_image() -> str:
    """The image to use; empty when there is no engine, or no such image to be had."""
    return _usable(os.environ.get("RINNALLA_TEST_POSTGRES_IMAGE", "postgres:17"))


def kafka_image() -> str:
    return _usable(os.environ.get("RINNALLA_TEST_KAFKA_IMAGE", "rinnalla-kafka"))


@contextmanager
def postgres(image: str) -> Iterator[Cluster]:
    port = free_port()
    options = " ".join(f"-c {name}={value}" for name, value in FAST.items())
    container = PostgresContainer(image, username="postgres", password=PASSWORD, dbname="postgres")
    container.with_command(f"postgres -c max_connections=600 {options}")
    container.with_env("POSTGRES_HOST_AUTH_METHOD", "trust")  # roles without passwords, as plain
    container.ports["5432"] = (HOST, port)  # type: ignore[assignment]  # of this machine alone
    with _running(container) as keeper:
        url = f"postgresql://postgres@{HOST}:{port}/postgres"
        server = Cluster(url, keeper=keeper)
        server.wait()
        yield server


@contextmanager
def kafka(image: str) -> Iterator[OwnKafka]:
    port = free_port()
    settings = "\n".join(f"{name}={value}" for name, value in SOON.items())
    container = DockerContainer(image).with_bind_ports(9092, port)
    container.with_envs(KAFKA_ADVERTISED=f"{HOST}:{port}", KAFKA_SETTINGS=settings)
    with _running(container) as keeper:
        # Asked inside: the engine itself listens outside from the first moment on.
        open_port = ["bash", "-c", "</dev/tcp/127.0.0.1/9092"]
        server = OwnKafka(
            f"{HOST}:{port}",
            keeper=keeper,
            listens=lambda: keeper.succeeds(open_port),
            is_reached_by=lambda _: True,  # the engine gave the port to this container alone
        )
        server.wait()
        yield server


@contextmanager
def _running(container: DockerContainer) -> Iterator[ContainerKeeper]:
    # Ryuk removes what a killed test run leaves; where its image is not to be had, nobody does.
    testcontainers_config.ryuk_disabled = not _usable(testcontainers_config.ryuk_image)
    with container:
        yield ContainerKeeper(container.get_wrapped_container())


@cache
def _usable(image: str) -> str:
    """The same image when an engine has it or can pull it, else ""."""
    if not image or not shutil.which("docker"):
        return ""
    commands = (["image", "inspect"], ["pull", "--quiet"])
    return image if any(_docker(*command, image) for command in commands) else ""


def _docker(*command: str) -> bool:
    run = subprocess.run(["docker", *command], check=False, capture_output=True)
    return run.returncode == 0
