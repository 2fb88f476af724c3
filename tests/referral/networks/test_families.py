"""What families read of a network: who keeps what they tell, and whom they can turn to."""

import re
from typing import Any

import pytest

from services.platform.demo.people import PEOPLE, fixed_id
from tests.platform import BASE, Stepped, platform
from tests.referral.family_contacts.families import FRONT, get, path_of, sent, stranger, written
from tests.referral.happenings.announcing import announced
from tests.referral.receptions.planning import FAMILIES, planned
from tests.referral.receptions.test_families import booked, times
from tests.referral.registrations.registering import opened, registered

__all__ = ["platform"]

NETWORKS, PUBLIC = "/referral/api/v1/networks", "/referral/networks/perhelinja"
VSLS, MLL = (str(fixed_id(f"organisation:{each}")) for each in ("vsls", "mll-vs"))
TEXT = "VSLS answers for booking."
JOINT: dict[str, Any] = {"control": "JOINT", "contact": VSLS, "arrangement": TEXT}
OWN_TEXT = "keeps what you tell."
JOINT_TEXT = "and the other organisations of Perhelinja keep together what you tell."


def agree(platform: Stepped, body: dict[str, Any], by: str = "coordinator-vsls") -> int:
    """Say how members are controllers; how it was answered."""
    who = platform.caller(by)
    address = f"{NETWORKS}/{who.get(NETWORKS).json['networks'][0]['id']}"
    status: int = who.put(f"{address}/control", body, of=address).status_code
    platform.settle()
    return status


@pytest.mark.parametrize("by", ["coordinator-mll", "worker-helsinki", "municipal-turku"])
def test_only_its_coordinator_says_who_the_controllers_are(platform: Stepped, by: str) -> None:
    assert agree(platform, JOINT, by=by) in (403, 404)
    assert agree(platform, JOINT) == 200
    network = platform.caller(by).get(NETWORKS).json["networks"][0]
    assert (network["control"], network["contact"], network["arrangement"]) == tuple(JOINT.values())


def test_who_keeps_it_stands_where_a_time_is_booked(platform: Stepped) -> None:
    planned(platform)
    father = stranger(platform)
    address, after = times(father)[:2]
    assert OWN_TEXT in get(father, address, "en").text
    assert agree(platform, JOINT) == 200
    page = get(father, address, "en").text
    assert JOINT_TEXT in page and TEXT in page and OWN_TEXT not in page
    home = path_of(booked(father, after)).partition("?")[0]
    platform.settle()
    assert JOINT_TEXT in get(father, home, "en").text


def test_who_keeps_it_stands_where_somebody_registers(platform: Stepped) -> None:
    _, form = opened(platform)
    mother = stranger(platform)
    home = registered(mother, form)
    pages = (form, form.removesuffix("/registration"), home)
    platform.settle()
    assert [OWN_TEXT in get(mother, each, "en").text for each in pages] == [True] * 3
    assert agree(platform, JOINT) == 200
    assert [JOINT_TEXT in get(mother, each, "en").text for each in pages] == [True] * 3


def test_who_keeps_it_stands_where_a_family_makes_contact(platform: Stepped) -> None:
    assert agree(platform, JOINT) == 200
    mother = stranger(platform)
    assert JOINT_TEXT in get(mother, written(mother, programme="perhelinja"), "en").text
    other = get(mother, written(mother), "en").text  # of a programme that no network provides
    assert OWN_TEXT in other and JOINT_TEXT not in other
    home = sent(platform, mother, programme="perhelinja")
    assert JOINT_TEXT in get(mother, home, "en").text


def test_an_address_of_the_arrangement_is_a_link(platform: Stepped) -> None:
    there = "https://perhelinja.example/sopimus"
    assert agree(platform, JOINT | {"arrangement": there}) == 200
    assert f'href="{there}"' in get(stranger(platform), PUBLIC, "en").text


def test_anybody_reads_of_a_network_and_of_nobody_in_it(platform: Stepped) -> None:
    planned(platform)
    announced(platform)
    anybody = stranger(platform)
    first = anybody.get(PUBLIC, base_url=BASE)
    assert first.headers["Cache-Control"] == "public, max-age=60"
    page = get(anybody, PUBLIC, "en").text
    (time,) = set(re.findall(rf'href="({FAMILIES}/times/[^"?]+)\?theme=ero"', page))
    assert time == times(anybody)[0]
    assert page.count("Ero vanhempana") == 1 and page.count("KOTA") > 0
    assert "etana.example" not in page
    assert "112" in page and "free of charge" in page
    assert [each for each in PEOPLE if each.name in page] == []


def test_the_page_follows_who_belongs_to_it(platform: Stepped) -> None:
    planned(platform)
    announced(platform, audience="PROFESSIONALS")
    anybody, vsls = stranger(platform), platform.caller("coordinator-vsls")
    page = get(anybody, PUBLIC, "en").text
    assert "Ero vanhempana" not in page and f"{FAMILIES}/times/" in page
    address = f"{NETWORKS}/{vsls.get(NETWORKS).json['networks'][0]['id']}"
    left = vsls.put(f"{address}/members/{MLL}/departure", {}, of=address)
    assert left.status_code == 200, left.text
    platform.settle()
    assert f"{FAMILIES}/times/" not in get(anybody, PUBLIC, "en").text


def test_the_front_page_leads_there(platform: Stepped) -> None:
    anybody = stranger(platform)
    assert f'href="{PUBLIC}"' in get(anybody, FRONT, "en").text
    assert path_of(get(anybody, "/referral/networks")) == PUBLIC
    assert get(anybody, "/referral/networks/nobody").status_code == 404


def test_the_form_says_it_and_keeps_what_was_written(platform: Stepped) -> None:
    browser, who = platform.browser("coordinator-vsls"), platform.caller("coordinator-vsls")
    network = who.get(NETWORKS).json["networks"][0]["id"]
    home = f"/referral/directory/networks/{network}"
    page = get(browser, f"{home}/control", "en").text
    assert "Each organisation for its own clients" in page and VSLS in page
    assert f"{home}/control" in get(browser, home, "en").text
    others = get(platform.browser("coordinator-mll"), home, "en").text
    assert "own clients" in others and f"{home}/control" not in others


def test_the_notice_says_it_too(platform: Stepped) -> None:
    anybody, notice = stranger(platform), "/referral/notices/perhelinja"
    assert "Each answers for its own clients" in get(anybody, notice, "en").text
    assert agree(platform, JOINT) == 200
    page = get(anybody, notice, "en").text
    assert "answer for your data together" in page and TEXT in page
