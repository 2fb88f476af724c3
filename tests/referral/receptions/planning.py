"""A reception in Laitila, planned by whoever coordinates."""

from datetime import timedelta
from typing import Any

from services.platform.demo.people import fixed_id
from tests.platform import Stepped

ROTAS = "/referral/api/v1/reception/rotas"
SLOTS = "/referral/api/v1/reception/slots"
FAMILIES = "/referral/reception"
BOOKINGS = "/referral/api/v1/reception/bookings"
RECEPTION: dict[str, Any] = {
    "worker": str(fixed_id("coordinator-mll")),
    "programme": "perhelinja",
    "themes": ["ero", "vanhemmuus"],
    "municipality": "400",
    "place": "Perhekeskus, Testikatu 5",
    "link": "https://etana.example/laitila",
    "begins": "12:00",
    "ends": "16:00",
    "minutes": 45,
}


def planned(platform: Stepped, *, by: str = "coordinator-mll", **changed: Any) -> str:
    """Plan it from tomorrow's day of the week on, which no holiday falls on; its address."""
    tomorrow = platform.platform.services["referral"].clock.today() + timedelta(days=1)
    body = RECEPTION | {"starts_on": tomorrow.isoformat()} | changed
    made = platform.caller(by).post(ROTAS, body)
    assert made.status_code == 201, made.text
    platform.settle()
    return f"{ROTAS}/{made.json['id']}"
