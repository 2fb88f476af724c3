"""Apache Kafka as one process, broker and controller in one (KRaft), on loopback.

The owner of a topic makes it, never the first message. With `users` every client
signs in (SASL PLAIN) and may do only what ACLs say, except the users in `SUPER`.
"""

import socket
import subprocess
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID, uuid4

from kafka import KafkaAdminClient

from deploy.jars import HERE, jars
from deploy.programs import program

HOST = "127.0.0.1"
BROKER, ADMIN = "broker", "admin"  # the broker signs in to itself
SUPER = (BROKER, ADMIN)
ONE_NODE = HERE / "kafka" / "server.properties"
LOGIN = "org.apache.kafka.common.security.plain.PlainLoginModule"
BRIEFLY = ("-Xmx256m", "-XX:TieredStopAtLevel=1")  # for processes that start often and run briefly


def listens(port: int) -> bool:
    """Whether somebody listens at the port on loopback."""
    try:
        socket.create_connection((HOST, port), timeout=1).close()
    except OSError:
        return False
    return True


@dataclass(frozen=True)
class Broker:
    """Where one broker keeps its data and listens."""

    folder: Path
    port: int
    controller_port: int
    users: Mapping[str, str] = field(
        default_factory=dict
    )  # name → password; {} gives everybody access
    settings: Mapping[str, str] = field(default_factory=dict)  # more of Kafka's own
    java: tuple[str, ...] = ("-Xmx512m",)  # options of the virtual machine
    cluster: UUID = field(default_factory=uuid4)  # the cluster of the data, once formatted

    @property
    def address(self) -> str:
        return f"{HOST}:{self.port}"

    @property
    def configuration(self) -> Path:
        return self.folder / "server.properties"

    def prepare(self) -> None:
        """Write the settings, and format the data folder unless it is formatted."""
        self.folder.mkdir(parents=True, exist_ok=True)
        lines = [f"{name}={value}\n" for name, value in self._properties().items()]
        self.configuration.write_text(ONE_NODE.read_text() + "".join(lines))
        self.configuration.chmod(0o600)
        if not (self.folder / "data" / "meta.properties").exists():
            self._format()

    def command(self) -> list[str]:
        """The command that runs in the foreground and logs to its output; SIGTERM ends it."""
        return [*self._java(*self.java), "kafka.Kafka", str(self.configuration)]

    def listens(self) -> bool:
        """Whether the port is open; to be checked before a client is made, since clients retry."""
        return listens(self.port)

    def is_reached_by(self, admin: KafkaAdminClient) -> bool:
        """Whether the client has reached this broker, and not another one on its port."""
        properties = (self.folder / "data" / "meta.properties").read_text().splitlines()
        return f"cluster.id={admin.describe_cluster()['cluster_id']}" in properties

    def _format(self) -> None:
        cluster = urlsafe_b64encode(self.cluster.bytes).decode().rstrip("=")
        named = f"--cluster-id={cluster}"  # in one word: an id may begin with a dash
        options = ["format", "--standalone", named, "-c", str(self.configuration)]
        tool = [*self._java(*BRIEFLY), "kafka.tools.StorageTool", *options]
        subprocess.run(tool, check=True, capture_output=True)

    def _java(self, *options: str) -> list[str]:
        java = program("java", of="Java 17", package="default-jre-headless")
        log = f"-Dlog4j2.configurationFile={HERE / 'kafka' / 'log4j2.properties'}"
        return [java, "-XX:+UseSerialGC", *options, log, "-cp", f"{jars()}/*"]

    def _properties(self) -> dict[str, str]:
        protocol = "SASL_PLAINTEXT" if self.users else "PLAINTEXT"
        ours = {
            "listeners": f"CLIENTS://{self.address},CONTROLLER://{HOST}:{self.controller_port}",
            "advertised.listeners": f"CLIENTS://{self.address}",
            "listener.security.protocol.map": f"CLIENTS:{protocol},CONTROLLER:{protocol}",
            "controller.quorum.bootstrap.servers": f"{HOST}:{self.controller_port}",
            "log.dirs": str(self.folder / "data"),
        }
        return {**ours, **(self._access() if self.users else {}), **self.settings}

    def _access(self) -> dict[str, str]:
        users = " ".join(f'user_{name}="{password}"' for name, password in self.users.items())
        own = f'username="{BROKER}" password="{self.users[BROKER]}"'
        return {
            "authorizer.class.name": "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
            "super.users": ";".join(f"User:{name}" for name in SUPER),
            "sasl.enabled.mechanisms": "PLAIN",
            "sasl.mechanism.controller.protocol": "PLAIN",
            "sasl.mechanism.inter.broker.protocol": "PLAIN",
            "listener.name.clients.plain.sasl.jaas.config": f"{LOGIN} required {own} {users};",
            "listener.name.controller.plain.sasl.jaas.config": f"{LOGIN} required {own} {users};",
        }
