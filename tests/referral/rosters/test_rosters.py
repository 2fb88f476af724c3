"""A file of people is shown first, done as a whole, and refused by its lines."""

import io
import re
from typing import Any

import pytest
from werkzeug.test import Client as Browser

from services.referral.rosters.schemas import MOST, rows_in, text_of
from shared.web.csv_files import Faulty
from tests.bad_input.classes import REFUSED, BadInput
from tests.bad_input.texts import TEXTS
from tests.platform import BASE, Stepped, csrf_of, platform

__all__ = ["platform"]
PEOPLE = "/referral/people"
HEAD = "sign_in;name;roles;organisation"
TWO = f"{HEAD}\nmaija;Maija Koe;ngo_worker;mll-vs\nossi;Ossi Koe;ngo_worker|vetting_contact;siipi"


def send(platform: Stepped, browser: Browser, content: str | bytes, **more: str) -> Any:
    page = browser.get(PEOPLE, base_url=BASE).text
    raw = content if isinstance(content, bytes) else content.encode()
    data: dict[str, Any] = {"csrf_token": csrf_of(page), "file": (io.BytesIO(raw), "a.csv")} | more
    answer = browser.post(PEOPLE, base_url=BASE, data=data)
    platform.follow()
    return answer


def preview(browser: Browser) -> str:
    return browser.get(f"{PEOPLE}/preview", base_url=BASE).text


def confirm(platform: Stepped, browser: Browser, page: str) -> Any:
    seal = re.search(r'name="seal" value="(\w+)"', page)
    data = {"csrf_token": csrf_of(page), "seal": seal[1] if seal else ""}
    answer = browser.post(f"{PEOPLE}/confirmation", base_url=BASE, data=data)
    platform.follow()
    return answer


def roles(platform: Stepped, sign_in: str) -> list[str] | None:
    """What the people of this sign-in may; None for whoever is not here."""
    with platform.platform.services["casework"].database.reading() as db:
        row = db.exec_driver_sql(
            "SELECT roles FROM principals WHERE sign_in = ? AND active", (sign_in,)
        ).first()
    return re.findall(r"\w+", row.roles) if row else None


def test_nothing_happens_before_the_file_was_confirmed(platform: Stepped) -> None:
    browser = platform.browser("admin")
    assert send(platform, browser, TWO).status_code == 303
    page = preview(browser)
    assert "Maija Koe" in page and "Ossi Koe" in page
    assert roles(platform, "maija") is None
    kept = b"".join(each.read_bytes() for each in platform.platform.folder.glob("referral*"))
    assert b"Maija Koe" not in kept
    assert confirm(platform, browser, page).status_code == 303
    assert roles(platform, "maija") == ["ngo_worker"]
    assert roles(platform, "ossi") == ["ngo_worker", "vetting_contact"]
    again = confirm(platform, browser, page)
    assert (again.status_code, 'role="alert"' in again.text) == (409, True)


def test_people_change_and_with_a_whole_list_others_leave(platform: Stepped) -> None:
    browser = platform.browser("admin")
    file = f"{HEAD}\ncoordinator-mll;Uusi Nimi;ngo_coordinator|ngo_worker;mll-vs"
    send(platform, browser, file, others_leave="yes")
    page = preview(browser)
    assert "Uusi Nimi" in page and "vetting-mll" in page and "coordinator-siipisulka" not in page
    confirm(platform, browser, page)
    assert roles(platform, "coordinator-mll") == ["ngo_coordinator", "ngo_worker"]
    assert (roles(platform, "vetting-mll"), roles(platform, "volunteer-mll")) == (None, None)
    assert roles(platform, "coordinator-siipisulka") is not None


def test_what_changed_since_it_was_shown_is_shown_again(platform: Stepped) -> None:
    browser, admin = platform.browser("admin"), platform.caller("admin")
    send(platform, browser, TWO)
    page = preview(browser)
    body = {"sign_in": "maija", "name": "Toinen", "roles": ["funder"], "organisation": None}
    assert admin.post("/referral/api/v1/people", body).status_code == 201
    answer = confirm(platform, browser, page)
    assert answer.status_code == 409
    assert roles(platform, "maija") == ["funder"]


def test_a_coordinator_keeps_their_own_people_and_gives_everyday_roles(platform: Stepped) -> None:
    browser = platform.browser("coordinator-mll")
    assert send(platform, browser, "sign_in;name;roles\nmaija;Maija;ngo_worker").status_code == 303
    assert confirm(platform, browser, preview(browser)).status_code == 303
    assert roles(platform, "maija") == ["ngo_worker"]
    for line in (
        "ossi;Ossi;administrator;mll-vs",
        "ossi;Ossi;vetting_contact;mll-vs",
        "vetting-mll;Yhdyshenkilö Ylitalo;ngo_worker;mll-vs",
        "ossi;Ossi;ngo_worker;siipi",
        "worker-siipisulka;Työntekijä;ngo_worker;mll-vs",
        "coordinator-mll;Toinen;ngo_worker;mll-vs",
    ):
        refused = send(platform, browser, f"{HEAD}\n{line}")
        assert (refused.status_code, "2" in refused.text) == (422, True), line
    assert roles(platform, "vetting-mll") == ["vetting_contact"]


def test_a_refusal_names_lines_in_the_readers_language(platform: Stepped) -> None:
    browser = platform.browser("admin")
    answer = send(platform, browser, f"{HEAD}\nmaija;;captain;mll-vs\n;X;funder;\nossi;Ossi;;")
    assert answer.status_code == 422
    assert all(f"Rivi {number}:" in answer.text for number in (2, 3, 4))
    assert 'role="alert"' in answer.text


def test_a_worker_sends_no_file(platform: Stepped) -> None:
    assert platform.browser("worker-siipisulka").get(PEOPLE, base_url=BASE).status_code == 403


def test_a_file_as_excel_saves_it_here_is_read() -> None:
    text = "kirjautumisnimi;nimi;roolit\r\nmäki;Åsa Mäki;Järjestön työntekijä\r\n"
    for encoding in ("cp1252", "utf-8-sig", "utf-8", "utf-16"):
        (row,) = rows_in(text_of(text.encode(encoding)))
        assert (row.sign_in, row.name, row.roles) == ("mäki", "Åsa Mäki", ("ngo_worker",))
    (row,) = rows_in('sign_in,name,roles\nmaija,"Koe, Maija",ngo_worker')
    assert row.name == "Koe, Maija"


WRONG = {
    "nothing": b"",
    "a spreadsheet": b"PK\x03\x04\x00\x00",
    "UTF-16 that does not say so": "sign_in;name;roles".encode("utf-16-le"),
    "a letter of no alphabet": b"sign_in;name;roles\nm;\x81;ngo_worker",
    "only a head": HEAD.encode(),
    "no head": b"maija;Maija;ngo_worker",
    "a column too few": f"{HEAD}\nmaija;Maija".encode(),
    "a column twice": b"sign_in;name;roles;name\na;b;c;d",
    "no roles": b"sign_in;name\nmaija;Maija",
    "a quotation mark": f'{HEAD}\nmaija;"Mai"ja;ngo_worker;'.encode(),
    "somebody twice": f"{HEAD}\nmaija;M;ngo_worker;\nMAIJA;M;ngo_worker;".encode(),
    "too many": (HEAD + "\na;b;c;d" * (MOST + 1)).encode(),
    "too long": (HEAD + "\n" + "x" * 60_001).encode(),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_no_list_of_people_is_refused(name: str) -> None:
    with pytest.raises(Faulty):
        rows_in(text_of(WRONG[name]))


REFUSED_TEXTS = [bad for bad in TEXTS if bad.form == REFUSED and len(bad.value) < 100]


@pytest.mark.parametrize("bad", REFUSED_TEXTS, ids=lambda bad: bad.name)
def test_a_name_is_judged_as_everywhere(bad: BadInput) -> None:
    line = f"{HEAD}\nmaija;{bad.value};ngo_worker;mll-vs"
    with pytest.raises(Faulty):
        rows_in(text_of(line.encode("utf-8", "surrogatepass")))


@pytest.mark.parametrize("organisation", ["turku", "Turun kaupunki", "Åbo stad"])
def test_an_organisation_is_named_by_its_code_or_as_it_is_called(
    platform: Stepped, organisation: str
) -> None:
    browser = platform.browser("admin")
    assert (
        send(platform, browser, f"{HEAD}\nmaija;Maija;ngo_worker;{organisation}").status_code == 303
    )
    assert "Turun kaupunki" in preview(browser)
