"""Every container of deploy/k8s runs as its manifest says, against real PostgreSQL and Kafka.

This is no cluster: tests/pods_running.py says what it lacks.
"""

import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from time import monotonic

import pytest

from deploy.databases import SERVICES
from tests.manifests import Manifest, renderer
from tests.pods import component, of_kind, template
from tests.pods_region import START, Running
from tests.pods_running import docker, inspected, require_engine
from tests.waiting import eventually

pytestmark = pytest.mark.pods


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    require_engine()
    if renderer() is None:
        pytest.skip("needs kubectl or kustomize")
    with tempfile.TemporaryDirectory(prefix="rinnalla-pods-") as folder:
        Path(folder).chmod(0o755)
        region = Running(Path(folder))
        try:
            region.start()
            yield region
        finally:
            region.engine.close()


@pytest.mark.parametrize("probe", ["startupProbe", "livenessProbe", "readinessProbe"])
def test_every_process_answers_its_probes(running: Running, probe: str) -> None:
    for deployment in running.deployments:
        if probe not in template(deployment)["spec"]["containers"][0]:
            assert component(deployment) in ("relay", "consume")
            continue
        name = deployment["metadata"]["name"]
        try:
            eventually(partial(running.is_answering, deployment, probe), within=START)
        except AssertionError as late:
            late.add_note(f"{name}: {running.engine.log(running.pods[name])}")
            raise


def test_a_migration_names_what_it_did(running: Running) -> None:
    assert sorted(text.split(":")[0] for text in running.migrated) == sorted(SERVICES)


def test_no_process_has_any_power(running: Running) -> None:
    for name, pod in running.pods.items():
        status = docker("exec", pod, "cat", "/proc/1/status").splitlines()
        values = dict(line.split(":", 1) for line in status)
        assert values["NoNewPrivs"].strip() == "1", name
        assert int(values["CapEff"], 16) == int(values["CapBnd"], 16) == 0, name
        assert values["Uid"].split()[0] == "10001", name
        with pytest.raises(AssertionError, match="Read-only file system"):
            docker("exec", pod, "touch", "/opt/rinnalla/written")


def test_the_jobs_of_the_clock_end_well(running: Running) -> None:
    jobs = {each["metadata"]["name"]: each for each in of_kind("small", "CronJob")}
    assert len(jobs) == 2 * len(SERVICES) + 1
    for name in ("retention-referral", "retention-casework", "publish-edition-reporting"):
        running.engine.run_to_end(jobs[name], template(jobs[name])["spec"]["containers"][0])
    reconcile = jobs["reconcile-volunteers"]
    text = running.engine.run_to_end(reconcile, template(reconcile)["spec"]["containers"][0])
    assert "agrees" in text


def test_every_process_ends_by_itself_within_its_time(running: Running) -> None:
    """Last: afterwards nothing runs."""

    def stop(deployment: Manifest) -> tuple[str, float, int]:
        name = deployment["metadata"]["name"]
        grace = template(deployment)["spec"]["terminationGracePeriodSeconds"]
        began = monotonic()
        docker("stop", "--time", str(grace), running.pods[name])
        code = inspected(running.pods[name])["State"]["ExitCode"]
        return name, monotonic() - began, code

    with ThreadPoolExecutor(4) as pool:
        ends = list(pool.map(stop, running.deployments))
    assert {name: code for name, _, code in ends if code} == {}
    assert {name: took for name, took, _ in ends if took > 35} == {}
