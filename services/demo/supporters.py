"""Volunteers and professionals of the demo year: from application to vetted, or not."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from uuid import UUID

from services.common.codes import ApplicationEnd, Availability, ExtractSource, Interest, SupportKind
from services.demo import names
from services.demo.year import Action, Year, organisation_id, somebody
from services.platform.demo.people import fixed_id
from services.volunteers.approval import commands
from services.volunteers.people import commands as people
from services.volunteers.people.commands import Details, Offer
from shared.work import Actor, Work

SERVICE = "volunteers"
CHECKED = {"kaveri", "amm-tukihenkilo"}  # where the role's policy asks for an extract


@dataclass
class Supporter:
    """One person who supports, as far as the year has to remember them."""

    organisation: str
    programmes: tuple[str, ...]
    municipality: str
    capacity: int
    id: UUID | None = None
    vetted: bool = False
    busy: int = 0  # families now
    matches: list[UUID] = field(default_factory=list)

    @property
    def has_room(self) -> bool:
        return self.vetted and self.busy < self.capacity


@dataclass
class Pool:
    """Everybody who may be proposed."""

    everybody: list[Supporter] = field(default_factory=list)

    def choose(self, year: Year, organisation: str, programme: str, place: str) -> Supporter | None:
        """Somebody with room, from near by when there is one."""
        free = [
            supporter
            for supporter in self.everybody
            if supporter.has_room
            and supporter.organisation == organisation
            and programme in supporter.programmes
        ]
        near = [supporter for supporter in free if supporter.municipality == place]
        choice = near or free
        return year.rng.choice(choice) if choice else None


def arrive(year: Year, pool: Pool, supporter: Supporter, on: date) -> None:
    """Let somebody apply on that day and take the steps of the role's policy."""
    application = Application(year, supporter, drops=year.rng.random() < 0.12)
    pool.everybody.append(supporter)
    year.plan(on, SERVICE, application.coordinator, application.apply)


@dataclass(frozen=True)
class Application:
    """From an application to vetted, or out again: each step plans the one after it."""

    year: Year
    supporter: Supporter
    drops: bool  # whether the interview does not recommend them

    @property
    def coordinator(self) -> Actor:
        return somebody(f"coordinator-{self.supporter.organisation}", self.supporter.organisation)

    @property
    def contact(self) -> Actor:
        return somebody(f"vetting-{self.supporter.organisation}", self.supporter.organisation)

    @property
    def is_professional(self) -> bool:
        return self.supporter.programmes[0] == "amm-tukihenkilo"

    def apply(self, work: Work) -> None:
        rng = self.year.rng
        state, _ = people.apply(
            work,
            organisation=organisation_id(self.supporter.organisation),
            kind=SupportKind.PROFESSIONAL if self.is_professional else SupportKind.VOLUNTEER,
            programmes=self.supporter.programmes,
            details=Details(
                given_name=names.given(rng),
                family_name=names.family(rng),
                date_of_birth=names.born(rng, work.today, 20, 67),
            ),
            offer=_offer(rng, self.supporter),
        )
        self.supporter.id = state.id
        self._after(3, 10, self.coordinator, self.interview)

    def interview(self, work: Work) -> None:
        volunteer = volunteer_id(self.supporter)
        people.interview(work, volunteer, held_on=work.today, recommended=not self.drops)
        self._after(2, 8, self.coordinator, self.leave if self.drops else self.prepare)

    def prepare(self, work: Work) -> None:
        """References and training, and consent where a volunteer's extract is asked for."""
        is_checked = CHECKED & set(self.supporter.programmes)
        if not self.is_professional:
            self._learn(work)
            if is_checked:
                self._consent(work)
        if is_checked:
            self._after(3, 12, self.contact, self.check)
        else:
            self.year.after(2, SERVICE, self.coordinator, self.approve)

    def check(self, work: Work) -> None:
        shown, ordered = ExtractSource.SHOWN_BY_WORKER, ExtractSource.ORDERED_BY_ORGANISER
        commands.check_extract(
            work,
            volunteer_id(self.supporter),
            extract_issue_date=work.today - timedelta(days=self.year.rng.randint(2, 25)),
            source=shown if self.is_professional else ordered,
        )
        self._after(1, 4, self.coordinator, self.approve)

    def approve(self, work: Work) -> None:
        for programme in self.supporter.programmes:
            commands.approve(work, volunteer_id(self.supporter), programme=programme)
        self.supporter.vetted = True

    def leave(self, work: Work) -> None:
        reason = self.year.rng.choice(list(ApplicationEnd))
        commands.end(work, volunteer_id(self.supporter), reason=reason)

    def _learn(self, work: Work) -> None:
        volunteer, today = volunteer_id(self.supporter), work.today
        people.receive_references(work, volunteer, received_on=today, count=2)
        people.train(work, volunteer, course="Peruskoulutus", completed_on=today, hours=Decimal(9))

    def _consent(self, work: Work) -> None:
        commands.consent_to_vetting(
            work,
            volunteer_id(self.supporter),
            given_on=work.today,
            informed_purpose=True,
            informed_content=True,
            informed_rights=True,
        )

    def _after(self, least: int, most: int, actor: Actor, step: Action) -> None:
        """Within so many days from today."""
        self.year.after(self.year.rng.randint(least, most), SERVICE, actor, step)


def _offer(rng: Random, supporter: Supporter) -> Offer:
    others = rng.sample(["sv", "en", "so", "ar", "ru", "uk"], rng.randint(0, 2))
    return Offer(
        municipality=supporter.municipality,
        capacity=supporter.capacity,
        languages=("fi", *others),
        interests=tuple(rng.sample([i for i in Interest if i is not Interest.OTHER], 3)),
        availability=tuple(rng.sample(list(Availability), 5)),
    )


def volunteer_id(supporter: Supporter) -> UUID:
    if supporter.id is None:
        raise ValueError("This person has not applied yet.")
    return supporter.id


def sign_in_as_the_busiest(year: Year, pool: Pool) -> None:
    """Let the demo's support person be somebody who supports families today."""
    mine = [
        supporter
        for supporter in pool.everybody
        if supporter.organisation == "mll-vs" and supporter.matches
    ]
    busiest = max(mine, key=lambda supporter: supporter.busy)
    signer = fixed_id("volunteer-mll")
    actor = somebody("coordinator-mll-vs", "mll-vs")
    year.platform.services["volunteers"].execute(
        lambda work: people.sign_in_as(work, volunteer_id(busiest), person=signer), actor
    )
    year.platform.settle()
