"""Which families are sent where, from whom, with which need: the demo's side of the request."""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from services.common.codes import Availability, Interest
from services.demo import names
from services.referral.intake.schemas import NewReferralSchema

PLACES = {  # municipality -> how many of a hundred referrals come from there
    "853": 31,
    "202": 10,
    "680": 8,
    "734": 9,
    "400": 7,
    "895": 7,
    "529": 6,
    "423": 6,
    "322": 4,
    "430": 4,
    "445": 3,
    "481": 2,
    "503": 1,
    "577": 1,
    "918": 1,
}
SATAKUNTA = {"609": 7, "886": 3}
STATUS = "CHILD_PROTECTION_OPEN_CARE"
TONGUES = ("fi", "fi", "fi", "fi", "sv", "so", "ar", "uk", "ru", "ku")


@dataclass(frozen=True)
class FamilyProfile:
    """How families come to a programme, and for what."""

    programme: str
    provider: str  # organisation code
    weight: int
    places: dict[str, int]
    kind: str
    ages: tuple[int, int] | None
    referrers: tuple[str, ...]
    needs: tuple[str, ...]
    statuses: tuple[str, ...] = ("NONE", "NONE", "SOCIAL_CARE_CLIENT")
    level: str = "L1"
    children: tuple[int, int] | None = None  # ages of those named beside an adult or a family


PROFILES = (
    FamilyProfile(
        "kaveri",
        "mll-vs",
        38,
        PLACES,
        "CHILD",
        (7, 16),
        ("SCHOOL", "SCHOOL", "YOUTH_SERVICES", "HOME", "FAMILY_COUNSELLING"),
        ("LONELINESS", "LEISURE", "SCHOOLING", "INDEPENDENCE"),
    ),
    FamilyProfile(
        "perhekummi",
        "mll-vs",
        20,
        PLACES,
        "FAMILY",
        None,
        ("NEUVOLA", "MUNICIPAL_WORKER", "SELF"),
        ("COPING", "PARENTING", "LONELINESS"),
        children=(0, 5),
    ),
    FamilyProfile(
        "ystavaksi",
        "mll-vs",
        12,
        PLACES,
        "PARENT",
        None,
        ("NEUVOLA", "INTEGRATION_SERVICES"),
        ("INTEGRATION", "LANGUAGE", "LONELINESS"),
        children=(1, 12),
    ),
    FamilyProfile(
        "amm-tukihenkilo",
        "siipi",
        13,
        PLACES,
        "CHILD",
        (8, 15),
        ("SOCIAL_SERVICES",),
        ("BEHAVIOUR", "SCHOOLING", "LONELINESS"),
        (STATUS,),
        "L3",
    ),
    FamilyProfile(
        "amm-tukihenkilo",
        "siipi",
        6,
        SATAKUNTA,
        "CHILD",
        (8, 15),
        ("SOCIAL_SERVICES",),
        ("BEHAVIOUR", "SCHOOLING", "INDEPENDENCE"),
        (STATUS,),
        "L3",
    ),
    FamilyProfile(
        "rinnallakulkija",
        "sasta",
        7,
        {"790": 1},
        "FAMILY",
        None,
        ("NEUVOLA", "SCHOOL", "SELF"),
        ("SERVICE_NAVIGATION", "ECONOMY", "COPING"),
        children=(3, 14),
    ),
    FamilyProfile(
        "nuorten-monialainen",
        "hki",
        4,
        {"091": 1},
        "YOUNG_PERSON",
        (13, 17),
        ("SOCIAL_SERVICES",),
        ("SCHOOLING", "MENTAL_HEALTH", "INTEGRATION"),
        (STATUS,),
        "L2",
    ),
)


def sender_of(municipality: str) -> tuple[str, str]:
    """Sign-in and organisation of the system that pushes that place's referrals."""
    systems = {
        "853": ("demo-turku", "turku"),
        "790": ("system-sastamala", "sastamala"),
        "091": ("system-hki", "hki"),
        "609": ("system-satakunta", "satakunta"),
        "886": ("system-satakunta", "satakunta"),
    }
    return systems.get(municipality, ("demo-varha", "varha"))


def request(profile: FamilyProfile, number: int, on: date, rng: random.Random) -> dict[str, Any]:
    """A request as a municipal system would send it, through the API's own schema."""
    (place,) = rng.choices(list(profile.places), list(profile.places.values()))
    surname, tongue = names.family(rng), rng.choice(TONGUES)
    child = profile.ages is not None
    subject: dict[str, Any] = {
        "kind": profile.kind,
        "given_name": names.given(rng),
        "family_name": surname,
        "mother_tongue": tongue,
        "service_language": "sv" if tongue == "sv" else "fi",
        "interpreter_needed": tongue not in ("fi", "sv") and rng.random() < 0.6,
        "non_disclosure": rng.random() < 0.03,
    }
    if profile.ages:
        subject["date_of_birth"] = names.born(rng, on, *profile.ages).isoformat()
        subject["guardians"] = [{"given_name": names.given(rng), "family_name": surname}]
    body = {
        "source_reference": f"{place}-{on.year}-{number:05}",
        "referred_on": on.isoformat(),
        "programme": profile.programme,
        "municipality": place,
        "referrer": {"kind": rng.choice(profile.referrers)},
        "subject": subject,
        "wishes": {
            "interests": rng.sample([i.value for i in Interest if i != Interest.OTHER], 2),
            "availability": rng.sample([a.value for a in Availability], 3),
        },
        "siblings": _siblings(surname, on, rng, profile, number),
        "needs": rng.sample(profile.needs, rng.randint(1, 2)),
        "client_status": rng.choice(profile.statuses),
        "preconditions": _preconditions(profile),
        "consent": {
            "given_on": (on - timedelta(days=rng.randint(0, 20))).isoformat(),
            "given_by": "GUARDIAN" if child else "PARENT",
            "disclosure_level": profile.level,
        },
    }
    loaded: dict[str, Any] = _schema().load(body)
    return loaded


@cache
def _schema() -> NewReferralSchema:
    return NewReferralSchema()  # building one costs more than many loads


def _preconditions(profile: FamilyProfile) -> dict[str, object]:
    if profile.programme != "amm-tukihenkilo":
        return {}
    return {"needs_assessment_by": "SOCIAL_SERVICES", "family_need_known": True}


def _siblings(
    surname: str, on: date, rng: random.Random, profile: FamilyProfile, number: int
) -> list[dict[str, str]]:
    """Who comes along with a child; with an adult, the children whom the support is for too."""
    if profile.children:
        chance = random.Random(number)  # noqa: S311 - its own, so that all else is drawn as before
        return [_child(surname, on, chance, profile.children) for _ in range(chance.randint(1, 3))]
    if not profile.ages or rng.random() > 0.15:
        return []
    return [_child(surname, on, rng, profile.ages)]


def _child(surname: str, on: date, rng: random.Random, ages: tuple[int, int]) -> dict[str, str]:
    born = names.born(rng, on, *ages).isoformat()
    return {"given_name": names.given(rng), "family_name": surname, "date_of_birth": born}
