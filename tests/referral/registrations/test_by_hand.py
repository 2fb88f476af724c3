"""Whoever holds an event registers somebody who has called, also once a closed group has begun."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import MetaData, select

from services.referral.event_seats import events
from services.referral.event_seats.domain import EventSeats
from services.referral.event_seats.rules import Party
from shared.kernel.aggregate import NotFound, Refused
from shared.kernel.testing import given
from tests.platform import BASE, Stepped, csrf_of
from tests.referral.family_contacts.families import get, path_of, post, stranger
from tests.referral.registrations import test_joining_a_group as groups
from tests.referral.registrations.registering import PUBLIC, SEATS, opened, registered
from tests.referral.registrations.test_registering import lines

MLL, OTHER = "coordinator-mll", "coordinator-siipisulka"
CALLER: dict[str, Any] = {"calling_name": "Aino", "people": 1, "phone": "+358401234567"}
ID, FIRST, SECOND, NEW = (UUID(int=n) for n in range(1, 5))
TODAY, DAY = date(2026, 11, 29), date(2026, 12, 1)
NOW = datetime(2026, 11, 29, 10, tzinfo=UTC)
OFFERED = events.SeatsOffered(
    happening_id=ID, organisation=UUID(int=9), seats=3, until=NOW, drop_in=False, on=TODAY
)


def waits(registration_id: UUID, people: int) -> events.SeatsAwaited:
    return events.SeatsAwaited(
        happening_id=ID,
        registration_id=registration_id,
        people=people,
        day=None,
        changes=0,
        on=TODAY,
    )


BEGUN = given(EventSeats(ID), OFFERED, waits(FIRST, 2), waits(SECOND, 1))


def by_hand(state: EventSeats, people: int) -> list[Any]:
    return state.register(NEW, Party(people), coming=(DAY,), now=NOW, by_host=True, moves_up=False)


def test_the_host_takes_somebody_in_when_registration_has_ended() -> None:
    empty = given(EventSeats(ID), OFFERED)
    with pytest.raises(Refused):
        empty.register(NEW, Party(3), coming=(DAY,), now=NOW)
    with pytest.raises(Refused):
        empty.register(NEW, Party(3), coming=(), now=NOW, by_host=True)
    (taken,) = by_hand(empty, 3)
    assert isinstance(taken, events.SeatsTaken)
    (waiting,) = by_hand(empty, 4)
    assert isinstance(waiting, events.SeatsAwaited)


def test_whoever_calls_passes_nobody_who_waits_and_fits() -> None:
    """Both who wait fit into the three seats; of four, one is left for whoever calls."""
    (waiting,) = by_hand(BEGUN, 1)
    assert isinstance(waiting, events.SeatsAwaited)
    (taken,) = by_hand(given(BEGUN, replace(OFFERED, seats=4)), 1)
    assert isinstance(taken, events.SeatsTaken)


def test_who_waits_is_taken_in_in_order() -> None:
    (seat,) = BEGUN.take_in(FIRST, coming=(DAY,), on=TODAY)
    assert isinstance(seat, events.SeatsGiven)
    assert given(BEGUN, seat).take_in(FIRST, coming=(DAY,), on=TODAY) == []
    with pytest.raises(Refused):
        BEGUN.take_in(SECOND, coming=(DAY,), on=TODAY)
    narrow = given(BEGUN, replace(OFFERED, seats=1))
    with pytest.raises(Refused):
        narrow.take_in(FIRST, coming=(DAY,), on=TODAY)
    (seat,) = narrow.take_in(SECOND, coming=(DAY,), on=TODAY)
    assert isinstance(seat, events.SeatsGiven) and seat.registration_id == SECOND
    with pytest.raises(NotFound):
        BEGUN.take_in(NEW, coming=(DAY,), on=TODAY)
    with pytest.raises(Refused):
        BEGUN.take_in(FIRST, coming=(), on=TODAY)


def test_the_host_registers_and_reads_the_code_once(platform: Stepped) -> None:
    address, _ = opened(platform)
    host = platform.caller(MLL)
    made = host.post(f"{address}/registrations", CALLER | {"day": "all"}, key="a call")
    assert (made.status_code, made.json["status"]) == (201, "REGISTERED")
    assert get(stranger(platform), made.json["page"], "en").status_code == 200
    again = host.post(f"{address}/registrations", CALLER | {"day": "all"}, key="a call")
    assert (again.status_code, again.json) == (201, made.json)
    other = host.post(f"{address}/registrations", CALLER | {"day": "all"}, key="another")
    assert other.json["code"] != made.json["code"]
    platform.settle()
    assert len(lines(platform, address)) == 2
    assert made.json["code"] not in host.get(f"{address}/registrations").text
    refused = platform.caller(OTHER).post(f"{address}/registrations", CALLER | {"day": "all"})
    assert refused.status_code == 404


def test_no_table_holds_the_code_that_a_program_was_answered_with(platform: Stepped) -> None:
    address, _ = opened(platform)
    made = platform.caller(MLL).post(f"{address}/registrations", CALLER | {"day": "all"})
    platform.settle()
    code = made.json["code"]
    database = platform.platform.services["referral"].database
    metadata = MetaData()
    with database.reading() as db:
        metadata.reflect(db)
        for table in metadata.tables.values():
            rows = str(db.execute(select(table)).all())
            assert code not in rows and code.replace("-", "") not in rows, table.name


def test_a_group_that_has_begun_takes_somebody_in_by_hand(platform: Stepped) -> None:
    happening_id = groups.opened(platform)
    form, seats = f"{PUBLIC}/{happening_id}/registration", f"{SEATS}/{happening_id}"
    mother, waiting = stranger(platform), stranger(platform)
    hers = registered(mother, form, day="")
    theirs = registered(waiting, form, calling_name="Matti", people="1", day="")
    groups.begin(platform)
    host = platform.caller(MLL)
    full = host.post(f"{seats}/registrations", CALLER)
    assert (full.status_code, full.json["status"]) == (201, "WAITING")
    post(mother, f"{hers}/cancellation")
    platform.settle()
    page = f"/referral/happenings/{happening_id}/registrations"
    assert get(platform.browser(MLL), page, "en").text.count("Give them a seat") == 1
    first, second = (each for each in lines(platform, seats) if each["status"] == "WAITING")
    passed = host.put(f"{seats}/registrations/{second['id']}/seat", {}, of=seats)
    assert (first["calling_name"], passed.status_code) == ("Matti", 409)
    assert host.put(f"{seats}/registrations/{first['id']}/seat", {}, of=seats).status_code == 200
    assert groups.PLACE in get(waiting, theirs, "en").text
    assert host.put(f"{seats}/registrations/{second['id']}/seat", {}, of=seats).status_code == 200


def test_on_the_page_the_code_is_shown_after_the_form(platform: Stepped) -> None:
    address, _ = opened(platform)
    page = f"/referral/happenings/{address[-36:]}/registrations"
    browser = platform.browser(MLL)
    assert f"{page}/new" in get(browser, page, "en").text
    shown = get(browser, f"{page}/new", "en").text
    key = re.findall(r'name="form_key" value="([^"]+)"', shown)[0]
    typed = {"csrf_token": csrf_of(shown), "form_key": key, "day": "all", "people": "1"}
    assert post(browser, f"{page}/new", typed).status_code == 422
    assert post(browser, f"{page}/new", typed | {"calling_name": "Aino"}).status_code == 303
    answer = post(browser, f"{page}/new", typed | {"calling_name": "Aino"})
    own = path_of(answer)
    assert own.startswith(f"{PUBLIC}/registration/")
    assert own.partition("?")[0].rpartition("/")[2] in get(browser, own, "en").text
    platform.settle()
    assert [each["calling_name"] for each in lines(platform, address)] == ["Aino"]
    other = platform.browser(OTHER, "referral").get(f"{page}/new", base_url=BASE)
    assert other.status_code == 404
