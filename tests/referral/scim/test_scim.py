"""People come, change, get roles and go as their organisation's directory says, and no further."""

from typing import Any

import pytest

from services.platform.demo.people import fixed_id
from services.referral.scim.schemas import ENTERPRISE
from tests.platform import Stepped, platform
from tests.referral.scim.directory import Directory, directory, of

__all__ = ["platform"]

ERROR = "urn:ietf:params:scim:api:messages:2.0:Error"
COORDINATES = "mll-vs ngo_coordinator"


@pytest.fixture
def mll(platform: Stepped) -> Directory:
    return directory(platform, "mll-vs")


def refusal(answer: Any) -> tuple[int, str]:
    """Status and scimType of a refusal, which is in SCIM's own form."""
    assert answer.content_type == "application/scim+json", answer.text
    assert answer.json["schemas"] == [ERROR]
    assert answer.json["status"] == str(answer.status_code)
    return answer.status_code, answer.json.get("scimType", "")


def roles(platform: Stepped, sign_in: str) -> list[str] | None:
    """What every service says that they may; None for whoever it lets in no more."""
    answers = set()
    for service in platform.platform.services.values():
        with service.database.reading() as db:
            row = db.exec_driver_sql(
                "SELECT roles, active FROM principals WHERE sign_in = ?", (sign_in,)
            ).one()
        answers.add(row.roles if row.active else None)
    (answer,) = answers
    return (
        None
        if answer is None
        else [each for each in answer.strip("[]").replace('"', "").split(", ") if each]
    )


def added(person: str) -> dict[str, Any]:
    return {"op": "Add", "path": "members", "value": [{"value": person}]}


def test_somebody_comes_and_a_group_gives_them_their_role_everywhere(mll: Directory) -> None:
    made = mll.create(externalId="8d7f", emails=[{"value": "maija@example.org"}])
    assert (made.status_code, made.headers["Location"]) == (201, made.json["meta"]["location"])
    user = f"/Users/{made.json['id']}"
    assert (made.json["userName"], made.json["externalId"], made.json["active"]) == (
        "maija",
        "8d7f",
        True,
    )
    assert "emails" not in made.json
    assert roles(mll.platform, "maija") == []
    member = added(made.json["id"])
    group = mll.patch(mll.group(COORDINATES), member)
    assert made.json["id"] in [each["value"] for each in group.json["members"]]
    assert roles(mll.platform, "maija") == ["ngo_coordinator"]
    assert [each["display"] for each in mll.ask("GET", user).json["groups"]] == [COORDINATES]


def test_who_is_made_inactive_is_out_of_every_service_and_comes_back_with_their_roles(
    mll: Directory,
) -> None:
    person = mll.create().json["id"]
    mll.patch(
        mll.group(COORDINATES), {"op": "add", "path": "members", "value": [{"value": person}]}
    )
    off = mll.patch(f"/Users/{person}", {"op": "Replace", "path": "active", "value": "False"})
    assert (off.status_code, off.json["active"], off.json["groups"]) == (200, False, [])
    assert roles(mll.platform, "maija") is None
    on = mll.patch(f"/Users/{person}", {"op": "replace", "value": {"active": True}})
    assert on.json["active"] is True
    assert roles(mll.platform, "maija") == ["ngo_coordinator"]


def test_a_name_changes_and_what_tells_people_apart_does_not(mll: Directory) -> None:
    made = mll.create(externalId="8d7f").json
    user = f"/Users/{made['id']}"
    renamed = mll.ask("PUT", user, made | {"displayName": "Maija Muu"})
    assert (renamed.status_code, renamed.json["displayName"]) == (200, "Maija Muu")
    assert mll.ask("GET", user).json["displayName"] == "Maija Muu"
    for change in ({"userName": "other"}, {"externalId": "9"}):
        assert refusal(mll.ask("PUT", user, made | change)) == (400, "mutability")


def test_a_sign_in_belongs_to_one_person(mll: Directory) -> None:
    mll.create()
    assert refusal(mll.create()) == (409, "uniqueness")
    assert refusal(mll.create("coordinator-sastamala")) == (409, "uniqueness")
    mll.create("outi", externalId="8d7f")
    assert refusal(mll.create("ossi", externalId="8d7f")) == (409, "uniqueness")


def test_who_is_deleted_is_gone_and_may_come_again(mll: Directory) -> None:
    person = mll.create().json["id"]
    assert mll.ask("DELETE", f"/Users/{person}").status_code == 204
    assert refusal(mll.ask("GET", f"/Users/{person}"))[0] == 404
    assert mll.ask("GET", '/Users?filter=userName eq "maija"').json["totalResults"] == 0
    assert roles(mll.platform, "maija") is None
    again = mll.create()
    assert (again.status_code, again.json["id"], roles(mll.platform, "maija")) == (201, person, [])


def test_people_are_listed_in_parts_and_found_by_their_sign_in(mll: Directory) -> None:
    everybody = mll.ask("GET", "/Users").json
    names = [each["userName"] for each in everybody["Resources"]]
    assert names == ["coordinator-mll", "vetting-mll", "volunteer-mll"]
    part = mll.ask("GET", "/Users?startIndex=2&count=1").json
    assert (part["totalResults"], part["itemsPerPage"]) == (3, 1)
    assert [each["userName"] for each in part["Resources"]] == names[1:2]
    only = mll.ask("GET", '/Users?filter=userName eq "VETTING-mll" and active eq true').json
    assert [each["userName"] for each in only["Resources"]] == ["vetting-mll"]
    few = mll.ask("GET", "/Groups?excludedAttributes=members").json["Resources"]
    assert few and not any("members" in each for each in few)
    assert mll.ask("GET", "/Users?count=0").json["Resources"] == []
    for filter_text in ('userName co "m"', 'password eq "x"', "userName eq", 'userName eq "a" and'):
        assert refusal(mll.ask("GET", f"/Users?filter={filter_text}")) == (400, "invalidFilter")


def test_a_directory_keeps_its_own_people_and_no_others(platform: Stepped) -> None:
    mll, siipi = directory(platform, "mll-vs"), directory(platform, "siipi", "directory-siipi")
    person = mll.create().json["id"]
    foreign = f"/Users/{person}"
    assert refusal(siipi.ask("GET", foreign))[0] == 404
    assert refusal(siipi.ask("DELETE", foreign))[0] == 404
    assert (
        refusal(siipi.patch(foreign, {"op": "replace", "path": "active", "value": False}))[0] == 404
    )
    assert refusal(siipi.ask("PUT", foreign, {"userName": "maija", "displayName": "X"}))[0] == 404
    assert person not in siipi.ask("GET", "/Users?count=200").text
    assert COORDINATES not in siipi.ask("GET", "/Groups?count=200").text
    assert refusal(siipi.ask("GET", mll.group(COORDINATES)))[0] == 404
    taken = siipi.patch(siipi.group("siipi ngo_coordinator"), added(person))
    assert refusal(taken) == (400, "invalidValue")
    assert roles(platform, "maija") == []


def test_no_directory_makes_or_ends_an_officer(platform: Stepped) -> None:
    region = directory(platform)
    groups = region.ask("GET", "/Groups?count=200").text
    assert "regional_coordinator" in groups
    assert "administrator" not in groups and "data_protection_officer" not in groups
    listed = region.ask("GET", "/Users?count=200").text
    assert "coordinator-siipisulka" in listed
    assert '"admin"' not in listed and '"dpo"' not in listed
    assert refusal(region.ask("DELETE", f"/Users/{fixed_id('admin')}"))[0] == 404


def test_the_regions_directory_says_whose_people_they_are(platform: Stepped) -> None:
    region = directory(platform)
    made = region.create(**of("siipi"))
    assert made.json[ENTERPRISE] == {"organization": "siipi"}
    member = added(made.json["id"])
    assert refusal(region.patch(region.group(COORDINATES), member)) == (400, "invalidValue")
    assert region.patch(region.group("siipi ngo_worker"), member).status_code == 200
    assert roles(platform, "maija") == ["ngo_worker"]
    assert refusal(region.create("ossi", **of("nowhere"))) == (400, "invalidValue")
    moved = made.json | {ENTERPRISE: {"organization": "mll-vs"}}
    assert refusal(region.ask("PUT", f"/Users/{made.json['id']}", moved)) == (400, "mutability")


def test_a_group_is_filled_and_emptied(mll: Directory) -> None:
    group, first, second = mll.group(COORDINATES), mll.create().json, mll.create("ossi").json
    mll.ask("PUT", group, {"members": [{"value": first["id"]}, {"value": second["id"]}]})
    assert roles(mll.platform, "coordinator-mll") == []
    mll.patch(group, {"op": "remove", "path": f'members[value eq "{first["id"]}"]'})
    assert (roles(mll.platform, "maija"), roles(mll.platform, "ossi")) == ([], ["ngo_coordinator"])
    mll.patch(group, {"op": "remove", "path": "members"})
    assert mll.ask("GET", group).json["members"] == []
    assert refusal(mll.ask("POST", "/Groups", {"displayName": COORDINATES})) == (409, "uniqueness")
    assert refusal(mll.ask("POST", "/Groups", {"displayName": "captains"})) == (400, "invalidValue")
    assert refusal(mll.ask("PUT", group, {"displayName": "captains"})) == (400, "mutability")


BAD: dict[str, Any] = {
    "a list": [],
    "no userName": {"displayName": "Maija"},
    "no name": {"userName": "maija"},
    "a number for a name": {"userName": "maija", "displayName": 3},
    "a word for active": {"userName": "maija", "displayName": "Maija", "active": "perhaps"},
    "twice": {"userName": "maija", "username": "maija", "displayName": "Maija"},
    "too long": {"userName": "m" * 121, "displayName": "Maija"},
}


@pytest.mark.parametrize("name", BAD)
def test_a_wrong_body_is_refused_in_scims_words(mll: Directory, name: str) -> None:
    assert refusal(mll.ask("POST", "/Users", BAD[name]))[0] == 400


WRONG_PATCHES: dict[str, Any] = {
    "no operations": [],
    "no op": [{"path": "active", "value": False}],
    "no object": ["active"],
    "no path to remove": [{"op": "remove"}],
    "no object to merge": [{"op": "add", "value": 3}],
    "no path": [{"op": "replace", "path": "active[", "value": 3}],
}


@pytest.mark.parametrize("name", WRONG_PATCHES)
def test_a_wrong_patch_is_refused_and_changes_nothing(mll: Directory, name: str) -> None:
    user = f"/Users/{mll.create().json['id']}"
    assert refusal(mll.patch(user, *WRONG_PATCHES[name]))[0] == 400
    assert mll.ask("GET", user).json["active"] is True


def test_only_a_directory_comes_in(platform: Stepped) -> None:
    for sign_in in ("admin", "coordinator-mll", "demo-turku"):
        stranger = Directory(platform, platform.caller(sign_in).token)
        assert refusal(stranger.ask("GET", "/Users"))[0] == 403
    assert refusal(Directory(platform, "x").ask("GET", "/Users"))[0] == 401


def test_it_says_what_it_can_do(mll: Directory) -> None:
    config = mll.ask("GET", "/ServiceProviderConfig").json
    assert (config["patch"]["supported"], config["bulk"]["supported"]) == (True, False)
    kinds = mll.ask("GET", "/ResourceTypes").json["Resources"]
    assert [each["endpoint"] for each in kinds] == ["/Users", "/Groups"]
    for schema in mll.ask("GET", "/Schemas").json["Resources"]:
        assert mll.ask("GET", f"/Schemas/{schema['id']}").json == schema
    assert refusal(mll.ask("GET", "/Schemas/nothing"))[0] == 404
    assert refusal(mll.ask("POST", "/Users", None, data="{", content_type="text/plain"))[0] == 415
