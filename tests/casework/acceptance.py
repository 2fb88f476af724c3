"""How a case comes to be over HTTP: referred, accepted, opened; days are counted from today."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from services.platform.demo.people import fixed_id
from tests.platform import Caller, Stepped

API = "/casework/api/v1/cases"
WORKER = fixed_id("worker-siipisulka")
OTHER_WORKER = fixed_id("worker-helsinki")


@dataclass
class Opened:
    """A case, its provider's coordinator, and a worker who is not on the team yet."""

    platform: Stepped
    id: UUID
    referral: str
    coordinator: Caller
    worker: Caller

    @property
    def path(self) -> str:
        return f"{API}/{self.id}"

    def read(self) -> dict[str, Any]:
        body: dict[str, Any] = self.coordinator.get(self.path).json
        return body

    def put(self, what: str, body: Any) -> Any:
        return self.coordinator.put(f"{self.path}/{what}", body, of=self.path)

    def post(self, what: str, body: Any) -> Any:
        return self.coordinator.post(f"{self.path}/{what}", body)

    def settle(self, *tasks: str, on: str) -> None:
        for task in tasks:
            assert self.put(f"tasks/{task}", {"state": "DONE", "on": on}).status_code == 200

    def move(self, to: str, *, on: str, **more: Any) -> Any:
        return self.put("phase", {"to": to, "on": on, **more})


def ago(platform: Stepped, days: int) -> str:
    """The day so many days before today."""
    today: date = platform.platform.clock.today()
    return (today - timedelta(days=days)).isoformat()


def child_of_two_worlds(platform: Stepped, **subject: Any) -> dict[str, Any]:
    """A thirteen-year-old client of child protection, as the county refers one."""
    return {
        "source_reference": f"VARHA-{uuid4()}",
        "referred_on": ago(platform, 260),
        "programme": "amm-tukihenkilo",
        "municipality": "853",
        "referrer": {"kind": "SOCIAL_SERVICES", "name": "Sosiaalityöntekijä"},
        "subject": {
            "kind": "CHILD",
            "given_name": "Aino",
            "family_name": "Testinen",
            "date_of_birth": ago(platform, 13 * 366),
            "mother_tongue": "so",
            "service_language": "fi",
            "contact": {"phone": "+358401234567", "address": "Salakuja 1, Turku"},
            "guardians": [
                {"given_name": "Outi", "family_name": "Testinen", "phone": "+358407654321"}
            ],
            **subject,
        },
        "needs": ["SCHOOLING"],
        "client_status": "CHILD_PROTECTION_OPEN_CARE",
        "preconditions": {"needs_assessment_by": "SOCIAL_SERVICES", "family_need_known": True},
        "consent": {"given_on": ago(platform, 270), "given_by": "GUARDIAN"},
    }


def a_case(platform: Stepped, **subject: Any) -> Opened:
    """A case of the programme with four phases, opened 250 days ago."""
    case, referral = platform.after(_accepted, **subject)
    coordinator = platform.caller("coordinator-siipisulka")
    return Opened(platform, case, referral, coordinator, platform.caller("worker-siipisulka"))


def _accepted(platform: Stepped, **subject: Any) -> tuple[UUID, str]:
    """The ids of the case and of its referral."""
    county = platform.caller("demo-varha")
    coordinator = platform.caller("coordinator-siipisulka")
    made = county.post("/referral/api/v1/referrals", child_of_two_worlds(platform, **subject))
    assert made.status_code == 201, made.text
    where = made.headers["Location"]
    accepted = coordinator.put(f"{where}/acceptance", {"on": ago(platform, 250)})
    assert accepted.status_code == 200, accepted.text
    return UUID(accepted.json["case"]), made.json["id"]
