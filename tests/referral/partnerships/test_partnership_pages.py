"""The way of an emphasis between both parties, over HTTP and on the page that both read."""

from typing import Any

from tests.platform import Stepped

ROOT = "/referral/api/v1/agreements"
PAGE = "/referral/directory/agreements"
PROPOSAL: dict[str, Any] = {
    "year": 2027,
    "programmes": ["perhekummi"],
    "themes": ["jaksaminen"],
    "share": 50,
    "text": "Vauvaperheille.",
}


def package(platform: Stepped) -> str:
    listed = platform.caller("municipal-turku").get(ROOT).json["agreements"]
    return next(str(each["id"]) for each in listed if each["kind"] == "GRANT")


def test_both_parties_agree_and_read_it(platform: Stepped) -> None:
    mll, turku = platform.caller("coordinator-mll"), platform.caller("municipal-turku")
    at = f"{ROOT}/{package(platform)}"
    made = mll.post(f"{at}/emphases", PROPOSAL)
    seen = turku.get(f"{at}/partnership")
    address = f"{at}/emphases/{made.json['id']}/agreement"
    own = mll.put(address, {}, seen=seen.headers["ETag"])
    agreed = turku.put(address, {}, seen=seen.headers["ETag"])
    (listed,) = mll.get(f"{at}/emphases").json["emphases"]
    assert [made.status_code, own.status_code, agreed.status_code] == [201, 409, 200]
    assert (listed["state"], listed["version"]) == ("AGREED", 1)


def test_strangers_are_told_of_nothing(platform: Stepped) -> None:
    at = f"{ROOT}/{package(platform)}"
    sastamala = platform.caller("coordinator-sastamala")
    shown = [sastamala.get(f"{at}/{part}").status_code for part in ("partnership", "use")]
    made = sastamala.post(f"{at}/emphases", PROPOSAL)
    assert [*shown, made.status_code] == [404, 404, 404]


def test_text_that_tells_who_somebody_is_is_refused(platform: Stepped) -> None:
    at = f"{ROOT}/{package(platform)}"
    answer = platform.caller("coordinator-mll").post(
        f"{at}/emphases", PROPOSAL | {"text": "Soita 040 123 4567."}
    )
    assert answer.status_code == 422
