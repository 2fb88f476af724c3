"""What a correction brings in, as a record keeps it."""

from typing import Any

from services.referral.directory import queries as directory
from services.referral.families.events import Family, Guardian, Sibling
from shared.kernel.aggregate import Invalid
from shared.work import Work

NAMES = ("given_name", "family_name")


def facts_of(work: Work, values: dict[str, Any], record: Family | None) -> dict[str, Any]:
    """What was sent, as a record keeps it; `Invalid` for a day to come or an unknown place."""
    facts = {name: value for name, value in values.items() if name != "municipality"}
    if facts.get("date_of_birth"):
        work.day(facts["date_of_birth"])
    if "needs" in facts:
        facts["needs"] = tuple(facts["needs"])
    if "guardians" in facts:
        facts["guardians"] = tuple(Guardian(**each) for each in facts["guardians"])
    if "siblings" in facts:
        facts["siblings"] = tuple(Sibling(**each) for each in facts["siblings"])
    if "municipality" in values:
        facts["place"] = values["municipality"]
        directory.known_place(facts["place"])
    names = [facts.get(name, record and getattr(record, name)) for name in NAMES]
    if record and any(getattr(record, name) for name in NAMES) and not any(names):
        raise Invalid("A person needs at least one name.", code="no-name")
    return facts
