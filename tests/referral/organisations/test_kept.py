"""The region's administrator registers organisations, names them, and lets them leave."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from services.common.codes import OrganisationKind as Kind, Role
from services.platform.demo.people import fixed_id
from services.referral.directory import events
from services.referral.directory.domain import Organisation
from services.referral.organisations import policy
from services.referral.organisations.rules import Ties, check_area, check_code, check_free
from shared.identity.principals import Principal
from shared.kernel.aggregate import Invalid, NotFound, Refused
from shared.kernel.testing import given
from tests.platform import Stepped, platform
from tests.volunteers.test_pages import sent, shown

__all__ = ["platform"]

ID, OTHER, DAY = UUID(int=1), UUID(int=2), date(2026, 11, 20)
ROOT, PAGES = "/referral/api/v1/organisations", "/referral/directory/organisations"
REGISTERED = events.OrganisationRegistered(
    organisation_id=ID, code="kela", name="Kela", kind=Kind.STATE
)
HERE = given(Organisation(ID), REGISTERED)
NAMED = events.OrganisationRenamed(organisation_id=ID, name="Kela", name_sv="FPA")
A_COUNTY = events.KindGiven(organisation_id=ID, kind=Kind.WELLBEING_COUNTY, area="county:05")
LEFT = events.OrganisationLeft(organisation_id=ID, on=DAY)
RETURNED = events.OrganisationReturned(organisation_id=ID, on=DAY)
NEW = {
    "code": "uusi-ry",
    "name": "Uusi yhdistys ry",
    "name_sv": "Nya föreningen rf",
    "kind": "NGO",
}


def test_names_and_kind_begin_as_registered() -> None:
    same = events.OrganisationRenamed(organisation_id=ID, name="Kela")
    assert (HERE.rename(same), HERE.rename(NAMED)) == ([], [NAMED])
    kind = events.KindGiven(organisation_id=ID, kind=Kind.STATE)
    assert (HERE.give_kind(kind), HERE.give_kind(A_COUNTY)) == ([], [A_COUNTY])
    changed = given(HERE, NAMED, A_COUNTY)
    assert (changed.rename(NAMED), changed.give_kind(A_COUNTY)) == ([], [])


def test_it_leaves_once_and_comes_back_once() -> None:
    gone = given(HERE, LEFT)
    assert (HERE.leave(on=DAY), gone.leave(on=DAY)) == ([LEFT], [])
    assert (gone.come_back(on=DAY), HERE.come_back(on=DAY)) == ([RETURNED], [])
    assert given(gone, RETURNED) == HERE


def test_nobody_leaves_who_was_never_registered() -> None:
    nobody = Organisation(ID)
    for act in (nobody.leave, nobody.come_back):
        with pytest.raises(Refused, match="no such organisation"):
            act(on=DAY)


def test_it_leaves_once_nothing_hangs_on_it() -> None:
    check_free(Ties(), "Kela")
    for ties in (Ties(people=1), Ties(families=1)):
        with pytest.raises(Refused, match="Kela cannot leave yet"):
            check_free(ties, "Kela")


@pytest.mark.parametrize(
    ("kind", "area", "is_right"),
    [
        (Kind.MUNICIPALITY, "853", True),
        (Kind.MUNICIPALITY, None, True),  # a school of several
        (Kind.MUNICIPALITY, "county:05", False),
        (Kind.MUNICIPALITY, "999", False),
        (Kind.WELLBEING_COUNTY, "county:05", True),
        (Kind.WELLBEING_COUNTY, "county:99", False),
        (Kind.WELLBEING_COUNTY, "853", False),
        (Kind.NGO, None, True),
        (Kind.NGO, "853", False),
    ],
)
def test_a_place_is_of_the_organisations_own_kind(
    kind: Kind, area: str | None, is_right: bool
) -> None:
    if is_right:
        check_area(kind, area)
    else:
        with pytest.raises(Invalid):
            check_area(kind, area)


@pytest.mark.parametrize(
    ("code", "is_right"),
    [("mll-vs", True), ("4h", True), ("MLL", False), ("a_b", False), ("-a", False)],
)
def test_a_code_is_small_letters_and_hyphens(code: str, is_right: bool) -> None:
    if is_right:
        check_code(code)
    else:
        with pytest.raises(Invalid):
            check_code(code)


def admin(home: UUID | None) -> Principal:
    return Principal(OTHER, "person", "admin", home, frozenset({Role.ADMINISTRATOR}))


def test_an_organisations_own_administrator_keeps_its_names_and_not_the_region() -> None:
    may = [
        (
            policy.administers.allows(admin(home), HERE),
            policy.keeps_region.allows(admin(home), HERE),
        )
        for home in (None, ID, OTHER)
    ]
    assert may == [(True, True), (True, False), (False, False)]
    policy.check_of_region(admin(None))
    with pytest.raises(NotFound):
        policy.check_of_region(admin(ID))


def test_one_is_registered_found_renamed_and_lets_leave(platform: Stepped) -> None:
    browser = platform.browser("admin")
    wrong = sent(platform, browser, f"{PAGES}/new", f"{PAGES}/new", **NEW | {"code": "Uusi ry"})
    made = sent(platform, browser, f"{PAGES}/new", f"{PAGES}/new", **NEW)
    again = sent(platform, browser, f"{PAGES}/new", f"{PAGES}/new", **NEW)
    assert [wrong.status_code, made.status_code, again.status_code] == [422, 303, 409]
    where = made.headers["Location"]
    listed = shown(browser, PAGES, text="föreningen", lang="sv").text
    assert (where in listed, "Kela" in listed) == (True, False)
    renamed = {"name": "Uusi ry", "name_sv": "Nya rf", "name_en": "New association"}
    assert sent(platform, browser, f"{where}/names", f"{where}/names", **renamed).status_code == 303
    page = shown(browser, where).text
    assert "Is called: Uusi ry · Nya rf · New association" in page
    assert "Nothing. It may leave." in page
    assert sent(platform, browser, f"{where}/leaving", f"{where}/leaving").status_code == 303
    assert "New association" not in shown(browser, "/referral/directory").text
    assert "Left on" in shown(browser, where).text
    refused = person_of(platform, where)
    assert sent(platform, browser, f"{where}/return", f"{where}/return").status_code == 303
    assert (refused, person_of(platform, where)) == (409, 201)


def person_of(platform: Stepped, where: str) -> int:
    person = {
        "sign_in": "uusi",
        "name": "Uusi Ihminen",
        "roles": ["ngo_worker"],
        "organisation": where.rpartition("/")[2],
    }
    made: Any = platform.caller("admin").post("/referral/api/v1/people", person)
    return int(made.status_code)


def test_what_hangs_on_one_is_shown_and_keeps_it_here(platform: Stepped) -> None:
    browser, mll = platform.browser("admin"), fixed_id("organisation:mll-vs")
    page = shown(browser, f"{PAGES}/{mll}").text
    turku = fixed_id("organisation:turku")
    parts = ("networks/", "programmes/kaveri", "agreements/", f"organisation={mll}")
    assert [part in page for part in parts] == [True] * 4
    assert "demo-turku" in shown(browser, f"{PAGES}/{turku}").text
    form = f"{PAGES}/{mll}/leaving"
    assert sent(platform, browser, form, form).status_code == 409
    answer = platform.caller("admin").put(f"{ROOT}/{mll}/leaving", {})
    assert (answer.status_code, "cannot leave yet" in answer.json["detail"]) == (409, True)


def test_the_history_says_who_changed_what(platform: Stepped) -> None:
    browser, kela = platform.browser("admin"), fixed_id("organisation:kela")
    form = f"{PAGES}/{kela}/kind"
    wrong = sent(platform, browser, form, form, kind="STATE", area="853")
    right = sent(platform, browser, form, form, kind="FUNDER", area="")
    assert (wrong.status_code, right.status_code) == (422, 303)
    page = shown(browser, f"{PAGES}/{kela}").text
    history = page.partition("What has happened")[2]
    assert history.index("Kind: ") < history.index("Registered: Kela")


def test_over_the_interface_one_is_registered_once(platform: Stepped) -> None:
    admin = platform.caller("admin")
    made, again = admin.post(ROOT, NEW), admin.post(ROOT, NEW)
    assert (made.status_code, again.status_code) == (201, 409)
    read = admin.get(made.headers["Location"]).json
    assert [read[name] for name in ("code", "name_sv", "left_on")] == [
        "uusi-ry",
        NEW["name_sv"],
        None,
    ]
    assert platform.caller("coordinator-mll").post(ROOT, NEW).status_code == 403
