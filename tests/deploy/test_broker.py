"""The data folder of a broker."""

from pathlib import Path
from uuid import UUID

from deploy.broker import BRIEFLY, Broker
from deploy.programs import Absent
from tests.missing import Missing


def test_a_cluster_whose_id_begins_with_a_dash_is_formatted(tmp_path: Path) -> None:
    broker = Broker(tmp_path, 1, 2, java=BRIEFLY, cluster=UUID(int=0xFB << 120))
    try:
        broker.prepare()
    except Absent as absent:
        raise Missing(absent.component, reason=absent.reason, command=absent.command) from absent
    kept = (tmp_path / "data" / "meta.properties").read_text().splitlines()
    assert "cluster.id=-wAAAAAAAAAAAAAAAAAAAA" in kept
