"""Perhelinja as a network: thirteen NGOs, what each offers, and families on their way through it.

Which member does what beyond its name is invented, as are their places and numbers.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from services.common.codes import CapacityPeriod, ClosingReason, Control, RejectionReason
from services.demo.year import Year, organisation_id, somebody
from services.platform.demo.people import fixed_id
from services.referral.intake.commands import receive
from services.referral.intake.schemas import NewReferralSchema
from services.referral.networks import commands
from services.referral.networks.events import Offer
from services.referral.openings.domain import Opening
from services.referral.openings.rules import opening_of
from services.referral.referrals import commands as referrals
from services.referral.referrals.domain import Referral
from shared.work import Work

PERHELINJA = "perhelinja"
NATIVE = ("fi",)
ANSWERING = (
    ("coordinator-folkhalsan", "folkhalsan"),
    ("coordinator-mll", "mll-vs"),
    ("coordinator-finfami", "finfami"),
)
OFFERS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    # member: themes, languages, places
    "mll-vs": (("vanhemmuus", "jaksaminen", "ero"), ("fi", "en"), ("Perhetalo, Turku", "Etänä")),
    "folkhalsan": (
        ("vanhemmuus", "jaksaminen", "murrosika", "ero"),
        ("sv", "fi"),
        ("Familjehuset, Åbo", "Kimitoön", "På distans"),
    ),
    "ensi-ja-turvakoti": (("vakivalta", "vanhemmuus"), NATIVE, ("Turku",)),
    "sateenkaari": (("vanhemmuus", "jaksaminen"), NATIVE, ("Turku",)),
    "finfami": (("omaiset", "jaksaminen"), NATIVE, ("Turku", "Etänä")),
    "yhden-vanhemman": (("ero", "vanhemmuus"), NATIVE, ("Etänä",)),
    "syli": (("syomishairiot",), NATIVE, ("Turku", "Etänä")),
    "kota": (("murrosika", "jaksaminen"), NATIVE, ("Uusikaupunki",)),
    "tyttojen-talo": (("murrosika", "vakivalta"), ("fi", "en"), ("Turku",)),
    "auta-lasta": (("vanhemmuus",), NATIVE, ("Turku",)),
    "turun-4h": (("murrosika",), NATIVE, ("Turku",)),
    "pelastakaa-lapset": (("vanhemmuus", "jaksaminen"), ("fi", "sv"), ("Etänä",)),
    "elamantaidon-tuki": (("paihteet", "vanhemmuus"), NATIVE, ("Laitila",)),
}
ROOM: tuple[tuple[str, str, int, CapacityPeriod], ...] = (  # organisation, programme, families
    ("mll-vs", PERHELINJA, 12, CapacityPeriod.AT_A_TIME),
    ("folkhalsan", PERHELINJA, 8, CapacityPeriod.AT_A_TIME),
    ("pelastakaa-lapset", PERHELINJA, 10, CapacityPeriod.AT_A_TIME),
    ("mll-vs", "kaveri", 60, CapacityPeriod.AT_A_TIME),
    ("mll-vs", "perhekummi", 50, CapacityPeriod.YEAR),
    ("siipi", "amm-tukihenkilo", 40, CapacityPeriod.AT_A_TIME),
)
SENT = (  # days before the last: reference, language, themes; what the first to have it says
    (19, "PL-1", "fi", ("jaksaminen",), "accepts"),
    (11, "PL-2", "sv", ("vanhemmuus",), "accepts"),
    (6, "PL-3", "fi", ("ero",), "passes on"),
    (2, "PL-4", "sv", ("murrosika",), "waits"),
)


ANSWER_DAYS = 5  # working days, after which a family goes on to the next


def form_network(work: Work, ids: Mapping[str, UUID]) -> None:
    """Who belongs to it, and how many families some take."""
    network = commands.form(
        work,
        code=PERHELINJA,
        name="Perhelinja",
        coordinator=ids["vsls"],
        programmes=(PERHELINJA,),
        network_id=fixed_id("network:perhelinja"),
    )
    for code, (themes, languages, places) in OFFERS.items():
        offer = Offer(themes=themes, languages=languages, places=places, counties=("05",))
        commands.set_offer(work, network, organisation=ids[code], offer=offer)
    for code, programme, families, period in ROOM:
        _declare(work, ids[code], programme, families, period)
    commands.agree_answer_time(work, network, working_days=ANSWER_DAYS)
    commands.agree_control(work, network, control=Control.OWN)
    closed = Opening(opening_of(ids["turun-4h"], PERHELINJA))
    reason, on = ClosingReason.FUNDING, work.on
    of = ids["turun-4h"]
    work.change(
        closed,
        lambda each: each.close(of=of, programme=PERHELINJA, reason=reason, on=on, until=None),
    )


def _declare(work: Work, of: UUID, programme: str, families: int, period: CapacityPeriod) -> None:
    opening = Opening(opening_of(of, programme))
    work.change(
        opening,
        lambda each: each.declare(
            of=of, programme=programme, places=families, period=period, on=work.on
        ),
    )


def send_to_the_network(year: Year) -> None:
    """A few families on their way: one passed on, one in Swedish, one that waits."""
    for ago, reference, language, themes, answer in SENT:
        on = year.last - timedelta(days=ago)
        _send(year, reference, language, themes, answer=answer, on=on)


def _send(
    year: Year, reference: str, language: str, themes: tuple[str, ...], *, answer: str, on: Any
) -> None:
    body = NewReferralSchema().load(
        {
            "source_reference": reference,
            "referred_on": on.isoformat(),
            "programme": PERHELINJA,
            "themes": list(themes),
            "municipality": "853",
            "referrer": {"kind": "MUNICIPAL_WORKER"},
            "subject": {
                "kind": "FAMILY",
                "family_name": {"PL-1": "Niittyvaara", "PL-2": "Strandbacka"}.get(
                    reference, "Testinen"
                ),
                "service_language": language,
                "mother_tongue": language,
            },
            "needs": ["COPING"],
            "consent": {"given_on": on.isoformat(), "given_by": "PARENT"},
        }
    )
    sender = somebody("municipal-turku", "turku")

    def arrive(work: Work) -> None:
        made = receive(work, body, sender=organisation_id("turku"))
        if answer == "waits":
            return
        for person, home in ANSWERING:
            by = somebody(person, home)
            year.after(4, "referral", by, lambda work: _answer(work, made.id, answer))

    year.plan(on, "referral", sender, arrive)


def _answer(work: Work, referral_id: UUID, answer: str) -> None:
    """Whoever it is offered to answers; the others do not see it."""
    state, _ = work.load(Referral(referral_id))
    if state.organisation != work.actor.organisation or not state.can_be_answered:
        return
    if answer == "accepts":
        referrals.accept(work, referral_id)
    else:
        referrals.reject(work, referral_id, reason=RejectionReason.NO_CAPACITY)
