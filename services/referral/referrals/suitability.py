"""Which programme a told family goes to: the rules asked with what the directory knows."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from services import catalogue
from services.referral.directory import queries as directory
from services.referral.directory.events import Programme
from services.referral.directory.terms import Place, Terms
from services.referral.referrals.eligibility import alternatives, assess
from services.referral.referrals.findings import Assessment, Family
from services.referral.referrals.projections import referrals
from shared.aggregate import Invalid


def family_of(told: Mapping[str, Any]) -> Family:
    """What the rules ask about, out of a referral's body; `Invalid` for an unknown place."""
    subject = told["subject"]
    return Family(
        subject_kind=subject["kind"],
        birth=subject["date_of_birth"],
        client_status=told["client_status"],
        needs=tuple(told["needs"]),
        place=_place(told["municipality"]),
        referrer_kind=told["referrer"]["kind"],
        preconditions=told["preconditions"],
    )


def must_be_asked(db: Connection, preconditions: Mapping[str, Any]) -> None:
    """Refuse names that no programme asks about: what nobody reads was mistyped."""
    if not preconditions:
        return
    known = {
        asked.condition.field
        for programme in catalogue.newest_programmes(db)
        for asked in programme.preconditions
    }
    if unknown := sorted(preconditions.keys() - known):
        raise Invalid(
            "No programme asks about %(names)s; they ask about %(known)s.",
            code="unknown-precondition",
            names=", ".join(unknown),
            known=", ".join(sorted(known)) or "–",
        )


def one(db: Connection, code: str, family: Family, *, on: date) -> Assessment:
    """What the programme's rules say; `Invalid` when there is no such programme."""
    programme = catalogue.programme(db, code)
    if programme is None:
        raise Invalid(
            "No programme is called %(programme)s.", code="unknown-programme", programme=code
        )
    return assessed(db, programme, family, on=on)


def assessed(db: Connection, programme: Programme, family: Family, *, on: date) -> Assessment:
    """What the rules of this version of a programme say, with the agreements of the day."""
    agreed = directory.agreements_on(db, on)
    left = places_left(db, programme.code, family, on=on, agreements=agreed)
    return assess(programme, family, on=on, agreements=agreed, places_left=left)


def places_left(
    db: Connection, code: str, family: Family, *, on: date, agreements: Sequence[Terms]
) -> int | None:
    """What is left this year of the agreed quota; None when some agreement has no limit.

    Accepted referrals count, by the year of their acceptance; those whose municipality is
    withheld count nowhere.
    """
    covering = [terms for terms in agreements if terms.covers(code, family.place, on=on)]
    quotas = [terms.quota - _taken(db, terms, on.year) for terms in covering if terms.quota]
    return max(quotas) if quotas and len(quotas) == len(covering) else None


def others(
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


def by_theme(
    db: Connection, themes: tuple[str, ...], family: Family, *, on: date
) -> Assessment | None:
    """The most possible programme that answers one of the themes; None when none answers."""
    agreed = directory.agreements_on(db, on)
    answering = (p for p in catalogue.newest_programmes(db) if _answers(p, themes))
    found = [assess(programme, family, on=on, agreements=agreed) for programme in answering]
    return min(found, key=lambda one: len(one.refusals), default=None)


def must_be_possible(db: Connection, found: Assessment, family: Family, *, on: date) -> None:
    """Refuse with the first rule that says no, and name what would fit instead."""
    if not found.refusals:
        return
    first = found.refusals[0]
    instead = others(db, family, on=on, instead_of=found.programme.code)
    raise Invalid(
        first.message,
        code=first.rule,
        more={
            "rule": first.rule,
            "overridable": first.overridable,
            "alternatives": [
                {"programme": one.programme.code, "name": one.programme.name_in("en")}
                for one in instead
            ],
        },
        **first.values,
    )


def _taken(db: Connection, terms: Terms, year: int) -> int:
    query = select(referrals.c.municipality).where(
        referrals.c.organisation == terms.provider,
        referrals.c.programme.in_(terms.programmes),
        referrals.c.case_id.is_not(None),
        referrals.c.municipality.is_not(None),
        referrals.c.answered_on.between(date(year, 1, 1), date(year, 12, 31)),
    )
    places = db.execute(query).scalars()
    return sum(terms.serves(directory.place_of(place)) for place in places)


def _answers(programme: Programme, themes: tuple[str, ...]) -> bool:
    return not {theme.code for theme in programme.themes}.isdisjoint(themes)


def _place(municipality: str) -> Place:
    try:
        return directory.place_of(municipality)
    except KeyError:
        raise Invalid(
            "There is no municipality %(municipality)s.",
            code="unknown-municipality",
            municipality=municipality,
        ) from None
