"""Whom the journeys are about: the requests of their senders, about nobody real."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo


def today() -> date:
    return datetime.now(ZoneInfo("Europe/Helsinki")).date()


def ago(days: int) -> str:
    """The day so many days before today, as the API writes it."""
    return (today() - timedelta(days=days)).isoformat()


def born(years: int) -> str:
    """The birthday of somebody who has been so old for half a year."""
    return ago(years * 365 + years // 4 + 183)


def to_a_friend(**changed: Any) -> dict[str, Any]:
    """A ten-year-old in Turku whom the school refers to a volunteer (P1)."""
    return {
        "source_reference": f"TURKU-{uuid4()}",
        "referred_on": ago(60),
        "programme": "kaveri",
        "municipality": "853",
        "referrer": {"kind": "SCHOOL", "name": "Kuraattori Kanervikko"},
        "subject": child(),
        "wishes": {"interests": ["SPORT"], "availability": ["TUE_PM"]},
        "needs": ["LONELINESS"],
        "client_status": "NONE",
        "consent": {"given_on": ago(61), "given_by": "GUARDIAN", "disclosure_level": "L1"},
        "notes": "Toivoo seuraa uimahalliin.",
    } | changed


def to_a_professional(**changed: Any) -> dict[str, Any]:
    """A thirteen-year-old client of child protection whom the county refers (P10)."""
    older = child(
        given_name="Onni",
        family_name="Kokeiluniemi",
        date_of_birth=born(13),
        mother_tongue="fi",
        interpreter_needed=False,
    )
    return (
        to_a_friend(
            source_reference=f"VARHA-{uuid4()}",
            referred_on=ago(260),
            programme="amm-tukihenkilo",
            referrer={"kind": "SOCIAL_SERVICES", "name": "Sosiaalityöntekijä Saarinen"},
            subject=older,
            needs=["SCHOOLING"],
            client_status="CHILD_PROTECTION_OPEN_CARE",
            preconditions={"needs_assessment_by": "SOCIAL_SERVICES", "family_need_known": True},
            consent={"given_on": ago(270), "given_by": "GUARDIAN", "disclosure_level": "L3"},
        )
        | changed
    )


def child(**changed: Any) -> dict[str, Any]:
    return {
        "kind": "CHILD",
        "given_name": "Aino",
        "family_name": "Testilampi",
        "date_of_birth": born(10),
        "mother_tongue": "so",
        "service_language": "fi",
        "interpreter_needed": True,
        "contact": {"phone": "+358401234567", "address": "Koekuja 1, Turku"},
        "guardians": [
            {"given_name": "Maija", "family_name": "Testilampi", "phone": "+358407654321"}
        ],
    } | changed


def supporter(**changed: Any) -> dict[str, Any]:
    """A volunteer in Turku with room for one child."""
    return {
        "kind": "VOLUNTEER",
        "given_name": "Ilona",
        "family_name": "Harjoitusmaa",
        "date_of_birth": born(34),
        "municipality": "853",
        "contact": {"phone": "+358409998877", "email": "ilona@example.org"},
        "languages": ["fi", "so"],
        "interests": ["SPORT"],
        "availability": ["TUE_PM"],
        "capacity": 1,
        "programmes": ["kaveri"],
        "on": ago(120),
    } | changed
