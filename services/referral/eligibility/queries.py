"""Which programme a family can go to: the rules asked with what the directory knows."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection

from services.common import catalogue
from services.common.programme import Programme
from services.referral.access.queries import organisations_that_answer
from services.referral.directory import queries as directory
from services.referral.directory.rules import Terms
from services.referral.eligibility.domain import Assessment, Child, Family
from services.referral.eligibility.rules import alternatives, assess, least_left
from services.referral.eligibility.texts import Reasons
from services.referral.families.events import Family as FamilyRecord
from shared.kernel.aggregate import Erased, Invalid
from shared.web.i18n import language

CountTaken = Callable[[Connection, Terms, int], int]
"""How many families an agreement has taken on in a year: the referrals know it."""


def family_of(
    described: FamilyRecord, place: str, referrer_kind: str, programme: Programme
) -> Family:
    """What the rules asked about; preconditions that were not kept were met all the same.

    Raises `Erased` where nobody knows any more.
    """
    if described.is_erased:
        raise Erased
    conditions = (precondition.condition for precondition in programme.preconditions)
    return Family(
        subject_kind=described.subject_kind,
        birth=described.date_of_birth,
        siblings=tuple(
            Child(sibling.given_name or sibling.family_name, sibling.date_of_birth)
            for sibling in described.siblings
        ),
        client_status=described.client_status,
        needs=tuple(described.needs),
        place=directory.place_of(place),
        referrer_kind=referrer_kind,
        preconditions={condition.field: condition.values[0] for condition in conditions}
        | {precondition.field: precondition.told for precondition in described.preconditions},
    )


def check_preconditions(db: Connection, preconditions: Mapping[str, Any]) -> None:
    """Refuse names that no programme asks about: what nobody reads was mistyped."""
    if not preconditions:
        return
    fields = {
        precondition.condition.field
        for programme in catalogue.newest_programmes(db)
        for precondition in programme.preconditions
    }
    if unknown := sorted(preconditions.keys() - fields):
        raise Invalid(
            "No programme asks about %(names)s; they ask about %(known)s.",
            code="unknown-precondition",
            names=", ".join(unknown),
            known=", ".join(sorted(fields)) or "–",
        )


def assessment(
    db: Connection,
    code: str,
    family: Family,
    *,
    on: date,
    count_taken: CountTaken,
    arrives_on: date | None = None,
) -> Assessment:
    """What the programme's rules say; `Invalid` when there is no such programme."""
    programme = catalogue.programme(db, code)
    if programme is None:
        raise Invalid(
            "No programme is called %(programme)s.", code="unknown-programme", programme=code
        )
    return assessed(db, programme, family, on=on, count_taken=count_taken, arrives_on=arrives_on)


def assessed(
    db: Connection,
    programme: Programme,
    family: Family,
    *,
    on: date,
    count_taken: CountTaken,
    arrives_on: date | None = None,
) -> Assessment:
    """What the rules of this version of a programme say, with the agreements of the day."""
    agreements = directory.agreements_on(db, on)
    covering = [terms for terms in agreements if terms.covers(programme.code, family.place, on=on)]
    left = _places_left(covering, lambda terms: count_taken(db, terms, on.year))
    return assess(
        programme,
        family,
        on=on,
        agreements=agreements,
        places_left=left,
        is_answered=programme.code in _answered(db),
        closes_on=catalogue.closings(db).get(programme.code),
        arrives_on=arrives_on,
    )


def possible(
    db: Connection, family: Family, *, on: date, instead_of: str | None = None
) -> list[Assessment]:
    """Every programme that is possible for the family, the nearest to its needs first.

    Only what somebody can answer: a provider without coordinators would let the family wait.
    """
    answered = _answered(db)
    return alternatives(
        [p for p in catalogue.newest_programmes(db) if p.code in answered],
        family,
        on=on,
        agreements=directory.agreements_on(db, on),
        closings=catalogue.closings(db),
        instead_of=instead_of,
    )


def best_for_themes(
    db: Connection,
    themes: tuple[str, ...],
    family: Family,
    *,
    on: date,
    arrives_on: date | None = None,
) -> Assessment | None:
    """The most possible programme that answers one of the themes; None when none answers."""
    agreements, answered = directory.agreements_on(db, on), _answered(db)
    answering = (p for p in catalogue.newest_programmes(db) if _answers(p, themes))
    closings = catalogue.closings(db)
    assessments = [
        assess(
            p,
            family,
            on=on,
            agreements=agreements,
            is_answered=p.code in answered,
            closes_on=closings.get(p.code),
            arrives_on=arrives_on,
        )
        for p in answering
    ]
    return min(assessments, key=lambda a: (len(a.refusals), len(a.warnings)), default=None)


def check_possible(db: Connection, assessment: Assessment, family: Family, *, on: date) -> None:
    """Refuse with every rule that says no, and name what would fit instead."""
    if not assessment.refusals:
        return
    first = assessment.refusals[0]
    others = possible(db, family, on=on, instead_of=assessment.programme.code)
    programmes = tuple(other.programme for other in others)
    raise Invalid(
        "%(reasons)s",
        code=first.rule,
        more={
            "rule": first.rule,
            "overridable": first.overridable,
            "alternatives": [
                {"programme": programme.code, "name": programme.name_in(language())}
                for programme in programmes
            ],
        },
        reasons=Reasons(assessment.refusals, programmes),
    )


def _places_left(covering: Sequence[Terms], taken: Callable[[Terms], int]) -> int | None:
    """How many at least are left this year of the quota; None when an agreement has no limit."""
    quotas = [least_left(terms.quota, taken(terms)) for terms in covering if terms.quota]
    return max(quotas) if quotas and len(quotas) == len(covering) else None


def _answers(programme: Programme, themes: tuple[str, ...]) -> bool:
    return not {theme.code for theme in programme.themes}.isdisjoint(themes)


def _answered(db: Connection) -> set[str]:
    """The programmes of which some provider has somebody to answer."""
    there = organisations_that_answer(db)
    return {code for code, of in catalogue.all_providers(db).items() if not there.isdisjoint(of)}
