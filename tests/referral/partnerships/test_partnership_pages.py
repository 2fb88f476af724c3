"""The way of an emphasis between both parties, over HTTP and on the page that both read."""

from typing import Any

from tests.platform import BASE, Stepped

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


def letters(platform: Stepped, sign_in: str) -> list[str]:
    listed = platform.caller(sign_in).get("/referral/api/v1/inbox").json["letters"]
    return [each["kind"] for each in listed if each["thing"] == "partnership"]


def test_each_word_of_one_party_is_a_letter_to_the_other(platform: Stepped) -> None:
    mll, turku = platform.caller("coordinator-mll"), platform.caller("municipal-turku")
    at = f"{ROOT}/{package(platform)}"

    def unread() -> list[list[str]]:
        kinds = [letters(platform, who) for who in ("coordinator-mll", "municipal-turku")]
        for who in ("coordinator-mll", "municipal-turku"):
            platform.browser(who).get(f"{PAGE}/{at.rpartition('/')[2]}", base_url=BASE)
        return kinds

    def answer(caller: Any, emphasis: str, noun: str, **body: str) -> int:
        seen = caller.get(f"{at}/partnership").headers["ETag"]
        return int(caller.put(f"{at}/emphases/{emphasis}/{noun}", body, seen=seen).status_code)

    first = mll.post(f"{at}/emphases", PROPOSAL).json["id"]
    assert (first, unread()) == (first, [[], ["emphasis-proposed"]])
    second = turku.post(f"{at}/emphases", PROPOSAL | {"share": 30}).json["id"]
    assert unread() == [["emphasis-countered"], []]
    assert (answer(mll, second, "refusal", text="Ei."), unread()) == (
        200,
        [[], ["emphasis-declined"]],
    )
    third = mll.post(f"{at}/emphases", PROPOSAL).json["id"]
    unread()
    assert (answer(mll, third, "withdrawal"), unread()) == (200, [[], ["emphasis-withdrawn"]])
    fourth = mll.post(f"{at}/emphases", PROPOSAL).json["id"]
    unread()
    assert (answer(turku, fourth, "agreement"), unread()) == (200, [["emphasis-agreed"], []])
