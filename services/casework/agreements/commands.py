"""Drawing up what was agreed, and recording who signed it."""

from datetime import date
from uuid import UUID, uuid4

from services.casework.agreements import rules
from services.casework.agreements.domain import Agreement
from services.casework.agreements.events import AgreementDrawnUp
from services.casework.cases.commands import programme_of
from services.casework.cases.domain import Case
from services.common.identifying import check_tells_no_place
from shared.work import Work


def draw_up(
    work: Work,
    case_id: UUID,
    *,
    rhythm: str = "",
    ground_rules: str = "",
    contact: str = "",
    review_on: date | None = None,
) -> tuple[UUID, int]:
    """Draw up an agreement of the plan as it stands; its id and version."""
    case, _ = work.load(Case(case_id))
    case.during(work.on)
    goals = rules.agreed(case.plan.goals)
    rules.must_have_goals(goals)
    rules.must_look_ahead(review_on, drawn_on=work.on)
    hidden = case.person.non_disclosure
    for name, text in (("rhythm", rhythm), ("rules", ground_rules), ("contact", contact)):
        check_tells_no_place(text, non_disclosure=hidden, field=name)
    new = Agreement(uuid4())
    drawn = AgreementDrawnUp(
        paper_id=new.id,
        case_id=case_id,
        subject_id=case.person.subject_id,
        drawn_on=work.on,
        places=rules.places_of(case.person, programme_of(work, case_id), on=work.on),
        review_on=review_on,
        goals=goals,
        rhythm=rhythm,
        ground_rules=ground_rules,
        contact=contact,
    )
    _, version = work.change(new, lambda agreement: agreement.draw_up(drawn))
    return new.id, version


def sign(work: Work, paper_id: UUID, *, places: list[str]) -> None:
    """Record who has signed the paper."""
    work.change(Agreement(paper_id), lambda agreement: agreement.sign(tuple(places), on=work.on))


def enter_in_error(work: Work, paper_id: UUID, *, reason: str = "") -> None:
    """Say that an agreement never was."""
    work.change(Agreement(paper_id), lambda each: each.enter_in_error(reason=reason))
