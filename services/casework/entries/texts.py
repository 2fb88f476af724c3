"""What entries are called, by their kind, in the reader's language."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from services.casework.entries.rules import EntryFacts
from services.casework.texts import day
from services.common.codes import CostKind, EntryKind, EntryStatus, Party
from services.common.labels import label
from shared.web.formats import format_duration, format_money
from shared.web.i18n import N_, gettext, language

STATUSES: Mapping[EntryKind, Mapping[EntryStatus, str]] = {
    EntryKind.OUR_THING: {
        EntryStatus.DONE: N_("It happens"),
        EntryStatus.MISSED: N_("It does not happen now"),
    },
    EntryKind.APPOINTMENT: {
        EntryStatus.PLANNED: N_("Still to come"),
        EntryStatus.DONE: N_("Kept"),
        EntryStatus.MISSED: N_("Missed"),
        EntryStatus.CANCELLED: N_("Cancelled"),
    },
    EntryKind.APPLICATION: {
        EntryStatus.PLANNED: N_("Waits for a decision"),
        EntryStatus.DONE: N_("Granted"),
        EntryStatus.MISSED: N_("Not granted"),
        EntryStatus.CANCELLED: N_("Taken back"),
    },
}
FIELDS: Mapping[tuple[EntryKind, str], str] = {
    (EntryKind.CONTACT, "text"): N_("What was agreed?"),
    (EntryKind.PHONE_24H, "whom"): N_("Who called?"),
    (EntryKind.PHONE_24H, "text"): N_("What was it about?"),
    (EntryKind.PHONE_24H, "outcome"): N_("What was agreed, and who goes on?"),
    (EntryKind.CRISIS_MEETING, "whom"): N_("Who was there?"),
    (EntryKind.CRISIS_MEETING, "outcome"): N_("What was agreed?"),
    (EntryKind.OUR_THING, "text"): N_("What is your own thing?"),
    (EntryKind.OUR_THING, "status"): N_("Does it happen?"),
    (EntryKind.APPOINTMENT, "party"): N_("Where is the appointment?"),
    (EntryKind.APPOINTMENT, "began_at"): N_("At what time?"),
    (EntryKind.APPOINTMENT, "text"): N_("What is it about?"),
    (EntryKind.APPOINTMENT, "outcome"): N_("What came of it, or why was it missed?"),
    (EntryKind.APPLICATION, "party"): N_("From whom?"),
    (EntryKind.APPLICATION, "text"): N_("What was applied for?"),
    (EntryKind.COST, "text"): N_("What was bought?"),
}
PLAIN: Mapping[str, str] = {  # fields in order, and how they are called but for the kind's words
    "held_on": N_("Day"),
    "status": N_("What came of it?"),
    "party": N_("With which party?"),
    "whom": N_("With whom?"),
    "began_at": N_("Began at"),
    "minutes": N_("How long?"),
    "agreed_on": N_("When was it agreed?"),
    "cost_kind": N_("What for?"),
    "costs": N_("Costs"),
    "text": N_("What happened?"),
    "outcome": N_("What came of it, in words?"),
}
WRITE: Mapping[EntryKind, str] = {
    EntryKind.CONTACT: N_("Record a contact with the network"),
    EntryKind.PHONE_24H: N_("Record a call"),
    EntryKind.CRISIS_MEETING: N_("Record a crisis meeting"),
    EntryKind.OUR_THING: N_("Record our own thing"),
    EntryKind.APPOINTMENT: N_("Record an appointment"),
    EntryKind.APPLICATION: N_("Record an application"),
    EntryKind.COST: N_("Record costs"),
}


def status(kind: EntryKind, value: EntryStatus) -> str:
    """What came of it, in the words of its kind."""
    own = STATUSES.get(kind, {}).get(value)
    return gettext(own) if own else label(value, language())


def field_label(kind: EntryKind, name: str) -> str:
    """What a field is called for this kind; empty: as everywhere."""
    own = FIELDS.get((kind, name))
    return gettext(own) if own else ""


def heading(kind: EntryKind) -> str:
    return gettext(WRITE[kind])


def recorded(facts: Mapping[str, Any]) -> str:
    """The same of what the timeline kept, as text."""
    party, cost_kind = facts.get("party"), facts.get("cost_kind")
    return summary(
        EntryFacts(
            kind=EntryKind(facts["kind"]),
            held_on=date.fromisoformat(facts["day"]),
            status=EntryStatus(facts["status"]),
            minutes=int(facts["minutes"]),
            party=Party(party) if party else None,
            cost_kind=CostKind(cost_kind) if cost_kind else None,
            costs=Decimal(facts["costs"]),
        )
    )


def summary(facts: EntryFacts) -> str:
    """One line without a word of anybody's: what it was, with whose work, how long, how much."""
    parts = [label(facts.kind, language())]
    parts += [label(facts.party, language()).lower()] if facts.party else []
    parts += [label(facts.cost_kind, language()).lower()] if facts.cost_kind else []
    parts += [format_money(facts.costs)] if facts.costs else []
    parts += [format_duration(facts.minutes)] if facts.minutes else []
    if facts.kind in STATUSES:
        parts.append(status(facts.kind, facts.status).lower())
    return " · ".join(parts)


def _corrected(facts: Mapping[str, Any]) -> str:
    on = day(date.fromisoformat(facts["day"]))
    return gettext("The entry was corrected: %(day)s, %(what)s", day=on, what=recorded(facts))


def _settled(facts: Mapping[str, Any]) -> str:
    kind, on = EntryKind(facts["kind"]), day(date.fromisoformat(facts["day"]))
    what = status(kind, EntryStatus(facts["status"])).lower()
    return gettext("%(kind)s, %(day)s: %(what)s", kind=label(kind, language()), day=on, what=what)


OF_ENTRIES: Mapping[str, Callable[[Mapping[str, Any]], str]] = {  # what the timeline says of each
    "entry.recorded": recorded,
    "entry.corrected": _corrected,
    "entry.settled": _settled,
    "entry.noted": lambda _: gettext("What was written"),
    "entry.correction_explained": lambda _: gettext("Reason for the correction"),
    "entry.entered_in_error": lambda _: gettext("An entry was recorded by mistake and taken out"),
}
