"""Volunteers and professionals of the demo year: from application to vetted, or not."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from services.codes import (
    ApplicationEnd,
    Availability,
    ExtractSource,
    Interest,
    SupportKind,
)
from services.demo import names
from services.demo.year import Year, organisation_id, somebody
from services.volunteers.people import approving, commands as people
from services.volunteers.people.commands import Details, Offer
from shared.work import Work

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
            one
            for one in self.everybody
            if one.has_room and one.organisation == organisation and programme in one.programmes
        ]
        near = [one for one in free if one.municipality == place]
        choice = near or free
        return year.rng.choice(choice) if choice else None


def arrive(year: Year, pool: Pool, supporter: Supporter, on: date) -> None:
    """Let somebody apply on that day and go the way of the role's policy."""
    rng = year.rng
    coordinator = somebody(f"coordinator-{supporter.organisation}", supporter.organisation)
    contact = somebody(f"vetting-{supporter.organisation}", supporter.organisation)
    professional = supporter.programmes[0] == "amm-tukihenkilo"
    drops = rng.random() < 0.12
    pool.everybody.append(supporter)

    def apply(work: Work) -> None:
        state, _ = people.apply(
            work,
            organisation=organisation_id(supporter.organisation),
            kind=SupportKind.PROFESSIONAL if professional else SupportKind.VOLUNTEER,
            programmes=supporter.programmes,
            details=Details(
                given_name=names.given(rng),
                family_name=names.family(rng),
                date_of_birth=names.born(rng, work.today, 20, 67),
            ),
            offer=Offer(
                municipality=supporter.municipality,
                capacity=supporter.capacity,
                languages=(
                    "fi",
                    *rng.sample(["sv", "en", "so", "ar", "ru", "uk"], rng.randint(0, 2)),
                ),
                interests=tuple(rng.sample([i for i in Interest if i is not Interest.OTHER], 3)),
                availability=tuple(rng.sample(list(Availability), 5)),
            ),
        )
        supporter.id = state.id
        year.after(rng.randint(3, 10), SERVICE, coordinator, interview)

    def interview(work: Work) -> None:
        people.interview(work, volunteer_id(supporter), held_on=work.today, recommended=not drops)
        if drops:
            year.after(rng.randint(2, 8), SERVICE, coordinator, leave)
        else:
            year.after(rng.randint(2, 8), SERVICE, coordinator, prepare)

    def prepare(work: Work) -> None:
        if not professional:
            people.receive_references(
                work, volunteer_id(supporter), received_on=work.today, count=2
            )
            people.train(
                work,
                volunteer_id(supporter),
                course="Peruskoulutus",
                completed_on=work.today,
                hours=Decimal(9),
            )
        if not CHECKED & set(supporter.programmes):
            year.after(2, SERVICE, coordinator, approve)
            return
        if not professional:
            approving.consent_to_vetting(
                work,
                volunteer_id(supporter),
                given_on=work.today,
                informed_purpose=True,
                informed_content=True,
                informed_rights=True,
            )
        year.after(rng.randint(3, 12), SERVICE, contact, check)

    def check(work: Work) -> None:
        approving.check_extract(
            work,
            volunteer_id(supporter),
            extract_issue_date=work.today - timedelta(days=rng.randint(2, 25)),
            source=ExtractSource.SHOWN_BY_WORKER
            if professional
            else ExtractSource.ORDERED_BY_ORGANISER,
        )
        year.after(rng.randint(1, 4), SERVICE, coordinator, approve)

    def approve(work: Work) -> None:
        for programme in supporter.programmes:
            approving.approve(work, volunteer_id(supporter), programme=programme)
        supporter.vetted = True

    def leave(work: Work) -> None:
        reason = rng.choice(list(ApplicationEnd))
        approving.end(work, volunteer_id(supporter), reason=reason)

    year.plan(on, SERVICE, coordinator, apply)


def volunteer_id(supporter: Supporter) -> UUID:
    if supporter.id is None:
        raise ValueError("This person has not applied yet.")
    return supporter.id
