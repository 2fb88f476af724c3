"""What a partner's script would send, and the way to a vetted person in a few calls."""

from itertools import count
from string import ascii_uppercase
from typing import Any

from tests.platform import Caller, Stepped

ROOT = "/volunteers/api/v1"
APPLICATION: dict[str, Any] = {
    "kind": "VOLUNTEER",
    "given_name": "Testi",
    "family_name": "Tukihenkilö",
    "date_of_birth": "1990-05-01",
    "municipality": "853",
    "contact": {"phone": "040 123 4567", "email": "testi@example.org"},
    "languages": ["fi", "so"],
    "interests": ["SPORT"],
    "availability": ["TUE_PM"],
    "capacity": 1,
    "programmes": ["kaveri"],
}
NUMBERS = count(1)
STEPS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("interview", {"held_on": "2026-02-02", "recommended": True}),
    ("references", {"received_on": "2026-02-03", "count": 2}),
    ("training", {"course": "Perusteet", "completed_on": "2026-02-10", "hours": 6}),
)
CONSENT = {
    "given_on": "2026-02-11",
    "informed_purpose": True,
    "informed_content": True,
    "informed_rights": True,
}
CHECK = {
    "extract_issue_date": "2026-02-20",
    "checked_on": "2026-02-27",
    "source": "ORDERED_BY_ORGANISER",
}


def applicant(coordinator: Caller, **values: Any) -> str:
    """The address of a new applicant, whom nobody could take for an earlier one."""
    number = next(NUMBERS)
    name = {"family_name": f"Tukihenkilö-{ascii_uppercase[number % 26]}{number // 26}"}
    contact = {"contact": {"phone": f"+35840{number:07}", "email": f"t{number}@example.org"}}
    answer = coordinator.post(f"{ROOT}/volunteers", APPLICATION | name | contact | values)
    assert answer.status_code == 201, answer.text
    return str(answer.headers["Location"])


def ready(coordinator: Caller, **values: Any) -> str:
    """Somebody who lacks nothing but the check."""
    where = applicant(coordinator, **values)
    for step, body in (*STEPS, ("consent", CONSENT)):
        answer = coordinator.put(f"{where}/{step}", body)
        assert answer.status_code == 200, answer.text
    return where


def vetted(platform: Stepped, **values: Any) -> str:
    """The address of somebody who is approved for the first programme."""
    return platform.after(_vetted, **values)


def _vetted(platform: Stepped, **values: Any) -> str:
    coordinator, contact = platform.caller("coordinator-mll"), platform.caller("vetting-mll")
    where = ready(coordinator, **values)
    assert contact.put(f"{where}/extract-check", CHECK).status_code == 200
    answer = coordinator.put(f"{where}/approval", {"programme": "kaveri", "on": "2026-03-01"})
    assert answer.status_code == 200, answer.text
    return where


REFERRAL: dict[str, Any] = {
    "source_reference": "R-1",
    "referred_on": "2026-03-01",
    "programme": "kaveri",
    "municipality": "853",
    "referrer": {"kind": "SCHOOL"},
    "subject": {
        "kind": "CHILD",
        "given_name": "Lapsukainen",
        "family_name": "Salainen",
        "date_of_birth": "2012-04-01",
        "mother_tongue": "so",
        "service_language": "fi",
        "interpreter_needed": True,
        "contact": {"phone": "+358401112222"},
        "guardians": [{"given_name": "Vanhempi", "family_name": "Salainen"}],
    },
    "wishes": {"interests": ["SPORT"], "availability": ["TUE_PM"]},
    "needs": ["LONELINESS"],
    "consent": {"given_on": "2026-02-28", "given_by": "GUARDIAN"},
}


def waiting_case(platform: Stepped, reference: str = "R-1") -> str:
    """The id of a case that waits for a support person."""
    return platform.after(_waiting_case, reference=reference)


def _waiting_case(platform: Stepped, *, reference: str) -> str:
    sent = platform.caller("demo-turku").post(
        "/referral/api/v1/referrals", REFERRAL | {"source_reference": reference}
    )
    assert sent.status_code == 201, sent.text
    where = sent.headers["Location"]
    answer = platform.caller("coordinator-mll").put(f"{where}/acceptance", {"on": "2026-03-02"})
    assert answer.status_code == 200, answer.text
    return str(answer.json["case"])


def proposed(platform: Stepped, case: str, volunteer: str) -> str:
    """The address of a new match; `volunteer` is the person's address."""
    return platform.after(_proposed, case=case, volunteer=volunteer)


def _proposed(platform: Stepped, *, case: str, volunteer: str) -> str:
    body = {"case": case, "volunteer": volunteer.rsplit("/", 1)[1], "on": "2026-03-03"}
    answer = platform.caller("coordinator-mll").post(f"{ROOT}/matches", body)
    assert answer.status_code == 201, answer.text
    return str(answer.headers["Location"])


AGREEMENT: tuple[tuple[str, dict[str, Any]], ...] = (
    ("volunteer-consent", {"given": True, "on": "2026-03-04", "by": "VOLUNTEER"}),
    ("family-consent", {"given": True, "on": "2026-03-05", "by": "GUARDIAN"}),
    ("child-view", {"view": "WANTS", "on": "2026-03-05"}),
)
