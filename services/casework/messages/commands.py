"""Leaving messages: the support person to the team, the team to the support person."""

from uuid import UUID, uuid4

from services.casework.cases.domain import Case
from services.casework.matches import queries as matches
from services.casework.messages.domain import Message
from services.casework.messages.events import MessageForwarded, MessageLeft
from services.common.codes import Impression, TeamRole
from services.common.identifying import check_tells_no_place
from shared.identity.principals import Principals
from shared.kernel.aggregate import NotYet, Refused
from shared.work import Work


def write(work: Work, case_id: UUID, *, text: str, is_worry: bool = False) -> tuple[UUID, int]:
    """Write to the team as the case's support person, or to the support person as its team."""
    writer = UUID(work.actor.id)
    support = matches.support_by(work.db, writer, case_id)
    if support is not None:
        return tell_team(
            work, case_id, volunteer_id=support.volunteer_id, text=text, is_worry=is_worry
        )
    return tell_supporter(work, case_id, text=text)


def tell_team(
    work: Work,
    case_id: UUID,
    *,
    volunteer_id: UUID,
    text: str,
    impression: Impression | None = None,
    is_worry: bool = False,
    visit_id: UUID | None = None,
) -> tuple[UUID, int]:
    """Tell the coordinators and whoever is responsible for the case; once for each visit.

    A worry about a child's safety is never refused for its words.
    """
    case, _ = work.load(Case(case_id))
    check_tells_no_place(text, non_disclosure=case.person.non_disclosure and not is_worry)
    message = MessageLeft(
        message_id=visit_id or uuid4(),
        case_id=case_id,
        subject_id=case.person.subject_id,
        volunteer_id=volunteer_id,
        by_supporter=True,
        organisation=case.opened.organisation,
        readers=_responsible(case),
        is_worry=is_worry,
        visit_id=visit_id,
        impression=impression,
        text=text.strip(),
    )
    return _leave(work, message)


def tell_supporter(work: Work, case_id: UUID, *, text: str) -> tuple[UUID, int]:
    """Answer whoever supports the family; refused where nobody does who can read it here."""
    case, _ = work.load(Case(case_id))
    check_tells_no_place(text, non_disclosure=case.person.non_disclosure)
    support = matches.of_case(work.db, case_id)
    person_id = support.person_id if support else None
    people = Principals.of(work)
    person = people.by_id(person_id) if person_id else None
    organisation = case.opened.organisation
    if support is None or person is None or person.organisation != organisation:
        raise Refused(
            "The support person does not read messages here. Call them.", code="no_reader"
        )
    message = MessageLeft(
        message_id=uuid4(),
        case_id=case_id,
        subject_id=case.person.subject_id,
        volunteer_id=support.volunteer_id,
        by_supporter=False,
        organisation=organisation,
        readers=(person.id,),
        text=text.strip(),
    )
    return _leave(work, message)


def forward(work: Work, case_id: UUID, message_id: UUID, *, written_in: UUID | None) -> None:
    """Let the case's people know of what was written about its referral, unless they wrote it."""
    case, version = work.load(Case(case_id))
    if not version:
        raise NotYet(f"Case {case_id} has not been opened here yet.")
    if written_in == case.opened.organisation:
        return
    message = MessageForwarded(
        message_id=message_id,
        case_id=case_id,
        organisation=case.opened.organisation,
        readers=_responsible(case),
    )
    work.change(Message(message_id), lambda m: m.forward(message))


_READING = (TeamRole.RESPONSIBLE, TeamRole.SUBSTITUTE)


def _leave(work: Work, message: MessageLeft) -> tuple[UUID, int]:
    _, version = work.change(Message(message.message_id), lambda m: m.leave(message))
    return message.message_id, version


def _responsible(case: Case) -> tuple[UUID, ...]:
    return tuple(person for person, role in case.team.items() if role in _READING)
