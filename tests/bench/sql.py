"""`bench append --sql`: our append statement beside a plain insert, both by pgbench.

Eight clients, and our positions given meanwhile as followers do: every 20 ms.
"""

import re
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread

from sqlalchemy import make_url

from shared.store.appending import COLUMNS, CONFLICT, append_sql
from tests.bench.append import database, plain_insert
from tests.bench.measuring import Figure, Slice, compare
from tests.bench.subject import METADATA, open_store, payload
from tests.servers import program

CLIENTS, SECONDS = 8, 2
VALUES = (
    "gen_random_uuid(), 'sale-' || gen_random_uuid(), 1, 'bench.sold', 1,"
    f" '{payload()}', '{METADATA}', 'public', 0, now()"
)
OURS = append_sql(f"VALUES ({VALUES})", CONFLICT) + ";"
PLAIN = f"INSERT INTO plain ({COLUMNS}) VALUES ({VALUES});"  # noqa: S608  # all of it is written here


def beside_a_plain_insert() -> list[Figure]:
    with database() as url, TemporaryDirectory() as folder:
        store = open_store(url)
        plain_insert(url)
        done = Event()

        def number() -> None:
            while not done.wait(0.02):
                store.head()

        thread = Thread(target=number)
        thread.start()
        ours = _bench(url, Path(folder, "ours.sql"), OURS)
        plain = _bench(url, Path(folder, "plain.sql"), PLAIN)
        figure = compare("append-sql", ours, plain, goal=0.80, seconds=SECONDS)
        done.set()
        thread.join()
        return [figure]


def _bench(url: str, file: Path, script: str) -> Slice:
    file.write_text(script)
    query = make_url(url).query
    options = ["-n", "-M", "prepared", "-c", str(CLIENTS), "-j", "2", "-f", str(file)]
    address = ["-h", str(query["host"]), "-U", "postgres", str(query["dbname"])]

    def run(seconds: float) -> float:
        command = [program("pgbench"), *options, "-T", str(int(seconds)), *address]
        printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        rate = re.search(r"tps = ([\d.]+) \(without", printed)
        if rate is None:
            raise RuntimeError(f"pgbench said no rate: {printed}")
        return float(rate[1])

    return run
