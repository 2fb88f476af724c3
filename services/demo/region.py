"""Writes the invented region on the first start, and does nothing on later ones."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, Self
from uuid import UUID

from services.demo import people
from services.demo.organisations import ORGANISATIONS
from services.embedded import Platform
from services.referral.access.events import ClientRegistered, PersonJoined
from services.referral.directory.events import OrganisationRegistered, ProgrammePublished
from services.referral.directory.loader import load_programmes
from shared.work import Actor, Work

PROGRAMMES = Path(__file__).parents[1] / "referral" / "programmes"


@dataclass(frozen=True)
class Fact:
    category: ClassVar = "fact"
    id: UUID
    concerns: tuple[UUID, ...] = ()

    def evolve(self, event: Any) -> Self:
        return self


def _only(event: Any, _: Fact) -> list[Any]:
    return [event]


def write_once(folder: Path, base_url: str) -> None:
    marker = folder / "region-written"
    if marker.exists():
        return
    write_directory(folder, base_url)
    marker.write_text("written")


def write_directory(folder: Path, base_url: str) -> None:
    """Organisations, programmes, people and systems, and nobody's case yet."""
    platform = Platform(folder, base_url, sync="OFF").open()
    platform.services["referral"].perform(_directory, Actor("demo"))
    platform.settle()
    platform.close()


def _directory(work: Work) -> None:
    ids = {code: people.fixed_id(f"organisation:{code}") for code, *_ in ORGANISATIONS}
    for code, name, kind, area in ORGANISATIONS:
        event: Any = OrganisationRegistered(
            organisation_id=ids[code], code=code, name=name, kind=kind, area=area
        )
        work.change(Fact(ids[code]), partial(_only, event))
    for programme in load_programmes(PROGRAMMES):
        pid = people.fixed_id(f"programme:{programme.code}")
        event = ProgrammePublished(
            programme_id=pid, provider=ids[programme.provider], programme=programme
        )
        work.change(Fact(pid), partial(_only, event))
    for person in people.PEOPLE:
        pid = people.fixed_id(person.sign_in)
        event = PersonJoined(
            person_id=pid,
            sign_in=person.sign_in,
            name=person.name,
            organisation_id=ids.get(person.organisation),
            roles=(person.role,),
        )
        work.change(Fact(pid), partial(_only, event))
    for client in people.CLIENTS:
        pid = people.fixed_id(client.sign_in)
        event = ClientRegistered(
            client_id=pid,
            sign_in=client.sign_in,
            organisation_id=ids.get(client.organisation),
            roles=(client.role,),
        )
        work.change(Fact(pid), partial(_only, event))
