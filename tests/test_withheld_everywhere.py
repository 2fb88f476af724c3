"""A family under a non-disclosure order, and everything that everybody of the demo can fetch.

Every protected field holds a canary. Each route of all services and the front door is asked for by
each sign-in; only somebody named finds them, after saying why, and after its hours no more.
"""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from werkzeug.routing import Rule

from services.platform.demo.people import CLIENTS, PEOPLE, fixed_id
from services.platform.embedded import HELSINKI, Platform
from shared.identity.headers import is_static
from shared.kernel.clock import Clock
from tests.answers import whole
from tests.casework.acceptance import WORKER, Opened, ago, child_of_two_worlds
from tests.casework.visiting import SUPPORTER, agree
from tests.isolated import FILLED, Asker, Route
from tests.platform import BASE, Stepped
from tests.sightings import revealed

pytestmark = pytest.mark.xdist_group("withheld")

SECRETS = (
    *("+358401239871", "040 1239871", "kanaria@esimerkki.fi", "Kanarianpolku", "+358401239872"),
    *("Kanariakoulu", "+358401239873", "kuraattori.kanaria@esimerkki.fi"),
)
PLACES = ("Uusikaupunki", "Uudenkaupungin", "Nystad", '"895"')
CHOICES = re.compile(  # what can be chosen is the same for every family
    r'<(option|select|datalist).*?</\1>|<label class="choice">.*?</label>', re.DOTALL
)
LOOK = {"reason": "Soitan perheelle tänään.", "hours": 1}
NAMED = "worker-siipisulka"
OPENING = {"referral": "/referral/api/v1/referrals/{}", "casework": "/casework/api/v1/cases/{}"}


@dataclass
class Hands:
    """A clock that the test moves."""

    ahead: timedelta = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead


@dataclass
class World:
    stepped: Stepped
    hands: Hands
    ids: dict[str, str]
    before: dict[tuple[str, str], int] = field(default_factory=dict)  # mentions of the place

    def routes(self) -> Iterator[Route]:
        """Whatever can be read, of the family's things where an address names one."""
        for service, app in self.stepped.platform.apps.items():
            for rule in app.url_map.iter_rules():
                if "GET" in (rule.methods or ()) and self._is_asked(rule):
                    yield Route(service, rule, "GET")

    def _is_asked(self, rule: Rule) -> bool:
        is_page = not is_static(rule.endpoint) and "openapi" not in rule.rule
        leaves = ("sign", "session", "docs", "metrics", "feed", "health")
        return (
            is_page
            and rule.arguments <= self.ids.keys()
            and not any(word in rule.rule for word in leaves)
        )

    def answers(self, sign_in: str) -> Iterator[tuple[Route, str]]:
        """What somebody reads on each route that opens to them."""
        asker = Asker(self.stepped, sign_in)
        is_system = sign_in in {client.sign_in for client in CLIENTS}
        for route in self.routes():
            if is_system and not route.is_api:
                continue
            if route.service == "" and is_system:
                continue
            answer = asker.ask(route, self.ids)
            yield route, f"{answer.headers}{whole(answer)}"


def family(stepped: Stepped) -> dict[str, Any]:
    """A child whose every protected field holds a canary."""
    body = child_of_two_worlds(stepped, non_disclosure=True)
    body |= {"municipality": "895", "notes": "Käy Kanariakoulua."}
    body["referrer"] = {"kind": "SOCIAL_SERVICES", "name": "Sosiaalityöntekijä"} | {
        "phone": SECRETS[6],
        "email": SECRETS[7],
    }
    body["subject"] |= {
        "contact": {"phone": SECRETS[0], "email": SECRETS[2], "address": "Kanarianpolku 4"},
        "guardians": [{"given_name": "Outi", "family_name": "Testinen", "phone": SECRETS[4]}],
    }
    body["siblings"] = [
        {"given_name": "Eino", "family_name": "Testinen", "date_of_birth": ago(stepped, 9 * 366)}
    ]
    return body


@pytest.fixture(scope="module")
def world(written: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder, hands = tmp_path_factory.mktemp("withheld") / "var", Hands()
    shutil.copytree(written, folder)
    clock = Clock(HELSINKI, hands.now)
    opened = Platform(folder, BASE, sync="OFF", clock=clock).open()
    opened.settle()
    world = World(Stepped(opened), hands, dict(FILLED))
    world.before = mentions(world, "coordinator-siipisulka") | mentions(world, "municipal-turku")
    world.ids |= ids_of_family(world.stepped)
    yield world
    opened.close()


def ids_of_family(stepped: Stepped) -> dict[str, str]:
    """The family as it is sent, accepted, supported, visited and written about."""
    made = stepped.caller("municipal-turku").post("/referral/api/v1/referrals", family(stepped))
    assert made.status_code == 201, made.text
    coordinator, where = stepped.caller("coordinator-siipisulka"), made.headers["Location"]
    accepted = coordinator.put(f"{where}/acceptance", {"on": ago(stepped, 250)})
    assert accepted.status_code == 200, accepted.text
    case_id, worker = UUID(accepted.json["case"]), stepped.caller(NAMED)
    case = Opened(stepped, case_id, made.json["id"], coordinator, worker)
    case.put(f"team/{WORKER}", {"role": "RESPONSIBLE"})
    agree(case, person=SUPPORTER, on=ago(stepped, 30))
    day = ago(stepped, 5)
    visit = {"held_on": day, "kind": "FACE", "status": "HELD", "minutes": 30, "present": 1}
    visited = case.post("visits", visit).json["id"]
    message = coordinator.post(f"{where}/messages", {"text": "Hei!"}).json["id"]
    values = {"phone": SECRETS[0], "email": SECRETS[2], "reason": "Tarkistettiin."}
    assert case.put(f"contact-readers/{fixed_id('coordinator-siipisulka')}", {}).status_code == 200
    fixed = coordinator.put(f"{where}/correction", values | {"address": "Kanarianpolku 5"})
    assert fixed.status_code == 200, fixed.text
    assert case.put(f"contact-readers/{WORKER}", {}).status_code == 200
    ids = {"referral_id": case.referral, "case_id": str(case_id), "visit_id": visited}
    return ids | {"message_id": message, "person_id": str(WORKER)}


def mentions(world: World, sign_in: str) -> dict[tuple[str, str], int]:
    """How often each list names the place without the family, such as among a programme's."""
    return {
        (sign_in, route.rule.rule): count_places(text) for route, text in world.answers(sign_in)
    }


def count_places(text: str) -> int:
    return sum(CHOICES.sub("", text).count(place) for place in PLACES)


@pytest.mark.parametrize("sign_in", [each.sign_in for each in (*PEOPLE, *CLIENTS)])
def test_nobody_finds_it_who_has_not_said_why(world: World, sign_in: str) -> None:
    read = {route.rule.rule: revealed(text, SECRETS) for route, text in world.answers(sign_in)}
    assert {address: words for address, words in read.items() if words} == {}


@pytest.mark.parametrize("sign_in", ["coordinator-siipisulka", "municipal-turku"])
def test_no_list_and_no_page_names_the_place(world: World, sign_in: str) -> None:
    more = {
        address: count
        for (_, address), count in mentions(world, sign_in).items()
        if count > world.before.get((sign_in, address), 0)
    }
    assert more == {}


@pytest.mark.parametrize("service", ["referral", "casework"])
def test_no_search_finds_it(world: World, service: str) -> None:
    for sign_in in ("coordinator-siipisulka", NAMED):
        browser, token = Asker(world.stepped, sign_in)._browser(service)
        for word in SECRETS:
            form = {"text": word, "csrf_token": token}
            answer = browser.post(f"/{service}/search", data=form, base_url=BASE)
            assert answer.json == [], (sign_in, word)


def test_only_the_named_find_it_after_saying_why_and_after_its_hours_no_more(world: World) -> None:
    colleagues = ("coordinator-siipisulka", NAMED, "municipal-turku")
    seen = partial(sightings, world)
    for service, name in (("referral", "referral_id"), ("casework", "case_id")):
        thing = OPENING[service].format(world.ids[name])
        opened = world.stepped.caller(NAMED).put(f"{thing}/contact-viewing", LOOK, of=thing)
        assert opened.status_code == 200, opened.text
    assert {sign_in: bool(seen(sign_in)) for sign_in in colleagues} == {
        "coordinator-siipisulka": False,
        NAMED: True,
        "municipal-turku": False,
    }
    world.hands.ahead = timedelta(minutes=61)
    assert seen(NAMED) == set()


def sightings(world: World, sign_in: str) -> set[str]:
    """Where somebody reads any of it."""
    return {route.rule.rule for route, text in world.answers(sign_in) if revealed(text, SECRETS)}
