"""What can be asked of lending. Each function runs in the caller's one transaction."""

from datetime import date
from uuid import UUID, uuid4

from services.common import catalogue
from services.common.codes import VolunteerStatus
from services.volunteers.lending.domain import Loan
from services.volunteers.lending.events import LoanAsked, LoanOffered
from services.volunteers.people import commands as people
from services.volunteers.people.commands import Details, Offer
from services.volunteers.people.domain import Volunteer
from shared.kernel.aggregate import Invalid, Refused
from shared.work import Work

Changed = tuple[Loan, int]
HERE = (VolunteerStatus.VETTED, VolunteerStatus.PAUSED)


def ask(
    work: Work,
    borrower: UUID,
    *,
    organisation: UUID,
    programme: str,
    starts_on: date,
    ends_on: date,
) -> UUID:
    """Ask another organisation for somebody; the id of the lending."""
    _must_provide(work, borrower, programme)
    _must_be_here(work, organisation)
    loan_id = uuid4()
    request = LoanAsked(
        loan_id=loan_id,
        borrower=borrower,
        lender=organisation,
        programme=programme,
        starts_on=starts_on,
        ends_on=ends_on,
        by=work.actor.id,
    )
    work.change(Loan(loan_id), lambda loan: loan.ask(request, today=work.today))
    return loan_id


def offer_unasked(
    work: Work,
    lender: UUID,
    *,
    organisation: UUID,
    volunteer: UUID,
    programme: str,
    starts_on: date,
    ends_on: date,
) -> UUID:
    """Offer somebody of one's own to another organisation; the id of the lending."""
    _must_be_here(work, organisation)
    _must_provide(work, organisation, programme)
    _must_be_ours(work, lender, volunteer, programme)
    loan_id = uuid4()
    offered = LoanOffered(
        loan_id=loan_id,
        borrower=organisation,
        lender=lender,
        programme=programme,
        starts_on=starts_on,
        ends_on=ends_on,
        volunteer_id=volunteer,
        by=work.actor.id,
    )
    work.change(Loan(loan_id), lambda loan: loan.offer(offered, today=work.today))
    return loan_id


def offer(work: Work, loan_id: UUID, *, volunteer: UUID) -> Changed:
    """Say who could help, as the answer to whoever asked."""
    terms = work.load(Loan(loan_id))[0].terms
    _must_be_ours(work, terms.lender, volunteer, terms.programme)
    offered = LoanOffered(
        loan_id=loan_id,
        borrower=terms.borrower,
        lender=terms.lender,
        programme=terms.programme,
        starts_on=terms.starts_on,
        ends_on=terms.ends_on,
        volunteer_id=volunteer,
        by=work.actor.id,
    )
    return work.change(Loan(loan_id), lambda loan: loan.offer(offered, today=work.today))


def answer(work: Work, loan_id: UUID, *, given: bool) -> Changed:
    """The person's own yes or no."""
    return work.change(Loan(loan_id), lambda loan: loan.answer(given=given, on=work.today))


def agree(work: Work, loan_id: UUID) -> Changed:
    """Take them into one's own register as an applicant, with what they have learnt.

    Nothing of an interview, of references or of an extract comes along.
    """
    loan, _ = work.load(Loan(loan_id))
    loan.agree(loan_id, on=work.today, by=work.actor.id)  # refused before anybody is written down
    applicant_id = _write_down(work, loan)
    agreed = work.actor.id
    return work.change(
        Loan(loan_id), lambda state: state.agree(applicant_id, on=work.today, by=agreed)
    )


def end(work: Work, loan_id: UUID) -> Changed:
    """Call it off, or end it; who is in both registers stays there until each ends it."""
    by = work.actor.id
    return work.change(Loan(loan_id), lambda loan: loan.end(on=work.today, by=by))


def _write_down(work: Work, loan: Loan) -> UUID:
    lent, _ = work.load(Volunteer(loan.volunteer_id or loan.id))
    described, offered = lent.steps.described, lent.steps.offer
    if described is None or offered is None or lent.kind is None:
        raise Refused("Their record is not there any more.", code="record_gone")
    details = {name: getattr(described, name) for name in vars(described) if name != "volunteer_id"}
    gifts = {name: getattr(offered, name) for name in vars(offered) if name != "volunteer_id"}
    applicant, _ = people.apply(
        work,
        organisation=loan.terms.borrower,
        kind=lent.kind,
        programmes=(loan.terms.programme,),
        details=Details(**details),
        offer=Offer(**gifts),
    )
    for each in lent.steps.trainings:
        people.train(
            work,
            applicant.id,
            course=each.course,
            completed_on=each.completed_on,
            hours=each.hours,
        )
    return applicant.id


def _must_be_ours(work: Work, lender: UUID, volunteer: UUID, programme: str) -> None:
    """Raise `Invalid` unless they are approved here, and of the kind that the programme takes."""
    person, _ = work.load(Volunteer(volunteer))
    wanted = catalogue.programme(work.db, programme)
    is_ours = person.organisation == lender and person.status in HERE
    if not is_ours or wanted is None or person.kind != wanted.supporter.kind:
        raise Invalid(
            "Choose an approved support person of your own, of the kind that the programme takes.",
            code="unknown_volunteer",
            field="volunteer",
        )


def _must_provide(work: Work, organisation: UUID, programme: str) -> None:
    if not catalogue.provides(work.db, organisation, programme):
        raise Invalid(
            "Choose a programme of the organisation where they would help.",
            code="not_provided",
            field="programme",
        )


def _must_be_here(work: Work, organisation: UUID) -> None:
    if organisation not in catalogue.organisations_here(work.db):
        raise Invalid("Choose another organisation.", code="own_organisation", field="organisation")
