"""Proposing a match: the choice, the list it was made from, and the claims that keep it one."""

from collections.abc import Iterable
from uuid import UUID, uuid4

from services.common.programme import Consent, Programme
from services.volunteers.matches import events
from services.volunteers.matches.commands import NEED, SUPPORT, place_key
from services.volunteers.matches.domain import Match
from services.volunteers.matches.queries import engagements, partings
from services.volunteers.needs.domain import Need
from services.volunteers.needs.events import NeedOpened
from services.volunteers.people.domain import Volunteer
from services.volunteers.ranking import queries as ranking
from services.volunteers.ranking.domain import Excluded, Rule
from shared.kernel.aggregate import Refused
from shared.work import Taken, Work


def propose(work: Work, *, case_id: UUID, volunteer_id: UUID) -> tuple[Match, int]:
    """Propose one person for one need, and keep the list that the choice was made from.

    Raises `Refused` with the hard rule that excludes the person, or when another proposal was
    faster for the need or for the person's last free place.
    """
    match = Match(uuid4())
    need = _open_need(work, case_id)
    _claim_need(work, match, case_id)
    volunteer, _ = work.load(Volunteer(volunteer_id))
    considered = _considered(work, match, need, volunteer)
    proposed = events.MatchProposed(
        match_id=match.id,
        case_id=case_id,
        referral_id=need.referral_id,
        volunteer_id=volunteer_id,
        organisation=need.organisation,
        programme=need.programme,
        sender=need.sender,
        municipality=need.municipality,
        proposed_on=work.on,
    )
    return work.change(match, lambda m: m.propose(considered, proposed))


def _considered(
    work: Work, match: Match, need: NeedOpened, volunteer: Volunteer
) -> events.MatchConsidered:
    programme = ranking.programme_of(work, need)
    candidates, excluded = ranking.ranking(
        work,
        need,
        engagements(work, need.organisation),
        partings(work, need),
        chosen=volunteer,
    )
    _must_be_a_candidate(volunteer.id, excluded)
    return events.MatchConsidered(
        match_id=match.id,
        case_id=need.case_id,
        volunteer_id=volunteer.id,
        candidates=candidates,
        excluded=excluded,
        asks=_asks(programme, need.has_own_view(work.on)),
        slot=_claim_place(work, match, volunteer),
        earliest=need.requested_on,
        concerned=ranking.concerned(need),
        parties=need.parties,
    )


def _open_need(work: Work, case_id: UUID) -> NeedOpened:
    need, _ = work.load(Need(case_id))
    if need.opened is None or need.is_closed:
        raise Refused("This case does not wait for a support person.", code="need_closed")
    return need.opened


def _claim_need(work: Work, match: Match, case_id: UUID) -> None:
    try:
        work.claim(NEED, str(case_id), match)
    except Taken as taken:
        raise Refused(
            "Somebody has been proposed for this case already.", code="need_taken"
        ) from taken


def _claim_place(work: Work, match: Match, volunteer: Volunteer) -> int:
    """The first free place in the person's time."""
    offer = volunteer.steps.offer
    for place in range(1, (offer.capacity if offer else 0) + 1):
        try:
            work.claim(SUPPORT, place_key(volunteer.id, place), match)
        except Taken:
            continue
        return place
    raise Refused("This person has no free place any more.", code="double_booked")


def _must_be_a_candidate(volunteer_id: UUID, excluded: Iterable[Excluded]) -> None:
    for person in excluded:
        if person.volunteer_id == volunteer_id:
            raise _excluded(person)


def _excluded(person: Excluded) -> Refused:
    code = f"excluded_{person.rule.lower()}"
    match person.rule:
        case Rule.VERSION:
            return Refused(
                "What was agreed for this family asks for more than this person was approved for.",
                code=code,
                missing=person.lacks,
            )
        case Rule.SAFETY:
            return Refused(
                "Support of this family by this person ended for a reason of safety.", code=code
            )
        case Rule.NOT_A_FIT:
            return Refused("This person did not suit the family before.", code=code)
        case Rule.VETTED:
            return Refused("This person is not approved for the programme.", code=code)
        case Rule.PAUSED:
            return Refused("This person is having a pause.", code=code)
        case Rule.LANGUAGE:
            return Refused("This person and the family have no language in common.", code=code)
        case Rule.CAPACITY:
            return Refused("This person supports as many families as agreed.", code=code)
        case Rule.DOUBLE_BOOKING:
            return Refused("This person's last free place is promised already.", code=code)


def _asks(programme: Programme, asks_child: bool) -> tuple[Consent, ...]:
    """Whose consent the programme takes; of a child only from the age of 12."""
    return tuple(
        consent for consent in programme.consents if consent is not Consent.CHILD or asks_child
    )
