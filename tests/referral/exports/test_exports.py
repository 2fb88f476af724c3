"""A mother reads all that is held of her child, and nothing that is somebody else's."""

import json
from io import BytesIO
from typing import Any
from uuid import UUID

import pypdf
import pytest

from tests.casework.acceptance import Opened, ago, child_of_two_worlds
from tests.casework.visiting import SUPPORTER, a_visit, agree, browser
from tests.platform import BASE, Stepped, csrf_of
from tests.sightings import revealed

REQUESTS = "/referral/api/v1/rights-requests"
MOTHER = "Outi Testinen"
WORRY, MESSAGE = "Mustelma käsivarressa kanaria", "Kävimme yhdessä uimassa kanaria"
OTHERS = ["Isäpuoli-Kanaria", "Sisko-Kanaria", "Sosiaalityöntekijä"]
OWN = ["Aino", "Testinen", "+358401234567", "Salakuja 1, Turku", "+358407654321", MESSAGE]


def a_family(platform: Stepped, **subject: Any) -> Opened:
    """A case in which a support person has written twice, once of a worry."""
    guardians = [
        {"given_name": "Outi", "family_name": "Testinen", "phone": "+358407654321"},
        {"given_name": "Kari", "family_name": "Isäpuoli-Kanaria"},
    ]
    sent = child_of_two_worlds(platform, guardians=guardians, **subject)
    sent["siblings"] = [
        {
            "given_name": "Siiri",
            "family_name": "Sisko-Kanaria",
            "date_of_birth": ago(platform, 4000),
        }
    ]
    made = platform.caller("demo-varha").post("/referral/api/v1/referrals", sent)
    assert made.status_code == 201, made.text
    coordinator = platform.caller("coordinator-siipisulka")
    accepting = {"on": ago(platform, 250)}
    accepted = coordinator.put(f"{made.headers['Location']}/acceptance", accepting)
    worker = platform.caller("worker-siipisulka")
    case = Opened(platform, UUID(accepted.json["case"]), made.json["id"], coordinator, worker)
    agree(case, person=SUPPORTER, on=ago(platform, 30))
    supporter = browser(platform, "volunteer-mll")
    supporter.send("/casework/visits/new", a_visit(case, notes=MESSAGE))
    written = {"text": WORRY, "is_worry": "yes"}
    supporter.send(f"/casework/cases/{case.id}/messages", written)
    return case


def a_request(platform: Stepped, case: Opened, *, is_known: bool = True, **changed: Any) -> str:
    body = {
        "kind": "ACCESS",
        "requester": "GUARDIAN",
        "requester_name": MOTHER,
        "referral_id": case.referral,
    }
    officer = platform.caller("dpo")
    made = officer.post(REQUESTS, body | changed)
    address = f"{REQUESTS}/{made.json['id']}"
    if is_known:
        officer.put(f"{address}/identity-confirmation", {"method": "IDENTITY_DOCUMENT"})
    return str(made.json["id"])


class Desk:
    """The officer's browser on the page of one answer."""

    def __init__(self, platform: Stepped, request_id: str) -> None:
        self.platform, self.client = platform, platform.browser("dpo")
        self.page = f"/referral/privacy/requests/{request_id}/export"
        self.read()  # signs in where it must

    def read(self) -> str:
        answer = self.client.get(self.page, base_url=BASE, follow_redirects=True)
        assert answer.status_code == 200
        return str(answer.text)

    def write(self, form: str, language: str = "fi") -> Any:
        data = {"csrf_token": csrf_of(self.read()), "form": form, "language": language}
        answer = self.client.post(self.page, data=data, base_url=BASE)
        self.platform.follow()
        return answer

    def judge(self, entry: str, verdict: str) -> Any:
        data = {"csrf_token": csrf_of(self.read()), "reason": "Luettu", "is_told": verdict}
        address = f"{self.page}/judgements/{entry}"
        answer = self.client.post(address, data=data, base_url=BASE)
        self.platform.follow()
        return answer


def text_of(paper: bytes) -> str:
    pages = pypdf.PdfReader(BytesIO(paper)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def waiting(page: str) -> str:
    _, _, after = page.partition("/judgements/")
    return after[:36]


def test_her_paper_tells_all_of_her_child_and_nothing_of_others(platform: Stepped) -> None:
    desk = Desk(platform, a_request(platform, a_family(platform)))
    answer = desk.write("pdf")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    text = text_of(answer.data)
    assert revealed(text, [*OWN, *OTHERS, WORRY]) == OWN
    assert [part in text for part in ("Yhteydenotto", "Kuka on katsonut tietoja")] == [True, True]


def test_a_screen_reader_can_read_the_paper_in_the_language_chosen(platform: Stepped) -> None:
    desk = Desk(platform, a_request(platform, a_family(platform)))
    root: Any = pypdf.PdfReader(BytesIO(desk.write("pdf", "sv").data)).trailer["/Root"]
    assert (root["/MarkInfo"]["/Marked"], root["/Lang"]) == (True, "sv")
    assert "Vilka uppgifter som finns om dig" in text_of(desk.write("pdf", "sv").data)


def test_the_file_says_what_each_service_holds(platform: Stepped) -> None:
    desk = Desk(platform, a_request(platform, a_family(platform)))
    services = json.loads(desk.write("json").data)["services"]
    names = {name: {each["name"] for each in held["entries"]} for name, held in services.items()}
    assert {"referral.described", "referral.disclosed"} <= names["referral"]
    assert {"case.described", "visit.logged", "message.left"} <= names["casework"]
    assert "need.opened" in names["volunteers"]
    assert {name: held["not_told"] for name, held in services.items()} == {
        "referral": 0,
        "casework": 1,
        "volunteers": 0,
    }


@pytest.mark.parametrize(("verdict", "shown"), [("yes", [WORRY]), ("no", [])])
def test_a_worry_is_told_when_somebody_has_judged_it(
    platform: Stepped, verdict: str, shown: list[str]
) -> None:
    desk = Desk(platform, a_request(platform, a_family(platform)))
    page = desk.read()
    assert revealed(page, [WORRY]) == []
    assert desk.judge(waiting(page), verdict).status_code == 303
    assert revealed(text_of(desk.write("pdf").data), [WORRY]) == shown


def test_a_non_disclosure_order_hides_where_the_child_is_from_a_parent_too(
    platform: Stepped,
) -> None:
    desk = Desk(platform, a_request(platform, a_family(platform, non_disclosure=True)))
    text = text_of(desk.write("pdf").data)
    assert revealed(text, OWN) == ["Aino", "Testinen", MESSAGE]


def test_writing_out_is_kept_as_a_disclosure(platform: Stepped) -> None:
    request_id = a_request(platform, a_family(platform))
    desk = Desk(platform, request_id)
    desk.write("pdf")
    shown = desk.client.get(f"/referral/privacy/requests/{request_id}", base_url=BASE).text
    assert "merkintää tulostettiin: paperi" in shown


def test_nothing_is_written_out_before_it_is_known_who_asks(platform: Stepped) -> None:
    desk = Desk(platform, a_request(platform, a_family(platform), is_known=False))
    assert desk.write("pdf").status_code == 409


def test_nobody_but_the_officer_asks_a_service_what_it_holds(platform: Stepped) -> None:
    for who, service in (("coordinator-siipisulka", "casework"), ("admin", "referral")):
        seat = platform.browser(who, service)
        assert seat.post(f"/{service}/held", data={}, base_url=BASE).status_code == 403
