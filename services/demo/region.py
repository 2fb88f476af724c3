"""Writes the invented region on the first start, and does nothing on later ones."""

import os
import random
import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from services.common.deadlines.commands import take_due
from services.common.programme.loader import load_programmes
from services.demo import families
from services.demo.agreements import AGREEMENTS
from services.demo.autumn import live_through_the_autumn
from services.demo.cohort import has_room, is_theirs, live_through_the_cohort
from services.demo.concerns import worry, worry_today
from services.demo.consultations import consult
from services.demo.contacts import write_to_us
from services.demo.courses import teach
from services.demo.drafts import begin_a_draft
from services.demo.duties import make_roster
from services.demo.expenses import LATELY, pay_back
from services.demo.handover import share_work_today
from services.demo.lending import lend
from services.demo.network import form_network, send_to_the_network
from services.demo.open_events import announce_events
from services.demo.package import agree_on_a_package, agree_on_a_purchase, plan_the_next_year
from services.demo.packages import make_to_measure
from services.demo.pairs import work_in_pairs
from services.demo.receipts import photograph
from services.demo.receptions import book_what_comes
from services.demo.referrals import send
from services.demo.supporters import Pool, Supporter, arrive, sign_in_as_the_busiest
from services.demo.surveys import ask
from services.demo.twice import send_twice
from services.demo.year import DAY, DayClock, Year, somebody
from services.platform import registry
from services.platform.demo import people
from services.platform.demo.organisations import CONTACTS, NAMES, ORGANISATIONS
from services.platform.embedded import HELSINKI, Platform
from services.referral.access import commands as access
from services.referral.clients import commands as clients
from services.referral.directory import commands as directory
from services.referral.organisations import commands as organisations
from services.reporting.editions.commands import publish
from shared.database.scope import Scope
from shared.identity.principals import Principals
from shared.inbox import mark_all_read
from shared.kernel.clock import Clock
from shared.keys import KeyStore
from shared.service import Service
from shared.work import Actor, Work

SEED = 26
A_WEEK = timedelta(days=7)
A_YEAR = 365  # days


REFERRALS = 240
DAY_OF_EDITIONS = 3
APPLIED_LATELY = (24, 20, 17, 12, 9, 6, 4, 2)  # days ago: still on their way at the end
SUPPORTERS = (  # organisation, programmes, municipalities, how many
    ("mll-vs", ("kaveri",), families.PLACES, 30),
    ("mll-vs", ("perhekummi",), families.PLACES, 18),
    ("mll-vs", ("ystavaksi",), families.PLACES, 10),
    ("siipi", ("amm-tukihenkilo",), {"853": 3, "609": 1, "886": 1}, 9),
    ("sasta", ("rinnallakulkija",), {"790": 1}, 6),
)


def write_once(folder: Path, base_url: str, *, days: int = A_YEAR) -> bool:
    """The region with its last days, ending today; False when the folder holds data already.

    It is written beside and moved in when it is whole: an interrupted start leaves nothing.
    """
    if any(folder.glob("*.sqlite")):
        return False
    beside = folder / "region-in-writing"
    shutil.rmtree(beside, ignore_errors=True)
    _write(beside, base_url, days)
    for path in beside.iterdir():
        _onto_disk(path)
        path.rename(folder / path.name)
    beside.rmdir()
    return True


def write_into(
    address_of: Callable[[str], str],
    keys_of: Callable[[str], KeyStore],
    base_url: str,
    *,
    year: bool,
) -> bool:
    """The region in databases that were migrated; False when the first holds data already.

    Services that run each on its own go on from here: a checkpoint is one whatever the road.
    """
    with TemporaryDirectory() as folder:
        clock = DayClock(Clock(HELSINKI).today())
        platform = Platform(
            Path(folder),
            base_url,
            clock=Clock(HELSINKI, clock.now) if year else Clock(HELSINKI),
            address_of=address_of,
            keys_of=keys_of,
        ).open()
        is_empty = platform.services["referral"].store.head() == 0
        if is_empty and year:
            _tell(platform, clock, A_YEAR)
        elif is_empty:
            fill_directory(platform)
        platform.close()
    return is_empty


def _write(folder: Path, base_url: str, days: int) -> None:
    clock = DayClock(Clock(HELSINKI).today())
    platform = Platform(folder, base_url, clock=Clock(HELSINKI, clock.now), sync="OFF").open()
    _tell(platform, clock, days)
    platform.close()


def _tell(platform: Platform, clock: DayClock, days: int) -> None:
    """Live through the days that end on the clock's day."""
    first = clock.day - timedelta(days)
    last, clock.day = clock.day, first
    fill_directory(platform)
    story = random.Random(SEED)  # noqa: S311 - a story, not a secret
    year = Year(platform, clock, last, story, evening=_publish)
    pool = _plan(year, first)
    send_to_the_network(year)
    send_twice(year)
    write_to_us(year)
    worry(year)
    ask(year)
    live_through_the_autumn(year)
    if days > LATELY:
        work_in_pairs(year)
        make_to_measure(year)
    year.run()
    year.platform.services["referral"].execute(
        plan_the_next_year, somebody("coordinator-mll", "mll-vs")
    )
    year.platform.services["referral"].execute(begin_a_draft, Actor(str(people.fixed_id("admin"))))
    book_what_comes(year)
    announce_events(year)
    consult(year)
    sign_in_as_the_busiest(year, pool)
    worry_today(year)
    share_work_today(year)
    make_roster(year)
    if days > LATELY:
        pay_back(year)
        photograph(year)
        teach(year)
        lend(year)
    _read_the_mail(year)


def _publish(year: Year) -> None:
    """Early in each month the edition of the month before comes out, and the clock looks."""
    before_last_week = year.last - A_WEEK - DAY
    if year.today.day == DAY_OF_EDITIONS or year.today == before_last_week:
        year.platform.settle()
        _remind(year)
    if year.today.day == DAY_OF_EDITIONS:
        publish(year.platform.services["reporting"])


def _remind(year: Year) -> None:
    """The clock, which otherwise looks every minute: its letters have the day that they had."""
    for name, service in year.platform.services.items():
        if kinds := registry.deadlines_of(name):
            take_due(service, kinds)


def _onto_disk(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _plan(year: Year, first: date) -> Pool:
    """Who applies when, and which families are sent when."""
    rng, pool = year.rng, Pool()
    for organisation, programmes, places, number in SUPPORTERS:
        for index in range(number):
            (place,) = rng.choices(list(places), list(places.values()))
            supporter = Supporter(organisation, programmes, place, rng.choice((1, 2, 2, 3)))
            if organisation == "siipi":
                supporter.capacity = 5
            day = rng.randint(0, 40) if index < number * 0.6 else rng.randint(41, 355)
            arrive(year, pool, supporter, first + timedelta(days=day))
    profiles = rng.choices(
        families.PROFILES, [profile.weight for profile in families.PROFILES], k=REFERRALS
    )
    has_cohort = has_room(first, year.last)
    for number, profile in enumerate(profiles, 1):
        on = first + timedelta(days=rng.randint(1, 364))
        if not (has_cohort and is_theirs(profile)):
            send(year, pool, profile, number, on)
    if has_cohort:
        live_through_the_cohort(year, first)
    for ago in APPLIED_LATELY:
        place = rng.choice(list(families.PLACES))
        arrive(year, pool, Supporter("mll-vs", ("kaveri",), place, 1), year.last - timedelta(ago))
    return pool


def _read_the_mail(year: Year) -> None:
    """What came in before the last week has been read by those who can sign in."""
    until = year.clock.now() - A_WEEK
    for service in year.platform.services.values():
        principals = Principals(service.database, service.sealing)
        for person in people.PEOPLE:
            reader = principals.by_id(people.fixed_id(person.sign_in))
            if reader is not None:
                with service.database.writing(Scope(reader.organisation)) as db:
                    mark_all_read(db, reader, until=until)


def write_directory(folder: Path, base_url: str) -> None:
    """Organisations, programmes, people and systems, and nobody's case yet."""
    platform = Platform(folder, base_url, sync="OFF").open()
    fill_directory(platform)
    platform.close()


def fill_directory(platform: Platform) -> None:
    write_directory_into(platform.services["referral"])
    platform.settle()


def write_directory_into(referral: Service) -> None:
    """The same into the referral service alone, whatever its database."""
    referral.execute(_directory, Actor("demo", over_all=True))


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
    for code, (phone, email, address) in CONTACTS.items():
        organisations.give_contact(work, ids[code], phone=phone, email=email, address=address)
    for code, (name_sv, name_en) in NAMES.items():
        name = next(name for each, name, _, _ in ORGANISATIONS if each == code)
        organisations.rename(work, ids[code], name=name, name_sv=name_sv, name_en=name_en)
    for programme in load_programmes():
        directory.publish_programme(work, programme, provider=ids[programme.provider])
    _agree(work, ids)
    form_network(work, ids)
    _register_principals(work, ids)


def _agree(work: Work, ids: dict[str, UUID]) -> None:
    for provider, party, programmes, area in AGREEMENTS:
        directory.make_agreement(
            work,
            provider=ids[provider],
            party=ids[party],
            programmes=programmes,
            area=area,
            starts_on=date(work.today.year - 1, 1, 1),
        )
    agree_on_a_package(work, ids, first_year=work.today.year - 1)
    agree_on_a_purchase(work, ids)


def _register_principals(work: Work, ids: dict[str, UUID]) -> None:
    for person in people.PEOPLE:
        access.admit(
            work,
            sign_in=person.sign_in,
            name=person.name,
            roles=[person.role],
            organisation=ids.get(person.organisation),
            person_id=people.fixed_id(person.sign_in),
        )
    for client in (*people.CLIENTS, *people.SERVICES):
        clients.register_client(
            work,
            sign_in=client.sign_in,
            roles=[client.role],
            organisation=ids.get(client.organisation),
            client_id=people.fixed_id(client.sign_in),
        )
