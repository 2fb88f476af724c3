"""Whether, how and when a criminal record extract may be seen (acts 148/2014 and 504/2002).

A right of the organiser under conditions, a duty of the employer, or not permitted at all: that
is the programme's data. What the extract said is asked nowhere and stored nowhere.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from services.common.ages import age_on, months_after
from services.common.codes import ExtractSource
from services.common.programme import Programme
from shared.kernel.aggregate import Erased, Invalid, Refused

VALID_MONTHS = 6  # of an extract, from its date of issue
LEAST_AGE = 15  # years, on the day of the check
IN_FORCE = date(2014, 5, 1)  # act 148/2014 reaches volunteers who joined from this day on


@dataclass(frozen=True, kw_only=True)
class ExtractCheck:
    """That an extract was seen: its date of issue, when and by whom, and that it was given back."""

    extract_issue_date: date
    checked_on: date
    checked_by: str
    source: ExtractSource
    returned_on: date


def asks_consent(programme: Programme) -> bool:
    """Is the organiser's right used here? Then the volunteer's written consent comes first."""
    return programme.vetting.organiser_may


def must_be_permitted(source: ExtractSource, programmes: Iterable[Programme]) -> None:
    """Raise `Refused` when no programme permits a check, `Invalid` for the other act's source."""
    permitted = [
        p.vetting for p in programmes if p.vetting.organiser_may or p.vetting.employer_sees
    ]
    if not permitted:
        raise Refused(
            "A criminal record extract may not be asked for in this programme.",
            code="vetting_not_permitted",
        )
    by_worker = source is ExtractSource.SHOWN_BY_WORKER
    if not any(
        vetting.employer_sees if by_worker else vetting.organiser_may for vetting in permitted
    ):
        raise Invalid(
            "A worker shows the extract to the employer; a volunteer's extract is ordered by the "
            "organiser or shown by the volunteer. This source does not fit the programme.",
            code="wrong_source",
        )


def must_be_in_time(check: ExtractCheck) -> None:
    """An extract holds six calendar months from its date of issue, the last day included."""
    issued, checked = check.extract_issue_date, check.checked_on
    last = months_after(issued, VALID_MONTHS)
    if checked < issued:
        raise Refused(
            "The extract was issued on %(issued)s, after the check on %(checked)s.",
            code="checked_before_issue",
            checked=checked,
            issued=issued,
        )
    if checked > last:
        raise Refused(
            "The extract was issued on %(issued)s and could be checked until %(last)s.",
            code="extract_too_old",
            issued=issued,
            last=last,
        )
    if check.returned_on < checked:
        raise Refused(
            "The extract cannot have been given back before it was checked.",
            code="returned_before_check",
        )


def must_be_old_enough(born: date | None, *, on: date) -> None:
    if born is None:  # everybody says it who applies
        raise Erased
    if age_on(born, on) < LEAST_AGE:
        raise Refused(
            "An extract may be checked only of a person of %(age)s years or more.",
            code="too_young",
            age=LEAST_AGE,
        )


def must_have_joined_under_the_act(joined: date | None) -> None:
    if joined is None or joined < IN_FORCE:
        raise Refused(
            "Act 148/2014 reaches only volunteers who joined on %(day)s or later.",
            code="joined_before_the_act",
            day=IN_FORCE,
        )
