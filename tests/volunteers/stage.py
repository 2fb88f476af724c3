"""The volunteers service on any database, with the stores that it follows: stepped by hand."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any, ClassVar, Self
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest

from services.casework.cases.events import SupportRequested
from services.common.codes import ExtractSource, OrganisationKind, SupportKind
from services.platform import registry
from services.referral.directory.events import OrganisationRegistered, ProgrammePublished
from services.volunteers import app
from services.volunteers.approval import commands as approval
from services.volunteers.people import commands
from shared.consumer.source import StoreSource
from shared.database.engine import Database
from shared.kernel.clock import Clock
from shared.kernel.sealing import Open
from shared.service import Service
from shared.work import Actor, Work
from tests.databases import NewDatabase, migrated
from tests.volunteers.examples import BUDDY, MARCH, NEED, NGO

NOON = datetime(2026, 6, 1, 9, tzinfo=UTC)
CLOCK = Clock(ZoneInfo("Europe/Helsinki"), lambda: NOON)
ACTOR = Actor("coordinator", NGO)
CONTACT = Actor("contact", NGO)
FOLLOWED = ("referral", "casework")


@dataclass(frozen=True)
class OtherStream:
    """A stream of another service, which takes any event."""

    id: UUID
    category: ClassVar[str] = "said"
    concerns: tuple[UUID, ...] = ()

    def evolve(self, event: Any) -> Self:
        return replace(self)


@dataclass
class Stage:
    volunteers: Service
    others: dict[str, Service]

    def publish(self, service: str, *events: Any, stream: UUID | None = None) -> None:
        """Let another service publish events, and volunteers follow."""
        other = OtherStream(stream or uuid4())
        self.others[service].execute(lambda work: work.change(other, lambda _: [*events]), ACTOR)
        self.settle()

    def settle(self) -> None:
        self.volunteers.followers.settle()

    def do(
        self,
        command: Callable[..., Any],
        *about: Any,
        on: date | None = None,
        who: Any = ACTOR,  # an Actor
        **data: Any,
    ) -> Any:
        """Run a command for facts of that day, today when none is given."""

        def act(work: Work) -> Any:
            with work.dated(on):
                return command(work, *about, **data)

        done = self.volunteers.execute(act, who)
        self.settle()
        return done

    def read_only(self, read: Callable[[Work], Any]) -> Any:
        with self.volunteers.read_only(ACTOR) as work:
            return read(work)

    def need(self, **about: Any) -> UUID:
        """A case asks for a person."""
        case_id = uuid4()
        values = vars(replace(NEED, case_id=case_id, **about))
        self.publish("casework", SupportRequested(**values), stream=case_id)
        return case_id

    def applicant(self, **offered: Any) -> UUID:
        """Somebody who lacks nothing but the check."""
        details = commands.Details(
            given_name="Anna", family_name="Esimerkki", date_of_birth=date(1990, 6, 15)
        )
        offer = commands.Offer(**{"municipality": "853", "languages": ("fi",), **offered})
        volunteer, _ = self.do(
            commands.apply,
            organisation=NGO,
            kind=SupportKind.VOLUNTEER,
            programmes=("buddy",),
            details=details,
            offer=offer,
            on=MARCH,
        )
        volunteer_id: UUID = volunteer.id
        self.do(commands.interview, volunteer_id, held_on=MARCH, recommended=True)
        self.do(commands.receive_references, volunteer_id, received_on=MARCH, count=2)
        self.do(commands.train, volunteer_id, course="Basics", completed_on=MARCH, hours=6)
        informed = ("informed_purpose", "informed_content", "informed_rights")
        values: dict[str, Any] = dict.fromkeys(informed, True)
        self.do(approval.consent_to_vetting, volunteer_id, given_on=MARCH, **values)
        return volunteer_id

    def checked(self, **offered: Any) -> UUID:
        volunteer_id = self.applicant(**offered)
        source = ExtractSource.ORDERED_BY_ORGANISER
        self.do(
            approval.check_extract,
            volunteer_id,
            extract_issue_date=MARCH,
            checked_on=MARCH,
            source=source,
            who=CONTACT,
        )
        return volunteer_id

    def vetted(self, **offered: Any) -> UUID:
        volunteer_id = self.checked(**offered)
        self.do(approval.approve, volunteer_id, programme="buddy", on=MARCH)
        return volunteer_id


@pytest.fixture
def stage(new_database_url: NewDatabase, new_sqlite_url: NewDatabase) -> Iterator[Stage]:
    """Volunteers on the database under test; what it follows lies in files of SQLite."""
    others = {name: _service(name, new_sqlite_url) for name in FOLLOWED}
    volunteers = _service("volunteers", new_database_url)
    services = {**others, "volunteers": volunteers}
    app.listen(volunteers, {name: StoreSource(each.store) for name, each in services.items()})
    made = Stage(volunteers, others)
    ngo = OrganisationRegistered(
        organisation_id=NGO, code="ngo", name="NGO", kind=OrganisationKind.NGO
    )
    programme = ProgrammePublished(programme_id=uuid4(), provider=NGO, programme=BUDDY)
    made.publish("referral", ngo, programme)
    yield made
    for service in (*others.values(), volunteers):
        service.close()


def _service(name: str, new_url: NewDatabase) -> Service:
    database = Database(new_url(migrated(name)), sync="OFF")
    made = Service(name, database=database, clock=CLOCK, sealing=Open())
    registry.prepare(made.store, partitions=4)
    return made
