"""The tables of facts: one row a referral, a case, a match, a visit, an agreement.

The order across services is not promised: a visit may arrive before its case and a case before
its referral, so each topic writes rows of its own and `queries` joins them. Rows hold ids,
codes and days of public events; a municipality that is NULL in a row that has begun is withheld.
"""

from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    Date,
    Integer,
    MetaData,
    String,
    Table,
    Uuid,
    delete,
)

from services.casework.cases import events as cases
from services.casework.course.events import PhaseAdvanced, PhaseTakenBack
from services.casework.visits import events as visits
from services.common.codes import MatchStatus, ReferralStatus
from services.referral.corrections import events as corrections
from services.referral.directory.events import AgreementEnded, AgreementMade, AgreementRenewed
from services.referral.referrals import events as referrals
from services.referral.sameness.events import ReferralMerged, ReferralSeparated
from services.volunteers.matches import events as matches
from shared.consumer.subscription import Projection
from shared.database.upsert import upsert

metadata = MetaData()

referral_facts = Table(
    "referral_facts",
    metadata,
    Column("referral_id", Uuid, primary_key=True),
    Column("sender", Uuid, index=True),
    Column("referrer_kind", String(30)),
    Column("asked_programme", String(60)),  # NULL: the sender left the choice open
    Column("programme", String(60)),  # as offered, then as accepted; NULL: not offered yet
    Column("municipality", String(3)),  # NULL: withheld
    Column("referred_on", Date),
    Column("provider", Uuid, index=True),  # to whom it was offered last; NULL: to nobody yet
    Column("offered_on", Date),
    Column("answer", String(12)),  # accepted, rejected or withdrawn; NULL: none yet
    Column("answered_on", Date),
    Column("case_id", Uuid, index=True),
    Column("programme_version", Integer),  # that its case began with; NULL: there is no case
    Column("accepted_on", Date),
    Column("children", Integer),  # that the support is for; NULL: told by an earlier version
    Column("ended_on", Date),  # when it was completed or failed
    Column("end", String(12)),  # completed or failed
    Column("merged_into", Uuid),  # another referral of the same person; NULL: it stands by itself
)

case_facts = Table(
    "case_facts",
    metadata,
    Column("case_id", Uuid, primary_key=True),
    Column("referral_id", Uuid, index=True),
    Column("organisation", Uuid, index=True),
    Column("opened_on", Date),
    Column("phase", String(60)),
    Column("closed_on", Date),  # NULL: open
    Column("end_reason", String(30)),
    Column("outcome", String(30)),
    Column("early", Boolean),
    Column("followed_up_on", Date),
    Column("follow_up_outcome", String(30)),
    Column("placed_on", Date),
)

match_facts = Table(
    "match_facts",
    metadata,
    Column("match_id", Uuid, primary_key=True),
    Column("case_id", Uuid, nullable=False, index=True),
    Column("volunteer_id", Uuid, nullable=False),
    Column("organisation", Uuid, nullable=False, index=True),
    Column("programme", String(60), nullable=False),
    Column("proposed_on", Date),
    Column("agreed_on", Date),
    Column("started_on", Date),
    Column("ended_on", Date),
    Column("end_reason", String(30)),
    Column("declined_on", Date),
)

visit_facts = Table(
    "visit_facts",
    metadata,
    Column("visit_id", Uuid, primary_key=True),
    Column("case_id", Uuid, nullable=False, index=True),
    Column("organisation", Uuid, nullable=False),
    Column("held_on", Date, nullable=False),
    Column("kind", String(12), nullable=False),
    Column("status", String(12), nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("present", Integer, nullable=False),
    Column("profession", String(60)),  # of the team; NULL: a support person, or none was named
)

agreement_facts = Table(
    "agreement_facts",
    metadata,
    Column("agreement_id", Uuid, primary_key=True),
    Column("programmes", JSON, nullable=False),
    Column("municipalities", JSON, nullable=False),
    Column("counties", JSON, nullable=False),
    Column("ends_on", Date),  # last day; NULL: until further notice
)

facts = Projection("facts", metadata)


@facts.on(referrals.ReferralReceived)
def receive(db: Connection, event: referrals.ReferralReceived) -> None:
    _referral(
        db,
        event,
        sender=event.sender,
        referrer_kind=event.referrer_kind,
        asked_programme=event.programme,
        municipality=event.municipality,
        referred_on=event.referred_on,
    )


@facts.on(referrals.ReferralOffered)
def offer(db: Connection, event: referrals.ReferralOffered) -> None:
    values = {"programme": event.programme, "provider": event.organisation}
    _referral(db, event, offered_on=event.offered_on, **values)


@facts.on(referrals.ReferralAccepted)
def accept(db: Connection, event: referrals.ReferralAccepted) -> None:
    names = ("programme", "programme_version", "case_id", "accepted_on", "children")
    values = {name: getattr(event, name) for name in names} | {"provider": event.organisation}
    _referral(db, event, answer="accepted", answered_on=event.accepted_on, **values)


@facts.on(referrals.ReferralRejected, referrals.ReferralWithdrawn)
def refuse(db: Connection, event: referrals.ReferralRejected | referrals.ReferralWithdrawn) -> None:
    is_rejected = isinstance(event, referrals.ReferralRejected)
    _referral(db, event, answer="rejected" if is_rejected else "withdrawn", answered_on=event.on)


@facts.on(referrals.ReferralCompleted, referrals.ReferralFailed)
def finish(db: Connection, event: referrals.ReferralCompleted | referrals.ReferralFailed) -> None:
    is_completed = isinstance(event, referrals.ReferralCompleted)
    _referral(db, event, end="completed" if is_completed else "failed", ended_on=event.on)


CORRECTED = {corrections.ReferralCorrected: "municipality", corrections.ChildrenCounted: "children"}


@facts.on(*CORRECTED)
def correct(db: Connection, event: Any) -> None:
    name = CORRECTED[type(event)]
    _referral(db, event, **{name: getattr(event, name)})


@facts.on(corrections.ReferralEnteredInError)
def forget(db: Connection, event: corrections.ReferralEnteredInError) -> None:
    """It should never have been sent, so it counts nowhere: as if its beginning were unknown."""
    _referral(db, event, referred_on=None)


@facts.on(corrections.ReferralReopened)
def reopen(db: Connection, event: corrections.ReferralReopened) -> None:
    if event.status == ReferralStatus.ACCEPTED:
        _referral(db, event, end=None, ended_on=None)
    else:
        _referral(db, event, answer=None, answered_on=None)


@facts.on(ReferralMerged, ReferralSeparated)
def merge(db: Connection, event: ReferralMerged | ReferralSeparated) -> None:
    _referral(db, event, merged_into=event.into if isinstance(event, ReferralMerged) else None)


@facts.on(cases.CaseOpened)
def open_case(db: Connection, event: cases.CaseOpened) -> None:
    values = {"referral_id": event.referral_id, "organisation": event.organisation}
    _case(db, event, opened_on=event.opened_on, phase=event.phase, **values)


@facts.on(PhaseAdvanced, PhaseTakenBack)
def advance(db: Connection, event: PhaseAdvanced | PhaseTakenBack) -> None:
    _case(db, event, phase=event.back_to if isinstance(event, PhaseTakenBack) else event.phase)


LATER = ("followed_up_on", "follow_up_outcome", "placed_on")
ENDED = ("closed_on", "end_reason", "outcome", "early", *LATER)


@facts.on(cases.CaseClosed)
def close_case(db: Connection, event: cases.CaseClosed) -> None:
    values = {"end_reason": event.end_reason, "outcome": event.outcome, "early": event.early}
    _case(db, event, closed_on=event.on, **values)


@facts.on(cases.CaseReopened, cases.FollowUpTakenBack)
def go_on(db: Connection, event: cases.CaseReopened | cases.FollowUpTakenBack) -> None:
    _case(db, event, **dict.fromkeys(ENDED if isinstance(event, cases.CaseReopened) else LATER))


@facts.on(cases.CaseFollowedUp)
def follow_up(db: Connection, event: cases.CaseFollowedUp) -> None:
    values = {"follow_up_outcome": event.outcome, "placed_on": event.placed_on}
    _case(db, event, followed_up_on=event.assessed_on, **values)


BEGINS = {
    matches.MatchProposed: "proposed_on",
    matches.MatchAgreed: "agreed_on",
    matches.MatchStarted: "started_on",
}


@facts.on(*BEGINS)
def begin_match(db: Connection, event: Any) -> None:
    name = BEGINS[type(event)]
    _match(db, event, **{name: getattr(event, name)})


@facts.on(matches.MatchEnded)
def end(db: Connection, event: matches.MatchEnded) -> None:
    _match(db, event, ended_on=event.ended_on, end_reason=event.reason)


@facts.on(matches.MatchDeclined)
def decline(db: Connection, event: matches.MatchDeclined) -> None:
    _match(db, event, declined_on=event.on)


@facts.on(matches.MatchCorrected, matches.MatchReopened)
def mend_match(db: Connection, event: matches.MatchCorrected | matches.MatchReopened) -> None:
    """What holds from now on; editions that were published before stay as they are."""
    names = ("proposed_on", "agreed_on", "started_on", "end_reason")
    days = {name: getattr(event, name) for name in names}
    declined, ended = event.ended_on, None
    if event.status != MatchStatus.DECLINED:
        declined, ended = ended, declined
    _match(db, event, **days, declined_on=declined, ended_on=ended)


@facts.on(matches.MatchEnteredInError)
def strike_match_out(db: Connection, event: matches.MatchEnteredInError) -> None:
    db.execute(delete(match_facts).where(match_facts.c.match_id == event.match_id))


@facts.on(visits.VisitLogged, visits.VisitCorrected)
def visit(db: Connection, event: visits.VisitLogged | visits.VisitCorrected) -> None:
    names = ("case_id", "organisation", "held_on", "kind", "status", "minutes", "present")
    values = {name: getattr(event, name) for name in (*names, "profession")}
    key = {"visit_id": event.visit_id}
    upsert(db, visit_facts, key, values)


@facts.on(visits.VisitEnteredInError)
def strike_visit_out(db: Connection, event: visits.VisitEnteredInError) -> None:
    db.execute(delete(visit_facts).where(visit_facts.c.visit_id == event.visit_id))


@facts.on(AgreementMade)
def make_agreement(db: Connection, event: AgreementMade) -> None:
    names = ("programmes", "municipalities", "counties")
    values = {name: list(getattr(event, name)) for name in names}
    key = {"agreement_id": event.agreement_id}
    upsert(db, agreement_facts, key, values | {"ends_on": event.ends_on})


@facts.on(AgreementEnded, AgreementRenewed)
def end_agreement(db: Connection, event: AgreementEnded | AgreementRenewed) -> None:
    ended = agreement_facts.update().where(agreement_facts.c.agreement_id == event.agreement_id)
    db.execute(ended.values(ends_on=event.ends_on))


def _referral(db: Connection, event: referrals.ReferralEvent, **values: Any) -> None:
    upsert(db, referral_facts, {"referral_id": event.referral_id}, values)


def _case(db: Connection, event: cases.CaseEvent, **values: Any) -> None:
    upsert(db, case_facts, {"case_id": event.case_id}, values)


def _match(db: Connection, event: matches.OfMatch, **values: Any) -> None:
    names = ("case_id", "volunteer_id", "organisation", "programme")
    of_match = {name: getattr(event, name) for name in names}
    upsert(db, match_facts, {"match_id": event.match_id}, of_match | values)
