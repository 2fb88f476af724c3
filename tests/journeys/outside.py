"""Somebody outside with a script: a token, JSON, ETags and keys, and reading again.

Nothing here knows the platform but by its addresses, so it would run against any of them.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic
from typing import Any
from uuid import uuid4

import requests
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

from tests.waiting import eventually

SECRET = "rinnalla-demo"
SYSTEMS = ("demo-turku", "demo-varha", "demo-kela")
WITHIN = 90.0  # seconds on a busy machine
REFERRALS = "/referral/api/v1/referrals"


def _patient() -> requests.Session:
    """Asks again when a kept connection was closed under it, as every client has to."""
    session = requests.Session()
    again = Retry(total=2, backoff_factor=0.2, status=0, allowed_methods=None)
    session.mount("http://", HTTPAdapter(max_retries=again))
    return session


SERVES = 300.0  # seconds


@dataclass
class Caller:
    """A system or a person; every request carries their token."""

    base: str
    token: str
    session: requests.Session = field(default_factory=_patient)

    def get(self, path: str, **params: str) -> requests.Response:
        return self.send("GET", path, params=params)

    def post(self, path: str, body: Any, *, key: str | None = None) -> requests.Response:
        return self.send("POST", path, json=body, headers={"Idempotency-Key": key or str(uuid4())})

    def put(self, path: str, body: Any, *, of: str = "", seen: str = "") -> requests.Response:
        """PUT with the ETag `seen`, or the newest one `of` the thing that it belongs to.

        Other services move versions too, so without `seen` a 412 is answered by reading again.
        """
        of = of or path.rsplit("/", 1)[0]
        answer = self._put(path, body, seen or self.get(of).headers["ETag"])
        while answer.status_code == 412 and not seen:
            answer = self._put(path, body, self.get(of).headers["ETag"])
        return answer

    def sees(self, path: str, **expected: Any) -> dict[str, Any]:
        """Read again until these fields are so; what was read then."""
        return self.until(path, lambda body: {k: body.get(k) for k in expected} == expected)

    def until(self, path: str, so: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """Read again until the body is so."""
        body: dict[str, Any] = {}

        def read() -> bool:
            nonlocal body
            body = self.get(path).json()
            return so(body)

        try:
            eventually(read, within=WITHIN)
        except AssertionError as late:
            late.add_note(f"{path} says: {json.dumps(body, indent=1)}")
            raise
        return body

    def send(self, method: str, path: str, **more: Any) -> requests.Response:
        headers = {"Authorization": f"Bearer {self.token}", **more.pop("headers", {})}
        return self.session.request(
            method, self.base + path, headers=headers, timeout=30, allow_redirects=False, **more
        )

    def _put(self, path: str, body: Any, seen: str) -> requests.Response:
        return self.send("PUT", path, json=body, headers={"If-Match": seen})


@dataclass
class Outside:
    """Everybody who may call; a token, which lives ten minutes, serves for five."""

    base: str
    callers: dict[str, tuple[Caller, float]] = field(default_factory=dict)

    def __getitem__(self, sign_in: str) -> Caller:
        caller, until = self.callers.get(sign_in, (None, 0.0))
        if caller is None or until < monotonic():
            caller = Caller(self.base, self._token(sign_in))
            self.callers[sign_in] = caller, monotonic() + SERVES
        return caller

    def organisation(self, code: str) -> str:
        """The id of an organisation by its code."""
        listed = self["demo-turku"].get("/referral/api/v1/organisations").json()["organisations"]
        return next(str(row["id"]) for row in listed if row["code"] == code)

    def _token(self, sign_in: str) -> str:
        form = {"grant_type": "password", "username": sign_in, "password": SECRET}
        if sign_in in SYSTEMS:
            form = {"grant_type": "client_credentials"}
        auth = (sign_in, SECRET) if sign_in in SYSTEMS else None
        answer = requests.post(f"{self.base}/identity/token", data=form, auth=auth, timeout=30)
        assert answer.status_code == 200, answer.text
        token: str = answer.json()["access_token"]
        return token
