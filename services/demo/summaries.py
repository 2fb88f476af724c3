"""The summaries of a professional's cases in the demo year; some of the last are unfinished."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from services.casework.cases.domain import Case
from services.casework.summaries import commands
from services.casework.summaries.rules import READ_FROM
from services.demo.families import sender_of
from services.demo.year import Year, somebody
from services.referral.summaries.commands import note_reading
from shared.work import Actor, Work

if TYPE_CHECKING:
    from services.demo.referrals import Family

SERVICE, COUNTY = "casework", "varha"
FIRST_AFTER, EVERY = 87, 91  # days
UNFINISHED = 40  # days before the end of the year: some are late, some drafts
COORDINATORS = {"siipi": "coordinator-siipisulka", "hki": "coordinator-hki"}
LATE, DRAFT, WAITING, KINDS = 0, 1, 2, 5
TEXTS: tuple[dict[str, Any], ...] = (
    {
        "happened": "Koulupäivät ovat alkaneet onnistua, ja poissaoloja on vähemmän.",
        "child": "Lapsi nukkuu paremmin ja kertoo päivistään itse.",
        "ahead": "Jatketaan viikoittaisia tapaamisia ja aloitetaan yhteinen harrastus.",
    },
    {
        "happened": "Luottamus on rakentunut, ja tapaamisista on tullut odotettuja.",
        "child": "Mieliala vaihtelee, mutta vaikeista asioista puhutaan ääneen.",
        "ahead": "Seuraavaksi tuetaan kaverisuhteita ja sovitaan koulun kanssa arjesta.",
    },
)
NOT_MET: dict[str, Any] = {
    "happened": "Tukihenkilöä etsitään vielä, eikä tapaamisia ole ollut.",
    "child": "Perheeseen ollaan yhteydessä, kun sopiva tukihenkilö löytyy.",
    "ahead": "Etsitään tukihenkilöä myös lähikunnista.",
}


def plan_summaries(year: Year, family: Family, worker: Actor) -> None:
    """Write one every three months, as the programme promises."""
    if family.case is not None:
        number = len(year.summarised)
        year.summarised.append(family.case)
        story = _Summaries(year, family, family.case, worker, number)
        year.after(FIRST_AFTER, SERVICE, worker, story.write)


class _Summaries:
    """One case's summaries; each plans the next."""

    def __init__(self, year: Year, family: Family, case: UUID, worker: Actor, number: int) -> None:
        self.year, self.family, self.case = year, family, case
        self.worker, self.number = worker, number

    def write(self, work: Work) -> None:
        if work.load(Case(self.case))[0].closing is not None:
            return
        days_left = (self.year.last - work.today).days
        kind = self.number % KINDS if days_left <= UNFINISHED else KINDS
        if kind == LATE:
            return
        summary_id, _ = commands.begin(work, self.case)
        texts = TEXTS[self.number % len(TEXTS)] if self.family.met else NOT_MET
        commands.write(work, summary_id, **texts, is_ready=kind != DRAFT)
        if kind in (DRAFT, WAITING):
            return
        provider = self.family.profile.provider
        coordinator = somebody(COORDINATORS[provider], provider)
        self.year.after(
            3, SERVICE, coordinator, lambda w: self.approve(w, summary_id, is_read=kind == KINDS)
        )
        self.year.after(EVERY, SERVICE, self.worker, self.write)

    def approve(self, work: Work, summary_id: UUID, *, is_read: bool) -> None:
        commands.approve(work, summary_id)
        case, _ = work.load(Case(self.case))
        _, home = sender_of(self.family.place)
        if home == COUNTY and is_read and case.person.disclosure_level >= READ_FROM:
            reader = somebody("municipal-varha", COUNTY)
            self.year.after(6, "referral", reader, lambda w: self.read(w, summary_id))

    def read(self, work: Work, summary_id: UUID) -> None:
        organisation = work.actor.organisation
        if organisation is not None:
            note_reading(work, summary_id, case_id=self.case, edition=1, organisation=organisation)
