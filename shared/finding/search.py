"""Conditions for whom a query may mean, and whether it does mean them once they are opened."""

from collections.abc import Callable, Collection
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, false, or_, select, true

from shared.finding.people import relatives
from shared.finding.tables import RELATIVES, searchable, tokens
from shared.kernel import searching
from shared.kernel.sealing import Sealing, opened
from shared.kernel.searching import Clue
from shared.work import Work


def meant_by(
    work: Work,
    organisation: UUID | None,
    text: str,
    thing: ColumnElement[UUID],
    *,
    or_in: Callable[[str], ColumnElement[bool]] | None = None,
) -> list[ColumnElement[bool]]:
    """Conditions for the things that a query may mean: who is called so or born then.

    `or_in` says where else a word may stand, such as in a reference. None as the organisation
    looks through all of them.
    """
    homes = _homes(work, organisation)
    conditions = []
    for word in searching.words(text):
        named = _has(work.sealing, homes, [searching.clue_of_word(word)], thing)
        conditions.append(or_(named, or_in(word)) if or_in else named)
    for day in searching.days(text):
        born = [searching.clue_of_day(day)] if day else []
        conditions.append(_has(work.sealing, homes, born, thing))
    return conditions


def like(
    work: Work, home: UUID, sought: Collection[Clue], thing: ColumnElement[UUID]
) -> ColumnElement[bool]:
    """Is it somebody with any of these clues?"""
    return _has(work.sealing, [home], sought, thing)


def called(work: Work, home: UUID, name: str, thing: ColumnElement[UUID]) -> ColumnElement[bool]:
    """May it be of somebody with this whole name? Opened, the names may still differ."""
    words = searching.words(name)
    each = (_has(work.sealing, [home], [searching.clue_of_word(word)], thing) for word in words)
    return and_(false() if not words else true(), *each)


def with_relatives(query: Select[Any], thing: ColumnElement[UUID]) -> Select[Any]:
    """The rows of a query, and beside each their relatives, for `is_meant`."""
    beside = [searchable.c[name] for name in RELATIVES]
    return query.add_columns(*beside).outerjoin(searchable, searchable.c.thing == thing)


def is_meant(work: Work, text: str, row: Row[Any], texts: Collection[str | None]) -> bool:
    """Is it, opened, whom a query means: the person, or a relative?"""
    others = list(relatives(row, work.sealing))
    names = [name for relative in others for name in relative.names]
    born = opened(row.date_of_birth, work.sealing)
    days = {date.fromisoformat(born) if born else None, *(relative.born for relative in others)}
    return any(searching.matches(text, [*texts, *names], born=day) for day in days)


def _homes(work: Work, organisation: UUID | None) -> list[UUID]:
    if organisation is not None:
        return [organisation]
    return list(work.db.scalars(select(tokens.c.organisation).distinct()))


def _has(
    sealing: Sealing,
    homes: Collection[UUID],
    sought: Collection[Clue],
    thing: ColumnElement[UUID],
) -> ColumnElement[bool]:
    c = tokens.c
    of = [
        (c.organisation == home)
        & c.token.in_([sealing.token(home, clue.kind, clue.value) for clue in sought])
        for home in homes
    ]
    return thing.in_(select(c.thing).where(or_(false(), *of)))
