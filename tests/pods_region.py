"""The overlay `small` of deploy/k8s, started in a container engine: for test_pods.py.

Only these settings differ from it: the demo's sign-in instead of an OpenID provider, and no TLS to
the database.
"""

from pathlib import Path

from deploy.databases import SERVICES
from deploy.prepare import prepare
from services.platform.demo import people
from tests.manifests import Manifest
from tests.pods import of_kind, settings_of, template
from tests.pods_running import Engine, docker, inspected
from tests.waiting import eventually

START = 240.0  # seconds for thirteen processes on a busy machine
BASE = "http://127.0.0.1:8080"
TOOL = ("--rm", "--user", "0:10001")


class Running:
    """The overlay `small`, started."""

    def __init__(self, folder: Path) -> None:
        prepare(folder)
        self.kept = folder / "secrets"
        (folder / "mounted").mkdir()
        self.engine = Engine(folder / "mounted", self._secrets(), self._settings())
        self.pods: dict[str, str] = {}  # Deployment -> container

    def start(self) -> None:
        """As a cluster would: everything at once, and each waits for what it needs."""
        self._servers()
        self.first = self._init(self._deployment("web-casework"))
        assert inspected(self.first)["State"]["Running"], "it waits for its tables"
        self.migrated = [
            self.engine.run_to_end(job, template(job)["spec"]["containers"][0])
            for job in of_kind("small", "Job")
        ]
        assert self.engine.ended(self.first)[0] == 0, "they are there now"
        self._tool("demo", "--directory")
        for deployment in self.deployments:
            (container,) = template(deployment)["spec"]["containers"]
            name = deployment["metadata"]["name"]
            self.pods[name] = self.engine.pod(deployment, container, alias=name)

    @property
    def deployments(self) -> list[Manifest]:
        return of_kind("small", "Deployment")

    def is_answering(self, deployment: Manifest, kind: str) -> bool:
        (container,) = template(deployment)["spec"]["containers"]
        pod = self.pods[deployment["metadata"]["name"]]
        return self.engine.answers(pod, container[kind], container["ports"])

    def _deployment(self, name: str) -> Manifest:
        (deployment,) = [each for each in self.deployments if each["metadata"]["name"] == name]
        return deployment

    def _init(self, deployment: Manifest) -> str:
        (container,) = template(deployment)["spec"]["initContainers"]
        return self.engine.pod(deployment, container, alias="waits")

    def _servers(self) -> None:
        admin = {line.split("=")[0]: line.split("=")[1] for line in self._env()}
        secret = f"POSTGRES_PASSWORD={admin['POSTGRES_PASSWORD']}"
        database = self.engine.start("postgres-rw", "rinnalla-postgres", options=("--env", secret))
        kafka = ("--env", f"KAFKA_ADMIN_PASSWORD={admin['KAFKA_ADMIN_PASSWORD']}")
        address = ("--env", "KAFKA_ADVERTISED=kafka-kafka-bootstrap:9092")
        small = ("--env", "KAFKA_HEAP=256m")
        broker = self.engine.start(
            "kafka-kafka-bootstrap", "rinnalla-kafka", options=(*kafka, *address, *small)
        )
        eventually(lambda: self._says(database, "pg_isready", "-h", "127.0.0.1"), within=START)
        self._python("deploy.databases", "postgres-rw", "/kept/databases/passwords.json")
        port = ("bash", "-c", "</dev/tcp/127.0.0.1/9092")
        eventually(lambda: self._says(broker, *port), within=START)
        users = ("--kafka", "kafka-kafka-bootstrap:9092", "--users", "/kept/kafka-users/users.json")
        self._python("deploy.kafka_users", *users, "complete")
        self._tool("kafka-access", RINNALLA_KAFKA_SECURITY_FILE="/kept/kafka-admin/security.json")

    def _says(self, container: str, *command: str) -> bool:
        try:
            docker("exec", container, *command)
        except AssertionError:
            return False
        return True

    def _python(self, module: str, *arguments: str) -> None:
        options = [*self._tool_options(), "--entrypoint", "python"]
        docker("run", *options, "rinnalla", "-m", module, *arguments)

    def _tool(self, *command: str, **more: str) -> None:
        passwords = "/kept/database-{service}/password"
        files = {
            "RINNALLA_DATABASE_PASSWORD_FILE": passwords,
            "RINNALLA_WRAPPING_FILE": "/kept/wrapping/keys",
        }
        options = self._tool_options()
        for name, value in (dict(self.engine.settings) | files | more).items():
            options += ["--env", f"{name}={value}"]
        docker("run", *options, "rinnalla", *command)

    def _tool_options(self) -> list[str]:
        return [*TOOL, "--network", self.engine.name, "--volume", f"{self.kept}:/kept:ro"]

    def _env(self) -> list[str]:
        return (self.kept.parent / ".env").read_text().splitlines()

    def _text(self, name: str) -> str:
        return (self.kept / name).read_text()

    def _settings(self) -> dict[str, str]:
        demo = {
            "RINNALLA_DEMO": "1",
            "RINNALLA_ENCLOSED": "1",
            "RINNALLA_BASE_URL": BASE,
            "RINNALLA_ISSUER": f"{BASE}/identity",
            "RINNALLA_ISSUER_INSIDE": "http://portal:8000/identity",
        }
        plain = {k: v.removesuffix("?sslmode=require") for k, v in settings_of("small").items()}
        return plain | demo

    def _secrets(self) -> dict[str, dict[str, str]]:
        """As docs/kubernetes.md has them made."""
        text = self._text
        own = {
            f"rinnalla-{name}": {
                "database-password": text(f"database-{name}/password"),
                "kafka-security": text(f"kafka-{name}/security.json"),
                "signing-key": text(f"signing-{name}/keys.json"),
                "access-log-key": text(f"access-log-{name}/key"),
                "client-web": people.PASSWORD,
                "client-service": people.PASSWORD,
            }
            for name in SERVICES
        }
        return own | {
            "rinnalla-session": {"secret": text("session/secret")},
            "rinnalla-wrapping": {"keys": text("wrapping/keys")},
            "rinnalla-signing": {"keys": text("signing/keys.json")},
            "rinnalla-owner": {"password": text("owner/password")},
        }
