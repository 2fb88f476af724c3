"""`bench units`: what one of each costs of a core, beside what docs/sizes.md reckons with.

A core's time is that of the whole machine while it was done: services, PostgreSQL, Kafka, and
whoever asks. So it counts only where nothing else runs. Met: no more than twice what
`deploy/sizes.toml` says.
"""

import http.client
import json
import tomllib
from functools import partial
from time import perf_counter
from uuid import uuid4

from deploy.sizes import COSTS
from tests.bench import consuming, relaying
from tests.bench.apps import ROUTE
from tests.bench.intake import SENDER, post
from tests.bench.load import load
from tests.bench.measuring import Figure, Slice, busy_seconds, single
from tests.bench.office import office
from tests.bench.store_and_broker import store_and_broker
from tests.referral.referrals.bodies import referral

WARM, SECONDS = 2.0, 10.0
EVENTS = 100_000
WITHIN = 2.0  # times what the page says
WRITTEN = 2  # events of a referral that is taken in


def counting() -> list[Figure]:
    costs = tomllib.loads(COSTS.read_text(encoding="utf-8"))["unit"]
    measured = {**_of_web(), **_of_events()}
    return [
        single(
            f"units-{name}",
            1e6 * seconds,
            limit=WITHIN * 1e6 * costs[f"{name}_seconds"],
            unit="µs of a core",
        )
        for name, seconds in measured.items()
    ]


def _of_web() -> dict[str, float]:
    """An event of a referral taken in, and one referral read with its names by who sent it."""
    with office(events=0) as at:
        port, token = at.serve("product", service="referral"), at.token(SENDER)
        reading = partial(_get, _sent(port, token), token)
        with load(port, 201, partial(post, token)) as write, load(port, 200, reading) as read:
            return {"write": _of_a_core(write) / WRITTEN, "read": _of_a_core(read)}


def _of_events() -> dict[str, float]:
    """An event sent to Kafka, and one that reporting takes into its facts."""
    with store_and_broker(EVENTS) as on:
        with consuming.from_kafka(on) as taken_in:  # its relay ends before the other begins
            consume = _of_a_core(taken_in)
        return {"relay": _of_a_core(relaying.relayed(on, EVENTS)), "consume": consume}


def _of_a_core(operation: Slice) -> float:
    """How many seconds of a core one of it took, of all that ran meanwhile."""
    operation(WARM)
    busy, start = busy_seconds(), perf_counter()
    rate = operation(SECONDS)
    return (busy_seconds() - busy) / (rate * (perf_counter() - start))


def _sent(port: int, token: str) -> str:
    """The address of a referral that was sent."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {
        "Authorization": f"Bearer {token}",
        "Idempotency-Key": uuid4().hex,
        "Content-Type": "application/json",
    }
    line.request("POST", ROUTE, json.dumps(referral(f"U-{uuid4().hex}")), headers)
    answer = line.getresponse()
    if answer.status != http.client.CREATED:
        raise RuntimeError(f"It was answered: {answer.status} {answer.read().decode()}")
    return f"{ROUTE}/{json.loads(answer.read())['id']}"


def _get(path: str, token: str) -> bytes:
    lines = [f"GET {path} HTTP/1.1", "Host: 127.0.0.1", "Connection: close"]
    return "\r\n".join([*lines, f"Authorization: Bearer {token}", "", ""]).encode()
