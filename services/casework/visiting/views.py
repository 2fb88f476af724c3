"""The form for logging a visit on a phone: who, when, how long, what, how it went."""

import re
from collections import Counter
from datetime import date
from typing import Any
from uuid import UUID

from flask import g, request
from marshmallow import ValidationError, fields, validate, validates_schema

from services.casework.cases import queries as cases
from services.casework.cases.texts import title
from services.casework.visits import queries
from services.casework.visits.queries import ListedVisit
from services.casework.visits.rules import PAID, VisitFacts
from services.casework.visits.schemas import SUBJECT, VisitSchema
from services.common.codes import Role, VisitKind, VisitStatus
from services.common.phrases import caution
from shared.web.api import Body, personal, uuid_of
from shared.web.fields import Day, Id, Text, named
from shared.web.formats import format_number
from shared.web.i18n import N_, gettext
from shared.web.paging import PageRequest
from shared.web.parts import Option
from shared.web.sentences import Sentence
from shared.work import Work

LENGTHS = (60, 120, 180)  # minutes offered as one tap
OTHER, NO_LENGTH = "other", ""
LAST = 20  # visits that say what is usual
MOST_CASES = 30  # that a worker may choose from without coming from a case


class VisitForm(VisitSchema):
    """What the form sends: a visit with one child or several, its length as one tap."""

    class Meta(VisitSchema.Meta):
        exclude = ("present",)

    case = Id(load_default=None)  # the case whose page the form was opened from
    who = named(
        N_("With whom?"),
        fields.List(Id(), required=True, validate=validate.Length(min=1, max=12)),
    )
    held_on = named(N_("Day"), Day(required=True))
    length = named(
        N_("How long?"),
        fields.String(
            load_default=NO_LENGTH, validate=validate.OneOf(["", *map(str, LENGTHS), OTHER])
        ),
    )

    @validates_schema(pass_original=True, skip_on_field_errors=False)
    def held_visits_took_time(self, data: dict[str, Any], sent: dict[str, Any], **_: Any) -> None:
        is_wrong = any(name in sent and name not in data for name in ("length", "minutes"))
        held = data.get("status", VisitStatus.HELD) is VisitStatus.HELD
        if held and not is_wrong and not minutes_of(data):
            name = "minutes" if data.get("length") == OTHER else "length"
            raise ValidationError(Sentence("How long it lasted is missing."), name)


def minutes_of(data: dict[str, Any]) -> int:
    length = data.get("length") or ""
    is_chosen = re.fullmatch("[0-9]{1,4}", length) is not None
    return int(length) if is_chosen else int(data.get("minutes") or 0)


COPIED = ("held_on", "kind", "status", "activities", "impression", "notes", *PAID)


def values_of(data: dict[str, Any]) -> dict[str, Any]:
    """What a filled-in form says of the visit, by the names of `VisitFacts`."""
    values = {name: data[name] for name in COPIED}
    return values | {"minutes": minutes_of(data), "began_at": data["began_at"] or None}


def is_supporter() -> bool:
    """Does the reader log as a support person, and not as staff?"""
    return g.who.has(Role.SUPPORT_PERSON) and not g.who.has(Role.NGO_WORKER, Role.NGO_COORDINATOR)


def whom(work: Work) -> list[Option]:
    """Those whom the reader may log a visit for, by first name for a support person.

    A support person is offered those whom they support now, and the case that they come from.
    """
    case_id = uuid_of(request.values.get("case", ""))
    if is_supporter():
        children = queries.supported_by(work, g.who, also=case_id)
        return [Option(str(child.case_id), child.name) for child in children]
    if case_id:
        return [Option(str(case_id), title(cases.case(work, g.who, case_id)))]
    return [Option(str(each.row.case_id), each.name) for each in _lately_met_first(work)]


def _lately_met_first(work: Work) -> list[cases.ListedCase]:
    listed = cases.listed(work, g.who, page_request=PageRequest(MOST_CASES)).items
    met = queries.last_held(work, [each.row.case_id for each in listed])
    return sorted(listed, key=lambda each: met.get(each.row.case_id, date.min), reverse=True)


def form(work: Work) -> dict[str, Any]:
    """Everything that the form offers to choose from, and how visits usually are."""
    children = whom(work)
    is_hidden = cases.is_any_hidden(work, [UUID(child.value) for child in children])
    return {
        "whom": children,
        "caution": caution(is_hidden, is_short=True),
        "today": work.today.isoformat(),
        "lengths": lengths(),
        "is_supporter": is_supporter(),
        "fresh": _usual(work, children),
    }


def lengths() -> list[Option]:
    hours = [Option(str(m), gettext("%(hours)s h", hours=m // 60)) for m in LENGTHS]
    return [*hours, Option(OTHER, gettext("Other"))]


def filled(facts: VisitFacts) -> dict[str, object]:
    """The form as what is known of a visit fills it in."""
    minutes = facts.minutes
    is_usual = minutes in LENGTHS
    return {
        "held_on": facts.held_on.isoformat(),
        "began_at": (facts.began_at or "").replace(":", "."),
        "length": str(minutes) if is_usual else OTHER if minutes else NO_LENGTH,
        "minutes": "" if is_usual or not minutes else str(minutes),
        "kind": facts.kind,
        "status": facts.status,
        "activities": list(facts.activities),
        "impression": facts.impression,
        "notes": facts.notes,
        "kilometres": str(facts.kilometres or ""),
        "costs": format_number(facts.costs, places=2) if facts.costs else "",
        "hours_away": format_number(facts.hours_away) if facts.hours_away else "",
        "distance": str(facts.distance or ""),
        "free_meals": "yes" if facts.free_meals else "",
    }


def chosen(data: dict[str, Any]) -> list[UUID]:
    case_ids: list[UUID] = data["who"]
    return list(dict.fromkeys(case_ids))


def _usual(work: Work, children: list[Option]) -> dict[str, object]:
    """Today, the child one comes from or the only one, and what the last visits were like."""
    case = request.args.get("case", "")
    offered = [child.value for child in children]
    who = [case] if case in offered else offered if len(offered) == 1 else []
    fresh: dict[str, object] = {
        "held_on": work.today.isoformat(),
        "kind": VisitKind.FACE,
        "status": VisitStatus.HELD,
        "who": who,
    }
    last = [each for each in queries.own(work, g.who, most=LAST) if _counts(each, who)]
    if last:
        minutes = Counter(each.facts.minutes for each in last).most_common(1)[0][0]
        fresh["kind"] = Counter(each.facts.kind for each in last).most_common(1)[0][0]
        fresh["length"] = str(minutes) if minutes in LENGTHS else OTHER
        fresh["minutes"] = "" if minutes in LENGTHS else str(minutes)
    return fresh


def _counts(each: ListedVisit, who: list[str]) -> bool:
    """Does it say what visits with those children are usually like?"""
    is_held = each.facts.status is VisitStatus.HELD
    return is_held and (not who or str(each.row.case_id) in who)


class CorrectionForm(VisitForm):
    """What holds instead, with why; with whom it was stays."""

    class Meta(Body.Meta):
        exclude = ("present", "case", "who")

    reason = named(
        N_("Why is it corrected?"), personal(Text(most=2000, least=1, required=True), **SUBJECT)
    )
