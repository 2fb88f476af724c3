"""A partner generates a client from our documents and needs nothing else that we could tell.

Both clients sign in where the document says, push a referral, read it, change it with the ETag
that they read, learn that a second change comes too late, and follow the feed. No header is
written by hand but those that the generated code asks for.
"""

import json
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import requests

from services.platform.registry import NAMES
from tests.clients.generating import python_client, typescript_client, walked
from tests.documents import address
from tests.journeys.server import Server
from tests.waiting import eventually

pytestmark = pytest.mark.xdist_group("journeys")

CLIENT, SECRET = "demo-turku", "rinnalla-demo"
TYPES = [f"fi.rinnalla.referral.{what}.v1" for what in ("received", "offered", "withdrawn")]


def test_a_typescript_client_needs_nothing_but_the_documents(
    server: Server, tmp_path: Path
) -> None:
    client = typescript_client(server.base, tmp_path / "client")
    assert json.loads(walked(client, server.base, CLIENT, SECRET)) == {
        "created": 201,
        "status": "offered",
        "changed": "withdrawn",
        "stale": 412,
        "types": TYPES,
        "costs": "12.50",
        "edition": None,
    }


@pytest.mark.parametrize("service", [name for name in NAMES if name != "referral"])
def test_a_python_client_is_generated_without_a_warning(
    server: Server, service: str, tmp_path: Path
) -> None:
    assert python_client(server.base, service, tmp_path) == f"{service}_client"


def test_a_python_client_needs_nothing_but_the_documents(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = python_client(server.base, "referral", tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    referrals, models = _part(package, "api.referrals"), _part(package, "models")
    intake = _part(package, "api.intake")
    with _part(package, "client").AuthenticatedClient(server.base, _token(server)) as client:
        made = _call(intake, "receive", client, body=_new(models), idempotency_key="python-1")
        referral = made.parsed.id
        offered = models.ReferralStatusCode.OFFERED
        eventually(lambda: _call(referrals, "show", client, referral).parsed.status is offered)
        read = _call(referrals, "show", client, referral)
        moved = models.Withdrawal(models.WithdrawalReasonCode.MOVED)
        stale, changed = (
            _call(referrals, "withdraw", client, referral, body=moved, if_match=tag)
            for tag in (made.headers["ETag"], read.headers["ETag"])
        )
        feed = _part(package, "api.feed")
        eventually(lambda: TYPES[-1] in _types_of(feed, client, referral))
        assert _types_of(feed, client, referral) == TYPES
    assert (made.status_code, type(stale.parsed), stale.parsed.status) == (
        201,
        models.Problem,
        412,
    )
    assert changed.parsed.status is models.ReferralStatusCode.WITHDRAWN


def _part(package: str, name: str) -> ModuleType:
    return import_module(f"{package}.{name}")


def _call(chapter: ModuleType, operation: str, client: Any, *path: Any, **arguments: Any) -> Any:
    """One operation by its id; what it sends is checked by the generated code alone."""
    name = f"{chapter.__name__.rpartition('.')[2]}_{operation}"
    return import_module(f"{chapter.__name__}.{name}").sync_detailed(
        *path, client=client, **arguments
    )


def _types_of(feed: ModuleType, client: Any, referral: Any) -> list[str]:
    """The types of all events about the referral, page by page."""
    types: list[str] = []
    page = _call(feed, "events", client).parsed
    while page.events:
        types += [event.type_ for event in page.events if event.subject.endswith(str(referral))]
        page = _call(feed, "events", client, after=page.next_).parsed
    return types


def _new(models: ModuleType) -> Any:
    return models.NewReferral(
        source_reference="PYTHON-1",
        programme="kaveri",
        municipality="853",
        referrer=models.Referrer(models.ReferrerKindCode.SCHOOL),
        subject=models.Subject.from_dict(
            {"kind": "CHILD", "given_name": "Aino", "date_of_birth": "2015-04-01"}
        ),
        needs=[models.NeedCode.LONELINESS],
        consent=models.Consent.from_dict({"given_on": "2026-03-02", "given_by": "GUARDIAN"}),
    )


def _token(server: Server) -> str:
    """An access token, from where the document says that systems get one."""
    document = requests.get(f"{server.base}{address('referral')}", timeout=10).json()
    flow = document["components"]["securitySchemes"]["oauth2"]["flows"]["clientCredentials"]
    form = {"grant_type": "client_credentials", "client_id": CLIENT, "client_secret": SECRET}
    return str(requests.post(flow["tokenUrl"], data=form, timeout=10).json()["access_token"])
