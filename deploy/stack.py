"""`python -m deploy.stack up` and `down`: PostgreSQL and Kafka on this machine, data in VAR.

`up` prints the settings by which the services reach them; the same lines are in
VAR/stack/environment. Docker is not used here.
"""

import os
from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep

import click
from kafka import KafkaAdminClient
from kafka.errors import KafkaError

from deploy.broker import Broker, listens
from deploy.daemon import Daemon
from deploy.databases import KEYS, OWNER, Passwords, complete
from deploy.postgres import ADMIN, HOST, Postgres, runner
from deploy.programs import Absent
from shared.keys import FileWrapping

START, STOP = 60.0, 60.0  # seconds


class Stack:
    """Both servers, below one folder."""

    def __init__(self, var: Path, postgres_port: int, kafka_port: int) -> None:
        self.folder = var.resolve() / "stack"
        self.postgres = Postgres(self.folder / "postgres", postgres_port)
        self.broker = Broker(self.folder / "kafka", kafka_port, kafka_port + 1)
        self.kafka = Daemon(self.broker.folder, marker=str(self.broker.configuration))

    def up(self) -> dict[str, str]:
        """Start the servers that do not run; the settings by which services reach them."""
        passwords = Passwords.stored(self.folder / "passwords.json")
        if runner():  # the data folder is its owner's alone; PostgreSQL's user has to pass through
            for folder in (self.folder.parent, self.folder):  # whatever the administrator's umask
                folder.chmod(folder.stat().st_mode | 0o011)
        self.postgres.prepare(password=passwords.admin)
        _wait(self.postgres.answers, within=START, otherwise=f"See {self.postgres.folder}/log.")
        complete(self._administrator(passwords), passwords)
        if self.kafka.pid() is None:
            self._refuse_a_taken_port()
            self.broker.prepare()
            self.kafka.start(self.broker.command())
        _wait(self._kafka_answers, within=START, otherwise=f"See {self.kafka.log}.")
        return self._settings(passwords)

    def down(self) -> list[str]:
        """Stop the running servers; their names."""
        stopped = []
        if self.kafka.pid() is not None:
            self.kafka.ask_to_stop()
            _wait(lambda: self.kafka.pid() is None, within=STOP, otherwise="Kafka did not stop.")
            stopped.append("Kafka")
        self.kafka.pid_file.unlink(missing_ok=True)
        if self.postgres.runs():
            self.postgres.stop()
            stopped.append("PostgreSQL")
        return stopped

    def _administrator(self, passwords: Passwords) -> str:
        port = self.postgres.port
        return f"postgresql://{ADMIN}:{passwords.admin}@{HOST}:{port}/postgres"

    def _kafka_answers(self) -> bool:
        if self.kafka.pid() is None:
            raise click.ClickException(self._why_kafka_ended())
        if not self.broker.listens():
            return False
        try:
            admin = KafkaAdminClient(
                bootstrap_servers=self.broker.address, bootstrap_timeout_ms=2000
            )
            is_reached = self.broker.is_reached_by(admin)
            admin.close()
        except KafkaError:
            return False
        return is_reached

    def _why_kafka_ended(self) -> str:
        errors = [line for line in self.kafka.log.read_text().splitlines() if "ERROR" in line]
        return " ".join(["Kafka has ended.", *errors[-1:], f"See {self.kafka.log}."])

    def _refuse_a_taken_port(self) -> None:
        for port in (self.broker.port, self.broker.controller_port):
            if listens(port):
                taken = f"Something else listens at {HOST}:{port}."
                raise click.ClickException(f"{taken} KAFKA_PORT=… chooses another port.")

    def _settings(self, passwords: Passwords) -> dict[str, str]:
        where = f"{HOST}:{self.postgres.port}/rinnalla_{{service}}"
        own = "rinnalla_{service}"
        self._write_passwords(passwords)
        return {
            "RINNALLA_DATABASE": f"postgresql+psycopg://{own}@{where}",
            "RINNALLA_DATABASE_OWNER": f"postgresql+psycopg://{OWNER}:{passwords.owner}@{where}",
            "RINNALLA_KEYS": f"postgresql+psycopg://{own}@{HOST}:{self.postgres.port}/{KEYS}",
            "RINNALLA_DATABASE_PASSWORD_FILE": str(self.folder / "passwords" / "{service}"),
            "RINNALLA_WRAPPING_FILE": str(FileWrapping.made(self.folder / "wrapping.key").path),
            "RINNALLA_KAFKA": self.broker.address,
        }

    def _write_passwords(self, passwords: Passwords) -> None:
        folder = self.folder / "passwords"
        folder.mkdir(mode=0o700, exist_ok=True)
        for service, password in passwords.services.items():
            file = folder / service
            file.touch(mode=0o600)
            file.write_text(password)


def _wait(condition: Callable[[], bool], *, within: float, otherwise: str) -> None:
    deadline = monotonic() + within
    while not condition():
        if monotonic() > deadline:
            raise click.ClickException(f"Not so after {within:.0f} s. {otherwise}")
        sleep(0.2)


@click.group()
@click.pass_context
def main(context: click.Context) -> None:
    """PostgreSQL and Kafka on this machine (VAR, POSTGRES_PORT, KAFKA_PORT)."""
    var = Path(os.environ.get("VAR", "var"))
    postgres_port = int(os.environ.get("POSTGRES_PORT", "54329"))
    kafka_port = int(os.environ.get("KAFKA_PORT", "19092"))
    context.obj = Stack(var, postgres_port, kafka_port)


@main.command()
@click.pass_obj
def up(stack: Stack) -> None:
    """Start both, and print where the services find them."""
    try:
        settings = stack.up()
    except (Absent, OSError) as why:
        raise click.ClickException(str(why)) from why
    lines = "".join(f"{name}='{value}'\n" for name, value in settings.items())
    file = stack.folder / "environment"
    file.touch(mode=0o600)
    file.write_text(lines)
    click.echo(lines, nl=False)


@main.command()
@click.pass_obj
def down(stack: Stack) -> None:
    """Stop both; the data stays."""
    stopped = stack.down()
    click.echo(f"Stopped: {', '.join(stopped)}." if stopped else "Nothing was running.")


if __name__ == "__main__":
    main()
