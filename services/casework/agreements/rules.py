"""Who signs an agreement, by whom it is about and who supports; and what it must say."""

from collections.abc import Sequence
from datetime import date

from services.casework.agreements.events import AgreedGoal
from services.casework.cases.events import CaseDescribed
from services.casework.plan.rules import Goal
from services.common.ages import age_on
from services.common.children import ADULT_FROM, MINORS
from services.common.codes import Signer
from services.common.programme import Programme, Support
from shared.kernel.aggregate import Invalid, Refused

TWO_GUARDIANS = 2


def places_of(person: CaseDescribed, programme: Programme, *, on: date) -> tuple[str, ...]:
    """Whoever has a place to sign: the family, each profession or the worker, the coordinator."""
    return (*_family(person, on), *_supporters(programme), Signer.COORDINATOR)


def agreed(goals: Sequence[Goal]) -> tuple[AgreedGoal, ...]:
    """The goals of the plan as a paper says them."""
    return tuple(
        AgreedGoal(text=goal.text, doing=goal.doing, profession=goal.profession) for goal in goals
    )


def must_have_goals(goals: tuple[AgreedGoal, ...]) -> None:
    if not goals:
        raise Refused("Set the goals first: the agreement says what they are.", code="no_goals")


def must_look_ahead(review_on: date | None, *, drawn_on: date) -> None:
    if review_on is not None and review_on <= drawn_on:
        raise Invalid(
            "It is looked at again after %(drawn_on)s, when it was drawn up.",
            code="review_on",
            drawn_on=drawn_on,
        )


def _family(person: CaseDescribed, on: date) -> tuple[str, ...]:
    """From 18 on the person alone; before, the child beside whoever has custody."""
    born = person.date_of_birth
    is_minor = person.subject_kind in MINORS and (born is None or age_on(born, on) < ADULT_FROM)
    if not is_minor:
        return (Signer.SELF,)
    has_two = len(person.guardians) >= TWO_GUARDIANS
    second = (Signer.OTHER_GUARDIAN,) if has_two else ()
    return (Signer.CHILD, Signer.GUARDIAN, *second)


def _supporters(programme: Programme) -> tuple[str, ...]:
    if programme.team:
        return tuple(profession.code for profession in programme.team)
    matched = programme.support is Support.MATCHED
    return (Signer.SUPPORT_PERSON if matched else Signer.WORKER,)
