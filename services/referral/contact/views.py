"""What stands beside contact details under a non-disclosure order, in the reader's language."""

from dataclasses import dataclass, replace

from services.common.people import coordinators_of, names
from services.common.phrases import open_until, opening_lengths, whom_to_ask
from services.referral.duplicates.queries import is_hidden_in_one, may_be_hidden_too
from services.referral.referrals.queries import ReferralView
from shared.identity.principals import Principal
from shared.web.parts import Option
from shared.work import Work


@dataclass(frozen=True)
class Contact:
    lengths: list[Option]  # for how long it may be opened; empty: the reader is not named
    ask: str  # whom a reader asks who is not named; else empty
    open_until: str  # till when it stands open to the reader; else empty
    may_be_hidden_too: bool = False  # does somebody of the household have an order, and not they?
    is_hidden_in_one: bool = False  # of two merged referrals: the order binds one of them alone


def contact_of(work: Work, view: ReferralView, principal: Principal) -> Contact:
    """For one reader; where nothing is hidden only whether something perhaps should be."""
    in_one = view.is_disclosed and is_hidden_in_one(work, view.referral)
    return replace(_contact_of(work, view, principal), is_hidden_in_one=in_one)


def _contact_of(work: Work, view: ReferralView, principal: Principal) -> Contact:
    described, home = view.referral.described, view.referral.organisation
    if described is None or not described.non_disclosure:
        suggested = view.record is not None and may_be_hidden_too(work, principal, view.referral)
        return Contact([], "", "", suggested)
    if view.is_named:
        return Contact(opening_lengths(), "", open_until(view.contact_until))
    name, named = names(work), view.referral.contact.named
    coordinators = coordinators_of(work, home) if home and not view.is_sender else []
    ask = whom_to_ask((name(str(each)) for each in named), _names(coordinators))
    return Contact([], ask, "")


def _names(people: list[Principal]) -> list[str]:
    return [person.name for person in people]
