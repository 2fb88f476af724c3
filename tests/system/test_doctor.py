"""`rinnalla migrate` and `rinnalla doctor` on four databases, as an installation has them."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy import make_url

from services.platform.options import KEYS
from services.platform.registry import NAMES
from shared.transport.kafka.cluster import Cluster
from tests.brokers import OwnKafka
from tests.key_settings import key_settings
from tests.ports import free_ports
from tests.servers import Postgres
from tests.tree import ROOT

Settings = dict[str, str]
KEYED = "&application_name={service}"


@pytest.fixture
def settings(postgres_server: Postgres, tmp_path: Path) -> Iterator[Settings]:
    """The settings of an installation whose databases are empty and whose issuer is away."""
    role, secret = f"doctor_{uuid4().hex[:8]}", tmp_path / "secret"
    secret.write_text("s" * 32)
    (port,) = free_ports(1)
    with (
        postgres_server.database() as url,
        psycopg.connect(postgres_server.url, autocommit=True) as maintenance,
    ):
        maintenance.execute(f"CREATE ROLE {role} LOGIN")
        for name in (*NAMES, KEYS):
            maintenance.execute(f"CREATE DATABASE {role}_{name}")
        database = make_url(url).database or ""
        owner = url.replace(database, f"{role}_{{service}}")
        own = owner.replace("//postgres@", f"//{role}@")
        yield {
            "RINNALLA_DEMO": "1",
            "RINNALLA_BASE_URL": f"http://127.0.0.1:{port}",
            "RINNALLA_DATABASE": own,
            **key_settings(own.replace("{service}", KEYS) + KEYED, tmp_path),
            "RINNALLA_DATABASE_OWNER": owner,
            "RINNALLA_FEEDS": f"http://127.0.0.1:{port}/{{service}}",
            "RINNALLA_SECRET_FILE": str(secret),
        }
        for name in (*NAMES, KEYS):
            maintenance.execute(f"DROP DATABASE {role}_{name} WITH (FORCE)")
        maintenance.execute(f"DROP ROLE {role}")


def test_what_is_missing_is_named_until_it_is_there(settings: Settings) -> None:
    before = run("doctor", settings)
    assert before.returncode == 1
    for name in NAMES:
        assert f"WRONG  {name}: tables: `rinnalla migrate` has to go on to" in before.stdout
    migrated = run("migrate", settings)
    assert (migrated.returncode, len(migrated.stdout.splitlines())) == (0, len(NAMES))
    after = run("doctor", settings)
    wrong = [line for line in after.stdout.splitlines() if line.startswith("WRONG")]
    off = "fsync and full_page_writes off: a power cut loses what was kept."
    assert wrong[1:] == [f"WRONG  {name}: server: {off}" for name in NAMES]
    assert wrong[0].startswith("WRONG  issuer: ")
    for thing in ("tables", "rights", "clock"):
        assert f"ok     referral: {thing}\n" in after.stdout


def test_a_role_that_could_change_history_is_found_out(settings: Settings) -> None:
    run("migrate", settings)
    owned = settings["RINNALLA_DATABASE_OWNER"].replace("{service}", "casework")
    with psycopg.connect(owned.replace("+psycopg", ""), autocommit=True) as db:
        db.execute("GRANT DELETE ON events TO PUBLIC")
    line = "WRONG  casework: rights: The service may DELETE events.\n"
    assert line in run("doctor", settings).stdout


def test_brokers_must_answer_and_topics_have_the_partitions_of_their_stores(
    settings: Settings, own_kafka: OwnKafka
) -> None:
    run("migrate", settings)
    settings |= {"RINNALLA_KAFKA": own_kafka.address, "RINNALLA_PARTNER_TOPICS": "demo-kela"}
    cluster = Cluster((own_kafka.address,))
    for name, partitions in (("referral", 4), ("casework", 3), ("partner.demo-kela", 1)):
        cluster.make_topic(f"rinnalla.{name}", partitions=partitions)
    assert about_kafka(settings) == [
        "ok     brokers",
        "ok     referral: topic",
        "WRONG  volunteers: topic: rinnalla.volunteers is not there; `rinnalla relay` makes it.",
        "WRONG  casework: topic: rinnalla.casework has 3 partitions, not 4.",
        "WRONG  reporting: topic: rinnalla.reporting is not there; `rinnalla relay` makes it.",
        "ok     demo-kela: topic",
    ]
    own_kafka.stop()
    away = f"No broker answers at {own_kafka.address}."
    assert about_kafka(settings) == [
        f"WRONG  {what}: {away}"
        for what in ("brokers", *(f"{name}: topic" for name in (*NAMES, "demo-kela")))
    ]


def test_the_embedded_files_are_looked_at_too(tmp_path: Path) -> None:
    printed = run("doctor", {"VAR": str(tmp_path)}).stdout
    assert f"WRONG  referral: database: {tmp_path}/referral.sqlite is not there" in printed


def about_kafka(settings: Settings) -> list[str]:
    lines = run("doctor", settings).stdout.splitlines()
    return [line for line in lines if "brokers" in line or "topic" in line]


def run(command: str, settings: Settings) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "services", command],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **settings},
        capture_output=True,
        text=True,
        check=False,
    )
