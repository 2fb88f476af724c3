"""Writes the invented region on the first start, and does nothing on later ones."""

from datetime import date
from pathlib import Path

from services.demo import people
from services.demo.organisations import AGREEMENTS, ORGANISATIONS
from services.embedded import Platform
from services.referral.access import commands as access
from services.referral.directory import commands as directory
from services.referral.directory.loader import load_programmes
from shared.work import Actor, Work


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
    ids = {
        code: directory.register_organisation(
            work,
            code=code,
            name=name,
            kind=kind,
            area=area,
            organisation_id=people.fixed_id(f"organisation:{code}"),
        )
        for code, name, kind, area in ORGANISATIONS
    }
    for programme in load_programmes():
        directory.publish_programme(work, programme, provider=ids[programme.provider])
    for provider, party, programmes, area in AGREEMENTS:
        directory.make_agreement(
            work,
            provider=ids[provider],
            party=ids[party],
            programmes=programmes,
            area=area,
            starts_on=date(work.today.year - 1, 1, 1),
        )
    for person in people.PEOPLE:
        access.admit(
            work,
            sign_in=person.sign_in,
            name=person.name,
            roles=[person.role],
            organisation=ids.get(person.organisation),
            person_id=people.fixed_id(person.sign_in),
        )
    for client in people.CLIENTS:
        access.register_client(
            work,
            sign_in=client.sign_in,
            roles=[client.role],
            organisation=ids.get(client.organisation),
            client_id=people.fixed_id(client.sign_in),
        )
