"""`bench intake`: a referral taken in through the whole product, beside the least that could be.

Both have the same route and validation behind gunicorn with two sync workers, and check the token.
The reference writes one event, the idempotency key and the claimed reference in one statement; with
`--peer` it saves one event in `eventsourcing`. The product also looks up who sends and what they
may, decides eligibility, seals, appends two events and notes the access.
"""

import json
from contextlib import AbstractContextManager
from functools import partial
from uuid import uuid4

from tests.bench.append import plain_insert
from tests.bench.apps import ROUTE
from tests.bench.load import CALLERS, Load, load
from tests.bench.measuring import Figure, compare, single
from tests.bench.office import WORKERS, Office, office
from tests.bench.subject import open_store
from tests.referral.referrals.bodies import referral

SECONDS = 2.0
SENDER = "demo-turku"


def beside_an_insert() -> list[Figure]:
    with office(events=0) as at, at.server.database() as url:
        open_store(url)
        plain_insert(url)  # makes the table
        with product(at) as ours, plain(at, "plain", url) as theirs:
            conditions = {"workers": WORKERS, "callers": CALLERS}
            figure = compare("intake", ours, theirs, goal=0.70, seconds=SECONDS, **conditions)
            slow = [round(result.p99 * 1000, 1) for result in (ours, theirs)]
            late = single("intake-p99", slow[0], limit=1.5 * slow[1], unit="ms", **conditions)
            return [figure, late]


def beside_a_peer() -> list[Figure]:
    with (
        office(events=0) as at,
        at.server.database() as url,
        product(at) as ours,
        plain(at, "peer", url) as theirs,
    ):
        conditions = {"workers": WORKERS, "callers": CALLERS}
        return [compare("intake-peer", ours, theirs, goal=1.5, seconds=SECONDS, **conditions)]


def product(at: Office) -> AbstractContextManager[Load]:
    port = at.serve("product", service="referral")
    return load(port, 201, partial(post, at.token(SENDER)))


def plain(at: Office, app: str, url: str) -> AbstractContextManager[Load]:
    return load(at.serve(app, database=url), 201, partial(post, at.token(SENDER)))


def post(token: str) -> bytes:
    """A referral that nobody has sent yet, as a request."""
    key = uuid4().hex
    body = json.dumps(referral(f"T-{key}")).encode()
    lines = [
        f"POST {ROUTE} HTTP/1.1",
        "Host: 127.0.0.1",
        "Connection: close",
        f"Authorization: Bearer {token}",
        f"Idempotency-Key: {key}",
        "Content-Type: application/json",
        f"Content-Length: {len(body)}",
    ]
    return "\r\n".join([*lines, "", ""]).encode() + body
