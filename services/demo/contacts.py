"""What families wrote by themselves lately: one that waits for its answer, one that has it."""

from datetime import timedelta
from functools import partial
from typing import Any

from services.common.codes import ContactWriter, ReplyWay
from services.demo.year import Year, organisation_id, somebody
from services.referral.family_contacts import commands
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


def write_to_us(year: Year) -> None:
    """In the last days of the year."""
    family, coordinator = Actor("family"), somebody("coordinator-mll", MLL)
    for ago, letter, answer in ((6, ANSWERED, ANSWER), (2, WAITS, "")):
        action = partial(_receive, letter, answer, coordinator, year)
        year.plan(year.last - timedelta(days=ago), "referral", family, action)


def _receive(
    letter: dict[str, Any], answer: str, coordinator: Actor, year: Year, work: Work
) -> None:
    _, contact_id = commands.receive(
        work,
        f"demo-{letter['language']}-{'0' * 32}",
        organisation=organisation_id(MLL),
        writer=ContactWriter.PARENT,
        reply_by=ReplyWay.CODE,
        **letter,
    )
    if answer:
        reply = partial(_answer, contact_id, answer)
        year.after(3, "referral", coordinator, reply)


def _answer(contact_id: Any, text: str, work: Work) -> None:
    commands.answer(work, contact_id, text=text)
