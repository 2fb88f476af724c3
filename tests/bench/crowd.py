"""`bench crowd`: two hundred requests in flight at one service, beside twenty.

`rinnalla web` with two workers over PostgreSQL; each caller sends another referral as soon as the
last one was answered. An answer of 503 ends the measurement. Callers enough to keep the processors
busy only wait longer: ten times as many wait ten times as long at the same rate. So beside the
slowest answers stands what is left of the rate.
"""

from functools import partial

from tests.bench.intake import SENDER, post
from tests.bench.load import Load, load
from tests.bench.measuring import Figure, single
from tests.bench.office import WORKERS, office

FEW, MANY = 20, 200
SECONDS, WARM = 20.0, 5.0
SLOWER = 3.0
LEFT = 0.9


def crowding() -> list[Figure]:
    """How much slower the slowest of many are than those of few, and what is left of the rate."""
    with office(events=0) as at:
        port, token = at.start("referral"), at.token(SENDER)
        (few, calm), (many, crowded) = (_loaded_by(port, token, each) for each in (FEW, MANY))
    seconds = {"p99_few": round(few.p99, 3), "p99_many": round(many.p99, 3)}
    conditions = {"workers": WORKERS, "few": FEW, "many": MANY, **seconds, "per_second": crowded}
    return [
        single("crowd-p99", many.p99 / few.p99, limit=SLOWER, unit="times", **conditions),
        single("crowd-rate", calm / crowded, limit=1 / LEFT, unit="times", **conditions),
    ]


def _loaded_by(port: int, token: str, callers: int) -> tuple[Load, float]:
    with load(port, 201, partial(post, token), callers=callers) as sending:
        sending(WARM)
        sending.times.clear()
        return sending, sending(SECONDS)
