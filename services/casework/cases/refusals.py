"""How a case says no: each refusal names the thing and both values, for people to read."""

from collections.abc import Sequence
from datetime import date

from services.casework.cases.phases import Missing
from services.common.programme import Programme
from shared.kernel.aggregate import Refused


def not_opened() -> Refused:
    return Refused("There is no such case.", code="not_opened")


def before_opening(on: date, *, opened_on: date) -> Refused:
    return Refused(
        "The case was opened on %(opened_on)s, so this cannot have been on %(on)s.",
        code="before_opening",
        opened_on=opened_on.isoformat(),
        on=on.isoformat(),
    )


def after_closing(on: date, *, closed_on: date) -> Refused:
    return Refused(
        "The case was closed on %(closed_on)s, so nothing happens in it on %(on)s.",
        code="closed",
        closed_on=closed_on.isoformat(),
        on=on.isoformat(),
    )


def already_closed(closed_on: date) -> Refused:
    return Refused(
        "The case was closed on %(closed_on)s.", code="closed", closed_on=closed_on.isoformat()
    )


def before_phase(on: date, *, phase: str, since: date) -> Refused:
    return Refused(
        "%(phase)s began on %(since)s, so it cannot end on %(on)s.",
        code="before_phase",
        phase=phase,
        since=since.isoformat(),
        on=on.isoformat(),
    )


def no_way(programme: Programme, *, phase: str | None, to: str) -> Refused:
    ways = [way.to for way in programme.next_phases(phase or "")]
    if not ways:
        return Refused("No phase follows here, so not %(to)s either.", code="no_way", to=to)
    return Refused(
        "From %(phase)s the programme leads to %(ways)s, not to %(to)s.",
        code="no_way",
        phase=phase,
        ways=", ".join(ways),
        to=to,
    )


def lacks(to: str, missing: Sequence[Missing]) -> Refused:
    return Refused(
        "Before %(to)s this is still missing: %(lacks)s.",
        code="phase_lacks",
        missing=[one.code for one in missing],
        to=to,
        lacks="; ".join(one.words for one in missing),
    )


def before_closing(on: date, *, closed_on: date) -> Refused:
    return Refused(
        "The case was closed on %(closed_on)s; what is said of %(on)s belongs to its closing.",
        code="before_closing",
        closed_on=closed_on.isoformat(),
        on=on.isoformat(),
    )


def still_open() -> Refused:
    return Refused("Only a closed case is followed up.", code="still_open")
