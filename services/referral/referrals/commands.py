"""What can be asked of a referral. Each function runs in the caller's one transaction."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from services.common import catalogue
from services.common.codes import (
    BusinessStatus,
    ChildView,
    ConsentGiver,
    DisclosureLevel,
    EndReason,
    OfferRule,
    Outcome,
    RecallReason,
    ReferralStatus,
    RejectionReason,
    WaitlistingReason,
    WithdrawalReason,
)
from services.common.contact import USUAL, opening
from services.common.identifying import check_anonymous, check_tells_no_place
from services.common.retention import CASE
from services.referral.corrections.commands import facts_of
from services.referral.corrections.rules import Correction, renewed
from services.referral.directory import queries as directory
from services.referral.eligibility.rules import check_set_aside
from services.referral.referrals import queries
from services.referral.referrals.domain import Referral
from services.referral.referrals.events import ExceptionMade, ReferralDisclosed, ReferralEvent
from services.referral.referrals.queries import in_the_way, with_readers
from services.referral.routes.rules import PASSED_ON
from shared.kernel.aggregate import Invalid, NotYet, Refused
from shared.kernel.events import kind_of
from shared.web.fields import LEAVE_OUT, identity_code_in
from shared.work import Work

PURPOSE = "REFERRAL_ACCEPTED"
SOURCE = "source"  # a client's own reference is unique among that client's


def route(work: Work, referral_id: UUID) -> None:
    """Offer what has come in to whom the rules choose; `NotYet` while nobody is known."""
    referral = _load(work, referral_id)
    code, choice = referral.programme, queries.choice(work, referral)
    if code is None:
        return  # a person chooses
    if choice is None:
        raise NotYet(f"The provider of {code} is not known yet.")
    _change(work, referral_id, lambda r: r.route(choice, programme=code, on=work.on))


def offer(work: Work, referral_id: UUID, *, organisation: UUID, reason: str = "") -> None:
    """Offer it to an organisation, against a network's rules with a reason.

    Nothing changes when that holds already.
    """
    referral, rule = _load(work, referral_id), OfferRule.CHOSEN
    programme = referral.programme
    if programme is None:
        raise Refused("Choose a programme before offering this referral.", code="no-programme")
    offered = referral.offer(organisation=organisation, programme=programme, rule=rule, on=work.on)
    explained = queries.set_aside(work, referral, organisation, reason) if offered else []
    _change(work, referral_id, lambda _: [*explained, *offered])


def accept(work: Work, referral_id: UUID, *, exception_reason: str = "") -> UUID:
    """Take it on, by the rules of that day; the answer names the case, also the second time."""
    by, referral = _organisation(work), _load(work, referral_id)
    if referral.case and referral.organisation == by:
        return referral.case
    exceptions = _exceptions(work, referral, by=by, reason=exception_reason)
    disclosed = _disclosure(work, referral, by=by)
    _change(work, referral_id, lambda r: [*r.accept(disclosed, by=by, on=work.on), *exceptions])
    return disclosed.case_id


def reject(work: Work, referral_id: UUID, *, reason: RejectionReason) -> None:
    """Say no, with a reason; where another member of its network may say yes, it goes on there."""
    by, referral = _organisation(work), _load(work, referral_id)
    choice = queries.next_choice(work, referral) if reason in PASSED_ON else None
    _change(work, referral_id, lambda r: r.reject(reason, by=by, on=work.on, choice=choice))


def recall(work: Work, referral_id: UUID, *, reason: RecallReason) -> None:
    """Take back an offer that nobody has answered: the next of the network has it then."""
    referral, by = _load(work, referral_id), work.actor.organisation
    choice = queries.next_choice(work, referral)
    _change(work, referral_id, lambda r: r.recall(reason, choice, by=by, on=work.on))


def pass_on_unanswered(work: Work, referral_id: UUID, *, organisation: UUID) -> None:
    """The clock takes back what is still offered to that one; nothing where nobody else is left."""
    referral = _load(work, referral_id)
    is_open = referral.status is ReferralStatus.OFFERED and referral.organisation == organisation
    if is_open and queries.next_choice(work, referral) is not None:
        recall(work, referral_id, reason=RecallReason.UNANSWERED)


def request_information(work: Work, referral_id: UUID, *, text: str, not_a_name: str = "") -> None:
    """Ask the sender for what is lacking; their next message brings the referral back."""
    by, referral = _organisation(work), _load(work, referral_id)
    check_anonymous(text, referral.names, not_a_name=not_a_name)
    message = referral.message(uuid4(), text, by=by, not_a_name=not_a_name)
    _change(work, referral_id, lambda referral: referral.ask(message, by=by, on=work.on))


def waitlist(work: Work, referral_id: UUID, *, reason: WaitlistingReason) -> None:
    """Neither yes nor no yet, with a reason; it can be accepted later."""
    by = _organisation(work)
    _change(work, referral_id, lambda referral: referral.waitlist(reason, by=by, on=work.on))


def withdraw(work: Work, referral_id: UUID, *, reason: WithdrawalReason) -> None:
    """Take it back, before anybody has accepted it."""
    by = _organisation(work)
    _change(work, referral_id, lambda referral: referral.withdraw(reason, by=by, on=work.on))


def write(work: Work, referral_id: UUID, *, text: str, not_a_name: str = "") -> tuple[UUID, int]:
    """Write to the other side; before acceptance a message may not identify the family."""
    referral = _load(work, referral_id)
    if referral.case is None:
        check_anonymous(text, referral.names, not_a_name=not_a_name)
    elif identity_code_in(text):
        raise Invalid(LEAVE_OUT, code="identifying-text")
    else:
        described = referral.described
        check_tells_no_place(text, non_disclosure=bool(described and described.non_disclosure))
    by = work.actor.organisation
    message = referral.message(uuid4(), text, by=by, not_a_name=not_a_name)
    after, version = work.change(referral, lambda r: r.write(message, on=work.today))
    return message.message_id, after.version_for(by, version)


def correct(
    work: Work,
    referral_id: UUID,
    *,
    reason: str,
    guardian: dict[str, str] | None = None,
    **values: Any,
) -> None:
    """Put right what it says of the family; what is left out stays as it was."""
    referral, by = _load(work, referral_id), _organisation(work)
    record = referral.described if by == referral.sender else referral.disclosed
    if guardian is not None:
        others = record.guardians[1:] if record else ()
        values["guardians"] = [guardian, *map(asdict, others)]
    facts = facts_of(work, values, record)
    correction = _correction(work, referral, reason)
    _change(work, referral_id, lambda referral: referral.correct(correction, facts))


def correct_consent(
    work: Work,
    referral_id: UUID,
    *,
    given_on: date,
    given_by: ConsentGiver,
    disclosure_level: DisclosureLevel | None,
    inform: list[UUID] | None,
    reason: str,
    child_view: ChildView | None = None,
    **scope: Any,
) -> None:
    """The consent as it was given, in the place of the one written down."""
    referral = _load(work, referral_id)
    directory.must_be_known(work.db, inform or ())
    changed = {"disclosure_level": disclosure_level, "inform": inform, **scope}
    before = referral.described.consent if referral.described else None
    consent = renewed(before, given_on=work.day(given_on), given_by=given_by, changed=changed)
    correction = _correction(work, referral, reason)
    _change(work, referral_id, lambda r: r.correct_consent(correction, consent, child_view))


def withdraw_consent(
    work: Work, referral_id: UUID, *, reason: str = "", organisations: Sequence[UUID] = ()
) -> None:
    """The family takes its consent back, for everybody or for these: they hear no more."""
    correction = _correction(work, _load(work, referral_id), reason)
    _change(work, referral_id, lambda r: r.withdraw_consent(correction, organisations))


def lapse_consent(work: Work, referral_id: UUID) -> None:
    """Its last day is over: the clock says so."""
    _change(work, referral_id, lambda r: r.lapse_consent(uuid4(), on=work.today))


def enter_in_error(work: Work, referral_id: UUID, *, reason: str) -> None:
    """It should never have been sent; its reference is free again."""
    referral = _load(work, referral_id)
    correction = _correction(work, referral, reason)
    _change(work, referral_id, lambda referral: referral.enter_in_error(correction))
    if described := referral.described:
        work.release(SOURCE, f"{described.client}:{described.source_reference}")


def reopen(work: Work, referral_id: UUID, *, reason: str) -> None:
    """Take back a rejection or a withdrawal that was a mistake."""
    correction = _correction(work, _load(work, referral_id), reason)
    _change(work, referral_id, lambda referral: referral.reopen(correction))


def resume(work: Work, referral_id: UUID, *, on: date) -> None:
    """Its case was closed by mistake; its own service has decided the day."""
    _change(work, referral_id, lambda referral: referral.resume(uuid4(), on=on))


def show_contact(work: Work, referral_id: UUID, *, reason: str, hours: int = USUAL) -> None:
    """Open what a non-disclosure order hides, for some hours: who did, and why, is kept."""
    to, of = UUID(work.actor.id), _organisation(work)
    view = opening(to, reason=reason, hours=hours, now=work.now, on=work.today)

    def show(referral: Referral) -> list[ReferralEvent]:
        return with_readers(work.db, referral, of).show_contact(view, of=of, at=work.now)

    _change(work, referral_id, show)


def progress(
    work: Work, referral_id: UUID, status: BusinessStatus, *, on: date, phase: str | None = None
) -> None:
    """Keep how the case stands; its service has decided the day. What follows it stands alike."""
    _change(work, referral_id, lambda r: r.progress(status, on=on, phase=phase))
    for follower in _load(work, referral_id).sameness.leads:
        _change(work, follower, lambda r: r.progress(status, on=on))


def end(work: Work, referral_id: UUID, reason: EndReason, *, outcome: Outcome, on: date) -> None:
    """Keep how the case ended; its own service has decided the day."""
    _change(work, referral_id, lambda r: r.end(reason, outcome=outcome, on=on))


def _correction(work: Work, referral: Referral, reason: str) -> Correction:
    """The reason is read by both sides: before acceptance it may not identify the family."""
    if referral.case is None:
        check_anonymous(reason, referral.names, field="reason")
    return Correction(uuid4(), by=_organisation(work), on=work.on, reason=reason)


def _exceptions(work: Work, referral: Referral, *, by: UUID, reason: str) -> list[ReferralEvent]:
    """What is set aside of the rules that have come to stand in the way."""
    findings = in_the_way(work, referral, on=work.on)
    check_set_aside(findings, reason=reason)
    if not findings or referral.described is None:
        return []
    subject, rules = referral.described.subject_id, tuple(finding.rule for finding in findings)
    about: dict[str, Any] = {"referral_id": referral.id, "subject_id": subject, "rules": rules}
    return [ExceptionMade(organisation=by, reason=reason, on=work.on, **about)]


def _disclosure(work: Work, referral: Referral, *, by: UUID) -> ReferralDisclosed:
    """The agreed data for the case that opens, as a new person of the controller's register."""
    described, received, code = referral.described, referral.received, referral.programme
    if described is None or received is None or code is None:
        raise Refused("There is no such referral.")
    programme = catalogue.programme(work.db, code)
    if programme is None:
        raise Refused("The programme of this referral is not known here.")
    sender, place = catalogue.organisation(work.db, received.sender), described.place
    return ReferralDisclosed(
        referral_id=referral.id,
        case_id=uuid4(),
        organisation=by,
        controller=directory.controller_of(work.db, code, place, provider=by, on=work.on),
        sender=received.sender,
        sender_name=sender.name if sender else "",
        programme=programme.code,
        programme_version=programme.version,
        accepted_on=work.on,
        disclosure_level=referral.disclosure_level,
        purpose=PURPOSE,
        purchaser=directory.purchaser_of(work.db, code, place, on=work.on, provider=by),
        municipality=None if described.non_disclosure else place,
        inform=described.consent.inform,
        identity_code=described.identity_code,
        **described.family
        | {"subject_id": work.sealing.new_person(CASE, to=kind_of(ReferralDisclosed).to)},
    )


def _load(work: Work, referral_id: UUID) -> Referral:
    return work.load(Referral(referral_id))[0]


def _change(
    work: Work, referral_id: UUID, decide: Callable[[Referral], list[ReferralEvent]]
) -> None:
    work.change(Referral(referral_id), decide)


def _organisation(work: Work) -> UUID:
    if work.actor.organisation is None:
        raise Refused("You belong to no organisation that could answer.")
    return work.actor.organisation
