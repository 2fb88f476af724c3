"""One child sent by two: a pair that waits for its provider's word, and one that was merged."""

from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

from services.demo.year import Year, organisation_id, somebody
from services.referral.comparing.commands import merge
from services.referral.intake.commands import receive
from services.referral.intake.schemas import NewReferralSchema
from services.referral.referrals import commands
from shared.work import Actor, Work

PROVIDER, PROGRAMME = "mll-vs", "kaveri"
REASON = "Sama äiti ja sama koulu, soitettu perheelle."
Sent = tuple[int, str, str, dict[str, Any]]  # days before the last, sender, reference, the child
PAIRS: tuple[tuple[bool, Sent, Sent], ...] = (  # is it merged?
    (
        False,
        (9, "turku", "K-1", {"given_name": "Aino-Maria", "family_name": "Esimerkki"}),
        (6, "varha", "K-2", {"given_name": "Aino Maria", "family_name": "ESIMERKKI"}),
    ),
    (
        True,
        (14, "turku", "K-3", {"given_name": "Väinö", "family_name": "Malli-Mäkelä"}),
        (10, "varha", "K-4", {"given_name": "Vainö", "family_name": "Mäkelä Malli"}),
    ),
)


def send_twice(year: Year) -> None:
    """Both pairs, each by a town and a county; MLL has accepted them all."""
    for merged, *both in PAIRS:
        ids: list[UUID] = []
        for sent in both:
            _send(year, sent, ids)
        if merged:
            day = year.last - timedelta(days=3)
            year.plan(day, "referral", _coordinator(), partial(_merge, ids=ids))


def _send(year: Year, sent: Sent, ids: list[UUID]) -> None:
    ago, organisation, reference, child = sent
    on = year.last - timedelta(days=ago)
    body = NewReferralSchema().load(
        {
            "source_reference": reference,
            "referred_on": on.isoformat(),
            "programme": PROGRAMME,
            "municipality": "853",
            "referrer": {"kind": "SCHOOL" if organisation == "turku" else "SOCIAL_SERVICES"},
            "subject": child
            | {
                "kind": "CHILD",
                "date_of_birth": "2016-05-14",
                "mother_tongue": "fi",
                "service_language": "fi",
            },
            "needs": ["LONELINESS"],
            "client_status": "NONE",
            "consent": {"given_on": on.isoformat(), "given_by": "GUARDIAN"},
        }
    )

    def arrive(work: Work) -> None:
        made = receive(work, body, sender=organisation_id(organisation))
        ids.append(made.id)
        year.after(3, "referral", _coordinator(), lambda work: _accept(work, made.id))

    year.plan(on, "referral", somebody(f"demo-{organisation}", organisation), arrive)


def _accept(work: Work, referral_id: UUID) -> None:
    commands.accept(work, referral_id)


def _merge(work: Work, ids: list[UUID]) -> None:
    first, second = ids
    merge(work, second, into=first, reason=REASON)


def _coordinator() -> Actor:
    return somebody(f"coordinator-{PROVIDER}", PROVIDER)
