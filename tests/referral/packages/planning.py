"""A class of Turku's is in trouble: what its municipality asks, and what organisations plan."""

from datetime import timedelta
from typing import Any

from services.platform.demo.people import fixed_id
from tests.platform import Stepped

ROOT = "/referral/api/v1/packages"
TEMPLATES = "/referral/api/v1/package-templates"
ASKER, LEAD = "municipal-turku", "coordinator-mll"
PARTNER, LATE, OUTSIDE = "coordinator-folkhalsan", "worker-helsinki", "coordinator-sastamala"
REGION = "regional"
TURKU, MLL, FOLKHALSAN = (
    str(fixed_id(f"organisation:{code}")) for code in ("turku", "mll-vs", "folkhalsan")
)
REQUEST: dict[str, Any] = {
    "kind": "WORKSHOP_FOR_CLASS",
    "theme": "murrosika",
    "audience": "CLASS",
    "people": 24,
    "municipality": "853",
    "phenomenon": "Seitsemäsluokkalaiset jättävät osan luokasta ulkopuolelle.",
    "wishes": "Syksyn aikana, koulupäivän sisällä.",
}
SCOPE = {"scope": "Kaksi työpajaa luokalle ja ilta vanhemmille.", "partners": [FOLKHALSAN]}
WORKSHOP = {"title": "Ensimmäinen työpaja", "minutes": 90, "place": "Koulu", "begins": "10:00"}
LINES: tuple[dict[str, Any], ...] = (
    {"purpose": "Ohjaajat", "payer": "MUNICIPALITY", "amount": "600.00"},
    {"purpose": "Suunnittelu", "payer": "OWN_GRANT", "amount": "200.00"},
    {
        "purpose": "Tulkki",
        "payer": "OWN_GRANT",
        "organisation": FOLKHALSAN,
        "amount": "100.50",
    },
)


def day_after(platform: Stepped, days: int) -> str:
    today = platform.platform.services["referral"].clock.today()
    return (today + timedelta(days=days)).isoformat()


def requested(platform: Stepped, *, by: str = ASKER, **changed: Any) -> str:
    """Ask for it; its address."""
    wanted = REQUEST | {"by_when": day_after(platform, 60)} | changed
    made = platform.caller(by).post(ROOT, wanted)
    assert made.status_code == 201, made.text
    platform.settle()
    return f"{ROOT}/{made.json['id']}"


def put(platform: Stepped, by: str, address: str, change: str, **body: Any) -> Any:
    """Change something of it, as its version is now."""
    return platform.caller(by).put(f"{address}/{change}", body, of=address)


def taken(platform: Stepped, **changed: Any) -> str:
    """The same, taken by an organisation of the network."""
    address = requested(platform, **changed)
    answer = put(platform, LEAD, address, "taking")
    assert answer.status_code == 200, answer.text
    platform.settle()
    return address


def planned(platform: Stepped, *, days: int = 7, **changed: Any) -> str:
    """With a plan that is whole: scope, a goal, a session and three payers."""
    address, lead = taken(platform, **changed), platform.caller(LEAD)
    assert put(platform, LEAD, address, "scope", **SCOPE).status_code == 200
    parts: list[tuple[str, dict[str, Any]]] = [
        ("goals", {"goal": "Kukaan ei jää välitunnilla yksin."}),
        ("sessions", WORKSHOP | {"day": day_after(platform, days)}),
        *(("lines", each) for each in LINES),
    ]
    for name, body in parts:
        made = lead.post(f"{address}/{name}", body)
        assert made.status_code == 201, made.text
    platform.settle()
    return address


def edition(platform: Stepped, address: str) -> int:
    return int(platform.caller(LEAD).get(address).json["plan"]["edition"])


def agreed(platform: Stepped, *, days: int = 0, **changed: Any) -> str:
    """Agreed to by both sides."""
    address = planned(platform, days=days, **changed)
    for by in (LEAD, ASKER):
        answer = put(platform, by, address, "approval", edition=edition(platform, address))
        assert answer.status_code == 200, answer.text
    platform.settle()
    return address


def closed(platform: Stepped, title: str = "Rauhaa luokkaan") -> str:
    """Held, paid and closed, and kept for others."""
    address, lead = agreed(platform, days=-1), platform.caller(LEAD)
    plan = lead.get(address).json["agreed"]
    session, goal = plan["sessions"][0]["id"], plan["goals"][0]["id"]
    heads = {"children": 23, "professionals": 2}
    assert put(platform, LEAD, address, f"sessions/{session}/heads", **heads).status_code == 200
    cost = {"line_id": plan["lines"][0]["id"], "day": day_after(platform, -1), "purpose": "Palkkio"}
    assert lead.post(f"{address}/costs", cost | {"amount": "610.40"}).status_code == 201
    ended = {"outcome": "Luokka sai yhteiset säännöt.", "reached": [goal], "title": title}
    answer = put(platform, LEAD, address, "closing", **ended)
    assert answer.status_code == 200, answer.text
    platform.settle()
    return address
