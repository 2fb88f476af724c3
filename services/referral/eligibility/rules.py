"""Whether a programme is for a family: each rule asked, each answer with both its values.

Pure: programme, agreements, family and day come in, findings go out. A HARD finding refuses,
a SOFT one warns; all are given, so that who asks sees every reason at once.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType

from services.common.ages import age_on
from services.common.children import CHILD_PROTECTION
from services.common.codes import ClientStatus, ReferrerKind
from services.common.programme import Audience, Exclusion, Programme, Strength
from services.referral.directory.rules import Terms
from services.referral.eligibility.domain import (
    Assessment,
    Family,
    Finding,
    Verdict,
    no,
    possible_if,
    warning,
    yes,
)
from services.referral.eligibility.texts import AGE, STATUS_REQUIRED, UNKNOWN_AGE, ChangedRules
from shared.kernel.aggregate import Refused
from shared.web.i18n import N_

STEP = 5  # families: what is used of a quota is told in these steps


def assess(
    programme: Programme,
    family: Family,
    *,
    on: date,
    agreements: Iterable[Terms],
    places_left: int | None = None,  # at least, of the quota of this year; None: no limit
    is_answered: bool = True,  # has the provider anybody who could answer?
    closes_on: date | None = None,  # from which day on it takes nobody new; None: it goes on
    arrives_on: date | None = None,  # the day to which that is held; None: the same day
) -> Assessment:
    """What each rule of the programme says of the family on that day."""
    findings = [
        *_open(programme, closes_on, arrives_on or on),
        *_answered(programme, is_answered),
        _kind(programme, family),
        *_ages(programme, family, on),
        _area(programme, family, on, agreements),
        *_quota(places_left),
        *_required_status(programme, family),
        *(_exclusion(exclusion, family) for exclusion in programme.exclusions),
        *_unasked(programme, family),
        *_preconditions(programme, family),
        *_route(programme, family),
    ]
    return Assessment(programme, tuple(findings))


def alternatives(
    programmes: Iterable[Programme],
    family: Family,
    *,
    on: date,
    agreements: Iterable[Terms],
    closings: Mapping[str, date] = MappingProxyType({}),
    instead_of: str | None = None,
) -> list[Assessment]:
    """Programmes meant for such a family: without warning, and nearest to its needs, first."""
    agreements = tuple(agreements)
    meant = (p for p in programmes if family.subject_kind in p.audience.kinds)
    assessments = (
        assess(p, family, on=on, agreements=agreements, closes_on=closings.get(p.code))
        for p in meant
    )
    possible = [a for a in assessments if not a.is_refused]
    others = [a for a in possible if a.programme.code != instead_of]
    return sorted(others, key=lambda assessment: _distance(assessment, family))


def check_set_aside(findings: Sequence[Finding], *, reason: str) -> None:
    """Refuse what is in the way by now, unless all of it may be set aside and a reason is given."""
    overridable = all(finding.overridable for finding in findings)
    if findings and not (overridable and reason):
        raise Refused(
            "Something has changed since the referral came in. %(changes)s",
            code="changed-meanwhile",
            more={"rules": [finding.rule for finding in findings], "overridable": overridable},
            field="exception_reason" if overridable else "",
            changes=ChangedRules(tuple(findings)),
        )


def _distance(assessment: Assessment, family: Family) -> tuple[bool, int, str]:
    shared = set(assessment.programme.needs) & set(family.needs)
    return (assessment.verdict is Verdict.SOFT, -len(shared), assessment.programme.code)


def _open(programme: Programme, closes_on: date | None, arrives_on: date) -> Iterator[Finding]:
    if not programme.referable:
        text = N_("%(programme)s takes no referrals.")
        yield no("NOT_REFERABLE", text, programme=programme.name)
    elif closes_on is not None and closes_on <= arrives_on:
        text = N_("%(programme)s has taken no new families since %(day)s.")
        yield no("ENDED", text, programme=programme.name, day=closes_on)
    elif closes_on is not None:
        text = N_("%(programme)s takes new families until %(day)s.")
        yield yes("ENDS", text, programme=programme.name, day=closes_on - timedelta(days=1))


def _answered(programme: Programme, is_answered: bool) -> Iterator[Finding]:
    if not is_answered:
        text = N_("%(programme)s has nobody who could answer right now.")
        yield warning("NOBODY_ANSWERS", text, programme=programme.name)


def _kind(programme: Programme, family: Family) -> Finding:
    audience, kind = programme.audience, family.subject_kind
    values = {"programme": programme.name, "kind": kind, "kinds": audience.kinds}
    if kind in audience.kinds:
        return yes("SUBJECT_KIND", N_("%(programme)s is %(kinds)s."), **values)
    if kind in audience.secondary:
        text = N_("%(programme)s is first of all %(kinds)s. You chose: %(kind)s.")
        return warning("SUBJECT_KIND", text, **values)
    return no("SUBJECT_KIND", N_("%(programme)s is %(kinds)s. You chose: %(kind)s."), **values)


def _ages(programme: Programme, family: Family, on: date) -> Iterator[Finding]:
    if programme.audience.asks_age_of(family.subject_kind):
        yield _age(programme, family.birth, on, who=family.subject_kind)
        for child in family.siblings:
            yield _age(programme, child.birth, on, who=child.name)


def _age(programme: Programme, birth: date | None, on: date, *, who: str) -> Finding:
    audience = programme.audience
    limits = {"youngest": audience.age_min, "oldest": audience.age_max}
    values = {"programme": programme.name, "who": who, **limits}
    if birth is None:
        return warning("AGE", UNKNOWN_AGE[_limit(audience)], **values)
    age = age_on(birth, on)
    answer = yes if audience.age_fits(age) else no
    return answer("AGE", AGE[_limit(audience)], age=age, **values)


def _limit(audience: Audience) -> str:
    if audience.age_max is None:
        return "youngest"
    return "oldest" if audience.age_min is None else "both"


def _area(programme: Programme, family: Family, on: date, agreements: Iterable[Terms]) -> Finding:
    place = family.place
    values = {"programme": programme.name, "municipality": place.municipality, "on": on}
    if any(terms.covers(programme.code, place, on=on) for terms in agreements):
        text = N_("There is an agreement for the municipality: %(municipality)s.")
        return yes("AREA", text, **values)
    text = N_("%(programme)s: there was no agreement for %(municipality)s on %(on)s.")
    return no("AREA", text, **values)


def _quota(places_left: int | None) -> Iterator[Finding]:
    if places_left is None:
        return
    if places_left > 0:
        text = N_("Of the places agreed for this year at least %(left)s are left.")
        yield yes("QUOTA", text, left=places_left)
    else:
        yield warning("QUOTA", N_("The places agreed for this year are used up."))


def least_left(quota: int, taken: int) -> int:
    """How many places are surely left, told in steps: exact numbers could tell of one family."""
    if taken >= quota:
        return 0
    steps = -(-taken // STEP) * STEP
    return max(1, quota - steps)


def _required_status(programme: Programme, family: Family) -> Iterator[Finding]:
    required, status = programme.audience.client_statuses, family.client_status
    if not required:
        return
    is_protected = CHILD_PROTECTION.issuperset(required)
    text = STATUS_REQUIRED[is_protected, status == ClientStatus.UNKNOWN_NOT_ASKED]
    values = {"programme": programme.name, "required": required, "status": status}
    if status in required:
        yield yes("CLIENT_STATUS_REQUIRED", N_("Client relationship: %(status)s."), **values)
    else:
        answer = possible_if if status == ClientStatus.UNKNOWN_NOT_ASKED else no
        yield answer("CLIENT_STATUS_REQUIRED", text, **values)


def _exclusion(exclusion: Exclusion, family: Family) -> Finding:
    given, excluded = getattr(family, exclusion.condition.field), exclusion.condition.values
    chosen = (given,) if isinstance(given, str) else given
    met = tuple(code for code in chosen if code in excluded)
    if met:
        text = N_("%(explanation)s You chose: %(chosen)s.")
        answer = no if exclusion.strength is Strength.HARD else warning
        finding = answer(exclusion.code, text, explanation=exclusion.explanation, chosen=met)
    elif CHILD_PROTECTION.issuperset(excluded):
        finding = yes(exclusion.code, N_("Not a client of child protection."))
    else:
        finding = yes(exclusion.code, N_("None of these: %(excluded)s."), excluded=excluded)
    return replace(finding, explanation=exclusion.explanation, overridable=exclusion.overridable)


def _unasked(programme: Programme, family: Family) -> Iterator[Finding]:
    asks = any(rule.condition.field == "client_status" for rule in programme.exclusions)
    if asks and family.client_status == ClientStatus.UNKNOWN_NOT_ASKED:
        text = N_("The client relationship has not been asked.")
        yield warning("CLIENT_STATUS_UNKNOWN", text)


def _preconditions(programme: Programme, family: Family) -> Iterator[Finding]:
    for precondition in programme.preconditions:
        code, words = precondition.code, precondition.explanation
        answer = family.preconditions.get(precondition.condition.field)
        if precondition.condition.met_by(answer):
            finding = yes(code, "%(explanation)s", explanation=words)
        else:
            text = N_("Needed first, and not told yet: %(explanation)s")
            finding = possible_if(code, text, explanation=words)
        yield replace(finding, explanation=words)


def _route(programme: Programme, family: Family) -> Iterator[Finding]:
    routes, sender = programme.routes, family.referrer_kind
    if not sender or not routes or ReferrerKind.OTHER in routes:
        return
    if sender in routes:
        yield yes("ROUTE", N_("It usually comes from: %(routes)s."), routes=routes)
    else:
        text = N_("It usually comes from: %(routes)s. You chose: %(sender)s.")
        yield warning("ROUTE", text, routes=routes, sender=sender)
