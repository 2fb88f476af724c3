"""`bench dashboard`: the region's live figures behind gunicorn, beside a Flask that says hello.

Once told afresh, once to a caller who has them already and is answered 304.
"""

import http.client
from functools import partial

from tests.bench.load import CALLERS, load
from tests.bench.measuring import Figure, compare
from tests.bench.office import WORKERS, office

EVENTS = 4000  # of 1,000 referrals
SECONDS = 1.0
READER, PATH = "regional", "/reporting/api/v1/now"


def reading() -> list[Figure]:
    with office(events=EVENTS) as at:
        port, token = at.serve("product", service="reporting"), at.token(READER)
        seen = _tag(port, token)
        fresh, cached = partial(_get, PATH, token, ""), partial(_get, PATH, token, seen)
        with (
            load(port, 200, fresh) as full,
            load(port, 304, cached) as unchanged,
            load(at.serve("hello"), 200, partial(_get, "/", "", "")) as hello,
        ):
            conditions = {"events": EVENTS, "workers": WORKERS, "callers": CALLERS}
            # First: nobody follows here, so after a minute the figures call themselves late.
            again = compare(
                "dashboard-304", unchanged, hello, goal=0.60, seconds=SECONDS, **conditions
            )
            return [
                compare("dashboard", full, hello, goal=0.20, seconds=SECONDS, **conditions),
                again,
            ]


def _tag(port: int, token: str) -> str:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    line.request("GET", PATH, headers={"Authorization": f"Bearer {token}"})
    answer = line.getresponse()
    if answer.status != http.client.OK:
        raise RuntimeError(f"It was answered: {answer.status} {answer.read().decode()}")
    return answer.headers["ETag"]


def _get(path: str, token: str, seen: str) -> bytes:
    lines = [f"GET {path} HTTP/1.1", "Host: 127.0.0.1"]
    lines += [f"Authorization: Bearer {token}"] if token else []
    lines += [f"If-None-Match: {seen}"] if seen else []
    return "\r\n".join([*lines, "", ""]).encode()
