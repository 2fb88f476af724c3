"""Who may see a referral, and do what about it: pure rules over a principal and a referral.

The sender reads how it stands, as far as its disclosure level; the provider reads codes. Who the
family is, and what is written about it since, its coordinators and the case's team read, once it
has been accepted. Everybody else is answered as for a missing one.
"""

from services.common.codes import Role
from services.referral.referrals.domain import Referral
from services.referral.statuses.rules import OPEN, not_offered, not_sent
from shared.identity.principals import Principal
from shared.web.permission import permission

SENDERS = (Role.MUNICIPAL_SYSTEM, Role.MUNICIPAL_WORKER)
PROVIDERS = (Role.NGO_COORDINATOR, Role.NGO_WORKER)
SENDS = (*SENDERS, Role.NGO_COORDINATOR)  # a coordinator records what comes by telephone


def is_sender(principal: Principal, referral: Referral) -> bool:
    """Has the principal's organisation sent it, or recorded it by itself?"""
    home, received = principal.organisation, referral.received
    is_theirs = received is not None and received.sender == home
    return is_theirs and principal.id not in referral.insiders.kept_from


def is_provider(principal: Principal, referral: Referral) -> bool:
    """Was it offered to the principal's organisation?"""
    home = principal.organisation
    is_theirs = home is not None and referral.organisation == home and principal.has(*PROVIDERS)
    return is_theirs and principal.id not in referral.insiders.kept_from


def coordinates_network(principal: Principal, referral: Referral) -> bool:
    """Does the principal's organisation coordinate the network on whose way it still is?"""
    home, coordinator = principal.organisation, referral.journey.coordinator
    is_theirs = home is not None and home == coordinator
    is_open = referral.status in OPEN and not referral.consent_withdrawn_on
    return is_theirs and is_open and principal.has(Role.NGO_COORDINATOR)


def knows(principal: Principal, referral: Referral) -> bool:
    """May the principal know who the family is, as far as casework opens the case to them?"""
    on_team = principal.has(Role.NGO_COORDINATOR) or principal.id in referral.insiders.team
    return referral.case is not None and is_provider(principal, referral) and on_team


@permission(Role.MUNICIPAL_WORKER, *PROVIDERS)
def looks(principal: Principal, referral: Referral) -> bool:
    """People who know the family may look at what a non-disclosure order hides, saying why."""
    return knows(principal, referral) or is_sender(principal, referral)


@permission(*SENDERS, *PROVIDERS)
def reads(principal: Principal, referral: Referral) -> bool:
    """Its sender and its provider; who coordinates its network until it is accepted."""
    is_side = is_sender(principal, referral) or is_provider(principal, referral)
    return is_side or coordinates_network(principal, referral)


@permission(*SENDERS, *PROVIDERS)
def writes(principal: Principal, referral: Referral) -> bool:
    """Both sides talk to each other; since acceptance about a family that they know."""
    is_ours = is_provider(principal, referral) if referral.case is None else False
    return is_sender(principal, referral) or is_ours or knows(principal, referral)


@permission(*SENDS)
def offers(principal: Principal, referral: Referral) -> bool:
    """Whoever sends, of the referrals that they read."""
    return reads.allows(principal, referral)


@permission(*SENDS)
def recalls(principal: Principal, referral: Referral) -> bool:
    """Its sender, and who coordinates its network."""
    return is_sender(principal, referral) or coordinates_network(principal, referral)


@permission(Role.NGO_COORDINATOR, otherwise=not_offered)
def answers(principal: Principal, referral: Referral) -> bool:
    """Coordinators of the organisation to which it was offered."""
    return is_provider(principal, referral)


@permission(*SENDS, otherwise=not_sent)
def withdraws(principal: Principal, referral: Referral) -> bool:
    """Its sender, and no provider."""
    return is_sender(principal, referral)


@permission(*SENDS, otherwise=not_sent)
def corrects(principal: Principal, referral: Referral) -> bool:
    """Its sender; the provider's coordinators once the family is in their register."""
    is_registered = referral.case is not None and answers.allows(principal, referral)
    return is_sender(principal, referral) or is_registered


@permission(*SENDS)
def reopens(principal: Principal, referral: Referral) -> bool:
    """Either side takes back its own no; which no is whose, the referral knows."""
    return is_sender(principal, referral) or answers.allows(principal, referral)
