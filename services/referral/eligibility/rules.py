"""Whether a programme is for a family: each rule asked, each answer with both its values.

Pure: programme, agreements, family and day come in, findings go out. A HARD finding refuses,
a SOFT one warns; all are given, so that who asks sees every reason at once.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from services.common.ages import age_on
from services.common.codes import ClientStatus, ReferrerKind
from services.common.programme import Exclusion, Programme, Strength
from services.referral.directory.rules import Terms
from services.referral.eligibility.domain import Assessment, Family, Finding, Verdict
from shared.web.i18n import N_


def assess(
    programme: Programme,
    family: Family,
    *,
    on: date,
    agreements: Iterable[Terms],
    places_left: int | None = None,  # of the agreement's quota this year; None: no limit
) -> Assessment:
    """What each rule of the programme says of the family on that day."""
    findings = [
        *_open(programme),
        _kind(programme, family),
        *_age(programme, family, on),
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
    instead_of: str | None = None,
) -> list[Assessment]:
    """Programmes meant for such a family: without warning, and nearest to its needs, first."""
    agreements = tuple(agreements)
    meant = (p for p in programmes if family.subject_kind in p.audience.kinds)
    assessments = (assess(p, family, on=on, agreements=agreements) for p in meant)
    possible = [a for a in assessments if a.verdict is not Verdict.HARD]
    others = [a for a in possible if a.programme.code != instead_of]
    return sorted(others, key=lambda assessment: _distance(assessment, family))


def _distance(assessment: Assessment, family: Family) -> tuple[bool, int, str]:
    shared = set(assessment.programme.needs) & set(family.needs)
    return (assessment.verdict is Verdict.SOFT, -len(shared), assessment.programme.code)


def _open(programme: Programme) -> Iterator[Finding]:
    if not programme.referable:
        text = N_("This programme takes no referrals.")
        yield Finding(rule="NOT_REFERABLE", verdict=Verdict.HARD, message=text)


def _kind(programme: Programme, family: Family) -> Finding:
    audience, kind = programme.audience, family.subject_kind
    values = {"kind": kind, "kinds": ", ".join(audience.kinds)}
    if kind in audience.kinds:
        text = N_("It is for %(kinds)s; this is %(kind)s.")
        return Finding(rule="SUBJECT_KIND", message=text, values=values)
    if kind in audience.secondary:
        text = N_("It is for %(kinds)s first, and reaches %(kind)s beside them.")
        return Finding(rule="SUBJECT_KIND", verdict=Verdict.SOFT, message=text, values=values)
    text = N_("It is for %(kinds)s, not for %(kind)s.")
    return Finding(rule="SUBJECT_KIND", verdict=Verdict.HARD, message=text, values=values)


def _age(programme: Programme, family: Family, on: date) -> Iterator[Finding]:
    audience = programme.audience
    if family.subject_kind not in audience.ages_of:
        return
    if audience.age_min is None and audience.age_max is None:
        return
    ages = _ages(audience.age_min, audience.age_max)
    if family.birth is None:
        text = N_("It is for ages %(ages)s; the date of birth is not told.")
        yield Finding(rule="AGE", verdict=Verdict.SOFT, message=text, values={"ages": ages})
        return
    age = age_on(family.birth, on)
    fits = audience.age_fits(age)
    yield Finding(
        rule="AGE",
        verdict=Verdict.FITS if fits else Verdict.HARD,
        message=N_("It is for ages %(ages)s; on %(on)s the age is %(age)s."),
        values={"ages": ages, "age": age, "on": on.isoformat()},
    )


def _area(programme: Programme, family: Family, on: date, agreements: Iterable[Terms]) -> Finding:
    place = family.place
    values = {"municipality": place.municipality, "on": on.isoformat()}
    if any(terms.covers(programme.code, place, on=on) for terms in agreements):
        text = N_("An agreement covers municipality %(municipality)s on %(on)s.")
        return Finding(rule="AREA", message=text, values=values)
    text = N_("No agreement covers municipality %(municipality)s on %(on)s.")
    return Finding(rule="AREA", verdict=Verdict.HARD, message=text, values=values)


def _quota(places_left: int | None) -> Iterator[Finding]:
    if places_left is None:
        return
    full = places_left <= 0
    yield Finding(
        rule="QUOTA",
        verdict=Verdict.SOFT if full else Verdict.FITS,
        message=N_("Of the places agreed for this year %(left)s are left."),
        values={"left": max(places_left, 0)},
    )


def _required_status(programme: Programme, family: Family) -> Iterator[Finding]:
    required = programme.audience.client_statuses
    if not required:
        return
    yield Finding(
        rule="CLIENT_STATUS_REQUIRED",
        verdict=Verdict.FITS if family.client_status in required else Verdict.HARD,
        message=N_("It asks for the client status %(required)s; told is %(status)s."),
        values={"required": ", ".join(required), "status": family.client_status},
    )


def _exclusion(exclusion: Exclusion, family: Family) -> Finding:
    given = getattr(family, exclusion.condition.field)
    met = exclusion.condition.met_by(given)
    hard = Verdict.HARD if exclusion.strength is Strength.HARD else Verdict.SOFT
    text_given = given if isinstance(given, str) else ", ".join(given)
    values = {"excluded": ", ".join(exclusion.condition.values), "told": text_given or "–"}
    text = N_("It is not for %(excluded)s; told is %(told)s.")
    if exclusion.strength is Strength.SOFT:
        text = N_("It is primarily not for %(excluded)s; told is %(told)s.")
    return Finding(
        rule=exclusion.code,
        verdict=hard if met else Verdict.FITS,
        message=text,
        values=values,
        explanation=exclusion.explanation,
        overridable=exclusion.overridable,
    )


def _unasked(programme: Programme, family: Family) -> Iterator[Finding]:
    asks = any(rule.condition.field == "client_status" for rule in programme.exclusions)
    if asks and family.client_status == ClientStatus.UNKNOWN_NOT_ASKED:
        text = N_("Whether there is a child protection client relationship has not been asked.")
        yield Finding(rule="CLIENT_STATUS_UNKNOWN", verdict=Verdict.SOFT, message=text)


def _preconditions(programme: Programme, family: Family) -> Iterator[Finding]:
    for precondition in programme.preconditions:
        condition = precondition.condition
        given = family.preconditions.get(condition.field)
        met = condition.met_by(given)
        yield Finding(
            rule=precondition.code,
            verdict=Verdict.FITS if met else Verdict.HARD,
            message=N_("%(field)s must be %(accepted)s; told is %(told)s."),
            values={
                "field": condition.field,
                "accepted": ", ".join(condition.values),
                "told": "–" if given is None else given,
            },
            explanation=precondition.explanation,
        )


def _route(programme: Programme, family: Family) -> Iterator[Finding]:
    routes = programme.routes
    if not routes or ReferrerKind.OTHER in routes:
        return
    usual = family.referrer_kind in routes
    text = N_("Referrals usually come from %(routes)s; this one from %(kind)s.")
    yield Finding(
        rule="ROUTE",
        verdict=Verdict.FITS if usual else Verdict.SOFT,
        message=text,
        values={"routes": ", ".join(routes), "kind": family.referrer_kind},
    )


def _ages(youngest: int | None, oldest: int | None) -> str:
    if youngest is None:
        return f"0–{oldest}"
    return f"{youngest}–" if oldest is None else f"{youngest}–{oldest}"
