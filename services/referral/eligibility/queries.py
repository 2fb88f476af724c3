"""Which programme a family can go to: the rules asked with what the directory knows."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection

from services.common import catalogue
from services.common.programme import Programme
from services.referral.directory import queries as directory
from services.referral.directory.rules import Terms
from services.referral.eligibility.domain import Assessment, Family
from services.referral.eligibility.rules import alternatives, assess
from shared.kernel.aggregate import Invalid

CountTaken = Callable[[Connection, Terms, int], int]
"""How many families an agreement has taken on in a year: the referrals know it."""


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
    db: Connection, code: str, family: Family, *, on: date, count_taken: CountTaken
) -> Assessment:
    """What the programme's rules say; `Invalid` when there is no such programme."""
    programme = catalogue.programme(db, code)
    if programme is None:
        raise Invalid(
            "No programme is called %(programme)s.", code="unknown-programme", programme=code
        )
    return assessed(db, programme, family, on=on, count_taken=count_taken)


def assessed(
    db: Connection, programme: Programme, family: Family, *, on: date, count_taken: CountTaken
) -> Assessment:
    """What the rules of this version of a programme say, with the agreements of the day."""
    agreements = directory.agreements_on(db, on)
    covering = [terms for terms in agreements if terms.covers(programme.code, family.place, on=on)]
    left = _places_left(covering, lambda terms: count_taken(db, terms, on.year))
    return assess(programme, family, on=on, agreements=agreements, places_left=left)


def possible(
    db: Connection, family: Family, *, on: date, instead_of: str | None = None
) -> list[Assessment]:
    """Every programme that is possible for the family, the nearest to its needs first."""
    return alternatives(
        catalogue.newest_programmes(db),
        family,
        on=on,
        agreements=directory.agreements_on(db, on),
        instead_of=instead_of,
    )


def best_for_themes(
    db: Connection, themes: tuple[str, ...], family: Family, *, on: date
) -> Assessment | None:
    """The most possible programme that answers one of the themes; None when none answers."""
    agreements = directory.agreements_on(db, on)
    answering = (p for p in catalogue.newest_programmes(db) if _answers(p, themes))
    assessments = [assess(p, family, on=on, agreements=agreements) for p in answering]
    return min(assessments, key=lambda assessment: len(assessment.refusals), default=None)


def check_possible(db: Connection, assessment: Assessment, family: Family, *, on: date) -> None:
    """Refuse with the first rule that says no, and name what would fit instead."""
    if not assessment.refusals:
        return
    first = assessment.refusals[0]
    others = possible(db, family, on=on, instead_of=assessment.programme.code)
    raise Invalid(
        first.message,
        code=first.rule,
        more={
            "rule": first.rule,
            "overridable": first.overridable,
            "alternatives": [
                {"programme": other.programme.code, "name": other.programme.name_in("en")}
                for other in others
            ],
        },
        **first.values,
    )


def _places_left(covering: Sequence[Terms], taken: Callable[[Terms], int]) -> int | None:
    """What is left this year of the agreed quota; None when some agreement has no limit."""
    quotas = [terms.quota - taken(terms) for terms in covering if terms.quota]
    return max(quotas) if quotas and len(quotas) == len(covering) else None


def _answers(programme: Programme, themes: tuple[str, ...]) -> bool:
    return not {theme.code for theme in programme.themes}.isdisjoint(themes)
