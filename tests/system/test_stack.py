"""`make stack-up` and `make stack-down`: servers that outlive the command, and keep their data."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from deploy.programs import Absent, postgres_program, program
from tests.brokers import Kafka
from tests.missing import Missing
from tests.ports import free_ports
from tests.tree import ROOT

pytestmark = pytest.mark.xdist_group("servers")


class Stack:
    """A stack of this test's own."""

    def __init__(self, var: Path) -> None:
        self.var = var
        postgres, kafka, _controller = free_ports(3)  # the controller listens beside the broker
        self.settings = {
            "VAR": str(var),
            "POSTGRES_PORT": str(postgres),
            "KAFKA_PORT": str(kafka),
        }

    def up(self) -> dict[str, str]:
        lines = self._run("up").splitlines()
        settings = dict(line.split("=", 1) for line in lines)
        return {name: value.strip("'") for name, value in settings.items()}

    def down(self) -> str:
        return self._run("down")

    def kill(self) -> None:
        """As if the machine had lost its power: pid files stay."""
        for pid_file in ("kafka/pid", "postgres/data/postmaster.pid"):
            pid = (self.var / "stack" / pid_file).read_text().split()[0]
            os.kill(int(pid), signal.SIGKILL)

    def _run(self, verb: str) -> str:
        run = subprocess.run(
            [sys.executable, "-m", "deploy.stack", verb],
            cwd=ROOT,
            env=os.environ | self.settings,
            check=False,
            capture_output=True,
            text=True,
        )
        assert run.returncode == 0, run.stderr
        return run.stdout


@pytest.fixture
def stack() -> Iterator[Stack]:
    try:
        postgres_program("initdb")
        program("java", of="Java 17", package="default-jre-headless")
    except Absent as absent:
        raise Missing(absent.component, reason=absent.reason, command=absent.command) from absent
    folder = Path(tempfile.mkdtemp(prefix="rinnalla-stack-"))
    folder.chmod(0o711)  # PostgreSQL runs as somebody else where we are root
    stack = Stack(folder)
    try:
        yield stack
    finally:
        stack.down()
        shutil.rmtree(folder)


def test_the_stack_goes_on_with_its_data_after_a_power_cut_and_a_stop(stack: Stack) -> None:
    settings = stack.up()
    owner = libpq(settings["RINNALLA_DATABASE_OWNER"], "casework")
    own = libpq(settings["RINNALLA_DATABASE"], "casework", password=password(settings))
    with psycopg.connect(owner, autocommit=True) as db:
        db.execute("CREATE TABLE notes AS SELECT 'kept' AS text")
        db.execute("GRANT SELECT ON notes TO rinnalla_casework")
    topic = Kafka(settings["RINNALLA_KAFKA"]).topic()

    stack.kill()
    assert stack.up() == settings
    assert stack.down() == "Stopped: Kafka, PostgreSQL.\n"
    assert stack.down() == "Nothing was running.\n"
    assert stack.up() == settings

    with psycopg.connect(own) as db:
        assert db.execute("SELECT text FROM notes").fetchall() == [("kept",)]
    with Kafka(settings["RINNALLA_KAFKA"]).admin() as admin:
        assert topic in admin.list_topics()
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        of_another = {"database": "referral", "password": password(settings)}
        psycopg.connect(libpq(settings["RINNALLA_DATABASE"], "casework", **of_another))
    not_its_own = {"password": password(settings, "referral")}
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(libpq(settings["RINNALLA_DATABASE"], "casework", **not_its_own))


def password(settings: dict[str, str], service: str = "casework") -> str:
    file = settings["RINNALLA_DATABASE_PASSWORD_FILE"]
    return Path(file.replace("{service}", service)).read_text()


def libpq(template: str, service: str, *, database: str = "", password: str = "") -> str:
    url = make_url(template.replace("{service}", service))
    named = url.set(drivername="postgresql", database=f"rinnalla_{database or service}")
    if password:
        named = named.set(password=password)
    return named.render_as_string(hide_password=False)
