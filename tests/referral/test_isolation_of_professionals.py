"""Every route of consultations, pair work and packages, asked by who has no part in them.

The matrix of all routes asks for what Siipisulka has; of these Siipisulka has none. So a
consultation that was taken, an agreed pair and a planned package are asked for here, and answer
like what is not there.
"""

import pytest

from tests.isolated import CANARY, FILLED, SYSTEMS, Asker, Route, learnt, other_ids, routes
from tests.platform import Stepped, platform
from tests.referral.consultations import test_way_through as consultations
from tests.referral.packages import planning as packages
from tests.referral.pairwork import test_way_through as pairwork

__all__ = ["platform"]
KEYS = ("consultation_id", "pairwork_id", "package_id")
TAKES_PART = "coordinator-mll"
OUTSIDERS = (
    *("coordinator-sastamala", "coordinator-siipisulka", "worker-helsinki", "municipal-varha"),
    *("volunteer-mll", "vetting-mll", "funder", "dpo", "admin", "demo-turku", "demo-kela"),
)


def made(platform: Stepped, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """One of each in which Turku and MLL take part, its texts with the canary; ids by argument."""
    monkeypatch.setitem(packages.REQUEST, "phenomenon", f"{CANARY} seiskaluokalla.")
    question = consultations.a_question(platform, text=f"{CANARY} eskarissa.")
    helper = platform.caller(TAKES_PART)
    assert helper.put(f"{question}/taking", {}, of=question).status_code == 200
    pair = pairwork.an_agreement(platform)
    package = packages.planned(platform)
    plan = helper.get(package).json["plan"]
    line = plan["lines"][0]["id"]
    platform.settle()
    ids = {"consultation_id": question, "pairwork_id": pair, "package_id": package}
    parts = {"line_id": line, "cost_id": line, "part_id": line, "goal_id": plan["goals"][0]["id"]}
    session = {"session_id": plan["sessions"][0]["id"]}
    return {name: at[-36:] for name, at in ids.items()} | parts | session


def of_professionals(platform: Stepped, ids: dict[str, str]) -> list[Route]:
    named = [route for route in routes(platform) if set(KEYS) & set(route.rule.arguments)]
    assert {key for key in KEYS for route in named if key in route.rule.arguments} == set(KEYS)
    return [route for route in named if set(route.rule.arguments) <= ids.keys() | FILLED.keys()]


def test_whoever_has_no_part_in_it_learns_not_even_that_it_is_there(
    platform: Stepped, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = made(platform, monkeypatch)
    named = of_professionals(platform, ids)
    reads = Asker(platform, TAKES_PART)
    seen = {r.rule.endpoint: reads.ask(r, ids).status_code for r in named if r.method == "GET"}
    assert sum(code == 200 for code in seen.values()) > len(KEYS), seen
    nobodys = other_ids(ids)
    for sign_in in OUTSIDERS:
        asker = Asker(platform, sign_in)
        for route in named:
            if not route.is_api and sign_in in SYSTEMS:
                continue
            foreign = asker.ask(route, ids)
            if foreign.status_code != 403 or not asker.is_shut_out(route):
                nothing = asker.ask(route, nobodys)
                assert learnt(foreign, ids) == learnt(nothing, nobodys), (sign_in, route)
            assert foreign.status_code in (302, 303, 401, 403, 404), (sign_in, route)
            assert CANARY not in f"{foreign.headers} {foreign.text}", (sign_in, route)
