"""A class of Turku's is in trouble: what its municipality asks, and what organisations plan."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

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


def taken(platform: Stepped, *, by: str = LEAD) -> str:
    """The same, taken by an organisation of the network."""
    address = requested(platform)
    answer = put(platform, by, address, "taking")
    assert answer.status_code == 200, answer.text
    platform.settle()
    return address


def planned(platform: Stepped, *, days: int = 7, by: str = LEAD) -> str:
    """With a plan that is whole: scope, a goal, a session and three payers."""
    address, lead = taken(platform, by=by), platform.caller(by)
    assert put(platform, by, address, "scope", **SCOPE).status_code == 200
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
    return int(platform.caller(ASKER).get(address).json["plan"]["edition"])


def agreed(platform: Stepped, *, days: int = 0, by: str = LEAD) -> str:
    """Agreed to by both sides."""
    address = planned(platform, days=days, by=by)
    for side in (by, ASKER):
        answer = put(platform, side, address, "approval", edition=edition(platform, address))
        assert answer.status_code == 200, answer.text
    platform.settle()
    return address


def closed(platform: Stepped, title: str = "Rauhaa luokkaan", *, by: str = LEAD) -> str:
    """Held, paid and closed, and kept for others."""
    address, lead = agreed(platform, days=-1, by=by), platform.caller(by)
    plan = lead.get(address).json["agreed"]
    session, goal = plan["sessions"][0]["id"], plan["goals"][0]["id"]
    heads = {"children": 23, "professionals": 2}
    assert put(platform, by, address, f"sessions/{session}/heads", **heads).status_code == 200
    cost = {"line_id": plan["lines"][0]["id"], "day": day_after(platform, -1), "purpose": "Palkkio"}
    assert lead.post(f"{address}/costs", cost | {"amount": "610.40"}).status_code == 201
    ended = {"outcome": "Luokka sai yhteiset säännöt.", "reached": [goal], "title": title}
    answer = put(platform, by, address, "closing", **ended)
    assert answer.status_code == 200, answer.text
    platform.settle()
    return address


def every_kind(platform: Stepped, *, by: str, organisation: str) -> dict[str, list[str]]:
    """Packages of every state, and in the same order a part of each; of who joins the network."""
    network = f"/referral/api/v1/networks/{fixed_id('network:perhelinja')}"
    joining = {"municipalities": [REQUEST["municipality"]]}
    answer = platform.caller("admin").put(f"{network}/members/{organisation}", joining, of=network)
    assert answer.status_code == 200, answer.text
    platform.settle()
    made = [each for _ in range(6) for each in _three(platform, by)]
    plans = [platform.caller(by).get(each).json["plan"] for each in made]
    parts = {"goal_id": ("goals", 0), "session_id": ("sessions", 0), "line_id": ("lines", 0)}
    return {
        "package_id": [each.rpartition("/")[2] for each in made],
        "template_id": [closed(platform, by=by).rpartition("/")[2]],
        **{
            name: [each[several][at]["id"] if each[several] else str(uuid4()) for each in plans]
            for name, (several, at) in (parts | {"part_id": ("lines", 1)}).items()
        },
    }


def _three(platform: Stepped, by: str) -> tuple[str, str, str]:
    """One that holds, one that is planned, one that nobody has taken."""
    return agreed(platform, days=-1, by=by), planned(platform, by=by), requested(platform)
