"""A lecture in Laitila, planned and published by whoever coordinates."""

from datetime import timedelta
from typing import Any

from werkzeug.test import Client
from werkzeug.wrappers import Response

from tests.platform import BASE, Stepped

HAPPENINGS = "/referral/api/v1/happenings"
OPEN = "/referral/api/v1/open-events"
LECTURE: dict[str, Any] = {
    "programme": "perhelinja",
    "kind": "LECTURE",
    "audience": "FAMILIES",
    "themes": ["ero", "vanhemmuus"],
    "title_fi": "Ero vanhempana",
    "title_sv": "Skilsmässa som förälder",
    "about_fi": "Kolme iltaa erosta lapsiperheessä.",
    "municipality": "400",
    "place": "Kirjasto, Testikatu 3",
    "link": "https://etana.example/luento",
}
EVENING: dict[str, Any] = {"begins": "18:00", "minutes": 90, "topic": "Lapsi ja kaksi kotia"}


def open_events(platform: Stepped, query: str = "") -> Any:
    """What anybody reads, without an account."""
    return Client(platform.platform, Response).get(f"{OPEN}{query}", base_url=BASE)


def day_after(platform: Stepped, days: int) -> str:
    today = platform.platform.services["referral"].clock.today()
    return (today + timedelta(days=days)).isoformat()


def drafted(platform: Stepped, *, by: str = "coordinator-mll", **changed: Any) -> str:
    """Plan it with an evening a week, three times from tomorrow on; its address."""
    caller = platform.caller(by)
    made = caller.post(HAPPENINGS, LECTURE | changed)
    assert made.status_code == 201, made.text
    address = f"{HAPPENINGS}/{made.json['id']}"
    evenings = EVENING | {"day": day_after(platform, 1), "times": 3}
    answer = caller.put(f"{address}/days", evenings, of=address)
    assert answer.status_code == 200, answer.text
    platform.settle()
    return address


def announced(platform: Stepped, *, by: str = "coordinator-mll", **changed: Any) -> str:
    """The same, for everybody to read."""
    address = drafted(platform, by=by, **changed)
    answer = platform.caller(by).put(f"{address}/publication", {}, of=address)
    assert answer.status_code == 200, answer.text
    platform.settle()
    return address
