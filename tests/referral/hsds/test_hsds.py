"""The guide of services is what HSDS 3.1 asks for, and names nobody."""

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML
from werkzeug.test import Client
from werkzeug.wrappers import Response

from tests.platform import BASE, Stepped, platform_of_module

__all__ = ["platform_of_module"]
API = "/referral/api/v1/hsds"
RULES = YAML(typ="safe").load(Path(__file__).with_name("hsds_3_1.yaml"))
KINDS = {
    "services": "service",
    "organizations": "organization",
    "service_at_locations": "service_at_location",
}


def get(platform: Stepped, path: str, **headers: str) -> Any:
    """As a stranger asks."""
    return Client(platform.platform, Response).get(f"{API}{path}", base_url=BASE, headers=headers)


def wrong(kind: str, thing: Any) -> list[str]:
    rules = RULES | {"$ref": f"#/$defs/{kind}"}
    checked = Draft202012Validator(rules, format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [f"{list(error.path)}: {error.message}" for error in checked.iter_errors(thing)]


@pytest.mark.parametrize("path", KINDS)
def test_each_list_and_each_of_its_things_is_valid(platform: Stepped, path: str) -> None:
    for language in ("fi", "sv", "en"):
        spoken = {"Accept-Language": language}
        listed = get(platform, f"/{path}", **spoken).json
        assert wrong("page", listed) == []
        assert listed["contents"]
        for thing in listed["contents"]:
            assert wrong(KINDS[path], thing) == []
    first = listed["contents"][0]
    alone = get(platform, f"/{path}/{first['id']}", **spoken)
    assert alone.json == first
    tag = alone.headers["ETag"]
    same = get(platform, f"/{path}/{first['id']}", **spoken | {"If-None-Match": tag})
    assert same.status_code == 304


def test_what_is_wrong_with_a_thing_is_seen() -> None:
    assert wrong("service", {"id": "1", "name": "Kaveri", "status": "open"}) != []
    assert wrong("service", {"name": "Kaveri", "status": "active"}) != []


def test_a_list_comes_in_pages(platform: Stepped) -> None:
    every = get(platform, "/organizations").json
    parts = [get(platform, f"/organizations?page={n}&per_page=2").json for n in (1, 2)]
    assert [each["id"] for part in parts for each in part["contents"]] == [
        each["id"] for each in every["contents"][:4]
    ]
    assert (parts[0]["first_page"], parts[1]["first_page"]) == (True, False)
    after = get(platform, "/organizations?page=10000").json
    assert (after["empty"], after["last_page"]) == (True, True)
    assert get(platform, "/organizations?page=0").status_code == 422


def test_there_is_no_other_service(platform: Stepped) -> None:
    assert get(platform, "/services/00000000-0000-4000-8000-000000000001").status_code == 404
    assert get(platform, "").json["version"] == "3.1"


def test_a_service_says_whom_it_is_for_and_where(platform: Stepped) -> None:
    listed = get(platform, "/services", **{"Accept-Language": "en"}).json["contents"]
    friend = next(each for each in listed if each["name"] == "Buddy support person")
    assert (friend["minimum_age"], friend["maximum_age"]) == (6, 17)
    assert (
        "Turku" in " ".join(area["name"] for area in friend["service_areas"])
        or friend["service_areas"]
    )
    assert {each["taxonomy_term"]["code"] for each in friend["attributes"]} >= {"LONELINESS"}
