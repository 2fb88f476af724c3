"""What every service holds of whoever a request is about.

This service answers by itself, the others over their own pages, in the name of the officer.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import request

from services.common.codes import Requester
from services.common.held.collecting import Held, Question
from services.common.held.pages import form_of, held
from services.referral.referrals.domain import Referral
from services.referral.rights.domain import RightsRequest
from shared.identity.neighbours import Neighbours
from shared.kernel.codec import dataclass_reader
from shared.web.i18n import language
from shared.work import Work

OTHERS = ("casework", "volunteers")  # of the other services those that know people
_held = dataclass_reader(Held)


@dataclass(frozen=True)
class Answers:
    """What each service holds; `away` are those that gave no answer."""

    by_service: Mapping[str, Held]
    away: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        return not self.away

    @property
    def number(self) -> int:
        return sum(not each.waits for held in self.by_service.values() for each in held.entries)

    @property
    def left_out(self) -> int:
        return sum(each.waits for held in self.by_service.values() for each in held.entries)


def question(work: Work, state: RightsRequest) -> Question:
    """Under which ids the person is known, and what of them may be told to whoever asks."""
    received = state.received
    if received is None:
        return Question(frozenset(), frozenset())
    judged = frozenset(entry for entry, is_told in state.judged.items() if is_told)
    if received.volunteer_id:
        return Question(frozenset({received.volunteer_id}), frozenset(), judged=judged)
    if received.referral_id is None:
        return Question(frozenset(), frozenset())
    referral, _ = work.load(Referral(received.referral_id))
    records = [record for record in (referral.described, referral.disclosed) if record]
    is_self = received.requester == Requester.SELF
    return Question(
        persons=frozenset(record.subject_id for record in records),
        things=frozenset(thing for thing in (referral.id, referral.case) if thing),
        name="" if is_self else received.requester_name or "",
        protected=any(record.non_disclosure for record in records) and not is_self,
        judged=judged,
    )


def gathered(neighbours: Neighbours, query: Question, own: str) -> Answers:
    """The answers of all services, this one's first."""
    replies = neighbours.ask(
        OTHERS, "held", request.cookies, language=language(), form=form_of(query)
    )
    others = {
        name: _held(reply.body)
        for name, reply in replies.items()
        if reply is not None and reply.status == 200
    }
    away = tuple(name for name in OTHERS if name not in others)
    return Answers({own: held(query), **others}, away)
