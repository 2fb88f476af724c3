"""What families wrote by themselves lately.

One waits for its answer, one has it, and one that has said who it is takes its consent back today.
"""

from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

from services.common.codes import ContactWriter, ReplyWay
from services.demo.year import Year, organisation_id, somebody
from services.referral.consent_wishes import commands as wishes
from services.referral.family_contacts import commands
from services.referral.family_contacts.schemas import ContactReferralSchema
from shared.work import Actor, Work

MLL = "mll-vs"
WAITS: dict[str, Any] = {
    "programme": "perhekummi",
    "language": "sv",
    "municipality": "853",
    "text": "Jag är ensam med två små barn och orkar inte på kvällarna. Kan någon komma på besök?",
    "experience": "Kvällarna är svåra när båda gråter.",
}
ANSWERED: dict[str, Any] = {
    "programme": None,
    "language": "fi",
    "municipality": "853",
    "text": "Poika on 9 ja jää aina yksin välitunneilla. En tiedä, mistä voisi kysyä apua.",
}
ANSWER = (
    "Hei, ja kiitos viestistä! Kaveritoiminnasta voisi olla apua: aikuinen kaveri tapaa poikaa pari"
    " kertaa kuussa. Soita meille tai kerro täällä, keitä olette, niin mietitään yhdessä."
)

TAKEN_BACK: dict[str, Any] = {
    "programme": "perhekummi",
    "language": "fi",
    "municipality": "853",
    "text": "Olen yksin kahden pienen kanssa, ja toivoisin aikuista seuraa meille kaikille.",
}
WHO: dict[str, Any] = {
    "subject": {"kind": "FAMILY", "given_name": "Iida", "family_name": "Esimerkkilä"}
}


def write_to_us(year: Year) -> None:
    """In the last days of the year."""
    family = Actor("family", organisation_id(MLL))
    coordinator = somebody("coordinator-mll", MLL)
    for ago, letter, answer in ((6, ANSWERED, ANSWER), (2, WAITS, "")):
        action = partial(_receive, letter, answer, coordinator, year)
        year.plan(year.last - timedelta(days=ago), "referral", family, action)
    ids: list[UUID] = []
    for ago, act in ((8, _write), (5, _say_who), (0, _take_back)):
        year.plan(year.last - timedelta(days=ago), "referral", family, partial(act, ids))


def _write(ids: list[UUID], work: Work) -> None:
    ids.append(_contact(TAKEN_BACK, "taken-back", work))


def _say_who(ids: list[UUID], work: Work) -> None:
    commands.refer(work, ids[0], **ContactReferralSchema().load(WHO))


def _take_back(ids: list[UUID], work: Work) -> None:
    wishes.express(work, ids[0], organisations=())


def _receive(
    letter: dict[str, Any], answer: str, coordinator: Actor, year: Year, work: Work
) -> None:
    contact_id = _contact(letter, letter["language"], work)
    if answer:
        reply = partial(_answer, contact_id, answer)
        year.after(3, "referral", coordinator, reply)


def _contact(letter: dict[str, Any], form: str, work: Work) -> UUID:
    _, contact_id = commands.receive(
        work,
        f"demo-{form}-{'0' * 32}",
        organisation=organisation_id(MLL),
        writer=ContactWriter.PARENT,
        reply_by=ReplyWay.CODE,
        **letter,
    )
    return contact_id


def _answer(contact_id: Any, text: str, work: Work) -> None:
    commands.answer(work, contact_id, text=text)
