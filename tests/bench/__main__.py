"""`make bench NAME=append` or `python -m tests.bench append --peer`: see performance figures.

Prints `<name> <ratio>` for each figure, and one JSON line on standard error with rates, spread,
idle share and versions. Exit code 0: met, 1: missed, 3: inconclusive on this machine just now.
"""

import sys
from collections.abc import Callable

from tests.bench import (
    append,
    calendar,
    consuming,
    crowd,
    dashboard,
    due,
    growth,
    idle,
    intake,
    partners,
    path,
    peer,
    rebuilding,
    relaying,
    sealed,
    sql,
    tail,
    units,
)
from tests.bench.measuring import INCONCLUSIVE, MET, MISSED, Figure, tell

FIGURES: dict[str, Callable[[], list[Figure]]] = {
    "append": append.beside_psycopg,
    "append --peer": peer.appending,
    "append --sql": sql.beside_a_plain_insert,
    "append --sqlite": append.beside_sqlite,
    "tail": tail.tailing,
    "load": peer.loading,
    "intake": intake.beside_an_insert,
    "intake --peer": intake.beside_a_peer,
    "relay": relaying.relaying,
    "consume": consuming.consuming,
    "rebuild": rebuilding.rebuilding,
    "dashboard": dashboard.reading,
    "due": due.working_off,
    "calendar": calendar.asking,
    "sealed": sealed.beside_open,
    "path": path.embedded,
    "path --kafka": path.over_kafka,
    "partners": partners.following,
    "growth": growth.growing,
    "crowd": crowd.crowding,
    "idle": idle.resting,
}
AT_LENGTH: dict[str, Callable[[], list[Figure]]] = {  # only when they are asked for
    "rebuild --full": rebuilding.rebuilding_a_million,
    "units": units.counting,
    "partners --full": partners.following_a_million,
    "growth --full": growth.growing_to_a_million,
}


def main(arguments: list[str]) -> int:
    names = [" ".join(arguments)] if arguments else list(FIGURES)
    figures = FIGURES | AT_LENGTH
    if not figures.keys() >= set(names):
        sys.stderr.write(f"Say one of: {', '.join(figures)}\n")
        return 2
    codes = {tell(*figures[name]()) for name in names}
    return next(code for code in (MISSED, INCONCLUSIVE, MET) if code in codes)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
