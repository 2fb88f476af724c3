"""What a municipal system sends: the request of interfaces step 1, filled with nobody real."""

from typing import Any


def referral(reference: str = "T-2026-1", **changed: Any) -> dict[str, Any]:
    """A referral of a ten-year-old in Turku to a friend; `changed` replaces top-level fields."""
    return {
        "source_reference": reference,
        "programme": "kaveri",
        "municipality": "853",
        "referrer": {"kind": "SCHOOL", "name": "Kuraattori Kanervikko"},
        "subject": child(),
        "wishes": {"interests": ["SPORT"], "availability": ["TUE_PM"]},
        "needs": ["LONELINESS"],
        "client_status": "NONE",
        "consent": {
            "given_on": "2026-11-01",
            "given_by": "GUARDIAN",
            "disclosure_level": "L1",
        },
        "notes": "Toivoo seuraa uimahalliin.",
    } | changed


def child(**changed: Any) -> dict[str, Any]:
    return {
        "kind": "CHILD",
        "given_name": "Aino",
        "family_name": "Testinen",
        "date_of_birth": "2015-04-01",
        "mother_tongue": "so",
        "service_language": "fi",
        "interpreter_needed": True,
        "guardians": [{"given_name": "Maija", "family_name": "Testinen"}],
    } | changed
