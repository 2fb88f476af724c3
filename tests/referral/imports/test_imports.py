"""Referrals from a file are shown first, sent as a whole, and never sent twice."""

import io
import re
from typing import Any

import pytest
from werkzeug.test import Client as Browser

from tests.platform import BASE, Stepped, csrf_of, platform

__all__ = ["platform"]
IMPORTS, API = "/referral/imports", "/referral/api/v1/imports"
HEAD = (
    "Viite;Ohjelma;Kotikunta;Lähettäjätaho;Ketä asia koskee;Etunimi;Sukunimi;Syntymäaika;"
    "Tuen tarve;Asiakkuus sosiaalihuollossa;Suostumuspäivä;Suostumuksen antaja"
)
CHILD = "Koulu;Lapsi;{name};Testinen;{born};Yksinäisyys;{status};1.3.2026;Huoltaja"


def line(reference: str, name: str = "Aino", born: str = "1.4.2015", **other: str) -> str:
    place, status = other.get("place", "Turku"), other.get("status", "NONE")
    child = CHILD.format(name=name, born=born, status=status)
    return f"{reference};Kaveritoiminta;{place};{child}"


def file_of(*lines: str, head: str = HEAD) -> str:
    return "\r\n".join([head, *lines])


def send(platform: Stepped, browser: Browser, content: str | bytes) -> Any:
    page = browser.get(IMPORTS, base_url=BASE).text
    raw = content if isinstance(content, bytes) else content.encode()
    data: dict[str, Any] = {"csrf_token": csrf_of(page), "file": (io.BytesIO(raw), "a.csv")}
    answer = browser.post(IMPORTS, base_url=BASE, data=data)
    platform.follow()
    return answer


def shown(browser: Browser, answer: Any) -> str:
    assert answer.status_code == 303, answer.text
    return browser.get(answer.location, base_url=BASE).text


def confirm(platform: Stepped, browser: Browser, address: str, **more: str) -> Any:
    page = browser.get(address, base_url=BASE).text
    seal = re.search(r'name="seal" value="(\w+)"', page)
    data = {"csrf_token": csrf_of(page), "seal": seal[1] if seal else ""} | more
    answer = browser.post(f"{address}/confirmation", base_url=BASE, data=data)
    platform.follow()
    return answer


def references(platform: Stepped, sign_in: str = "municipal-turku") -> list[str]:
    listed = platform.caller(sign_in).get("/referral/api/v1/referrals?limit=200")
    return sorted(each["source_reference"] for each in listed.json["referrals"])


def post_csv(platform: Stepped, content: bytes, *, key: str, mimetype: str = "text/csv") -> Any:
    caller = platform.caller("demo-turku")
    headers = {"Idempotency-Key": key, "Content-Type": mimetype}
    return caller._send("POST", API, data=content, headers=headers)


def test_nothing_is_sent_before_the_file_was_confirmed(platform: Stepped) -> None:
    browser = platform.browser("municipal-turku")
    answer = send(platform, browser, file_of(line("K-1"), line("K-2", "Eino", "2.5.2014")))
    page = shown(browser, answer)
    assert "Aino Testinen" in page and "Eino Testinen" in page
    assert references(platform) == []
    kept = b"".join(each.read_bytes() for each in platform.platform.folder.glob("referral*"))
    assert b"Testinen" not in kept
    assert confirm(platform, browser, answer.location).status_code == 303
    assert references(platform) == ["K-1", "K-2"]
    assert browser.get(answer.location, base_url=BASE).status_code == 303


def test_the_same_file_again_sends_nothing_twice(platform: Stepped) -> None:
    browser, file = platform.browser("municipal-turku"), file_of(line("K-1"))
    confirm(platform, browser, send(platform, browser, file).location)
    longer = file_of(line("K-1"), line("K-2", "Eino"))
    again = send(platform, browser, longer)
    assert "lähetetty aiemmin" in shown(browser, again)
    confirm(platform, browser, again.location)
    assert references(platform) == ["K-1", "K-2"]
    by_system = post_csv(platform, longer.encode("cp1252"), key="k")
    view = platform.caller("demo-turku").get(by_system.headers["Location"]).json
    assert (view["new"], view["there"], view["faulty"]) == (0, 2, 0)


def test_one_mistake_keeps_the_whole_file_back_unless_its_line_is_left_out(
    platform: Stepped,
) -> None:
    browser = platform.browser("municipal-turku")
    answer = send(platform, browser, file_of(line("K-1"), line("K-2", born="1.4.1999")))
    page = shown(browser, answer)
    assert "Kaveritoiminta on tarkoitettu" in page or "6–17" in page
    refused = confirm(platform, browser, answer.location)
    assert (refused.status_code, 'role="alert"' in refused.text) == (409, True)
    assert references(platform) == []
    confirm(platform, browser, answer.location, leave_out_faulty="yes")
    assert references(platform) == ["K-1"]


WRONG = {
    "a municipality that is none": (line("K", place="Atlantis"), "Kotikunta"),
    "a place outside the agreement": (line("K", place="Rovaniemi"), "Kotikunta: "),
    "an age that is not the programme's": (line("K", born="1.4.1999"), "Syntymäaika: "),
    "no day": (line("K", born="eilen"), "Syntymäaika"),
    "a code that is none": (line("K", status="ehkä"), "Asiakkuus sosiaalihuollossa"),
    "no name": (line("K", name="").replace("Testinen", ""), "Etunimi"),
    "no reference": (line(""), "Viite"),
    "a cell too few": ("K;Kaveritoiminta", "Rivi"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_mistake_is_said_with_its_column(platform: Stepped, name: str) -> None:
    wrong, words = WRONG[name]
    browser = platform.browser("municipal-turku")
    page = shown(browser, send(platform, browser, file_of(wrong)))
    assert words in page and "Korjattavat" in page


def test_the_same_child_twice_is_warned_of(platform: Stepped) -> None:
    browser = platform.browser("municipal-turku")
    answer = send(platform, browser, file_of(line("K-1"), line("K-2")))
    assert "Sama lapsi on myös rivillä 2" in shown(browser, answer)
    confirm(platform, browser, answer.location)
    again = shown(browser, send(platform, browser, file_of(line("K-3"))))
    assert "K-1" in again and "K-2" in again


def test_columns_with_other_names_are_named_once(platform: Stepped) -> None:
    browser = platform.browser("municipal-turku")
    head = HEAD.replace("Etunimi", "Oppilas").replace("Viite", "Nro")
    answer = send(platform, browser, file_of(line("K-1"), head=head))
    page = shown(browser, answer)
    assert "Oppilas" in page and 'name="seal"' not in page
    data = {
        "csrf_token": csrf_of(page),
        "column.0": "source_reference",
        "column.1": "subject.given_name",
    }
    browser.post(f"{answer.location}/columns", base_url=BASE, data=data)
    platform.follow()
    assert confirm(platform, browser, answer.location).status_code == 303
    assert references(platform) == ["K-1"]
    colleague = post_csv(platform, file_of(line("K-2"), head=head).encode(), key="k")
    view = platform.caller("demo-turku").get(colleague.headers["Location"]).json
    assert (view["unknown_columns"], view["new"]) == ([], 1)


def test_a_school_sends_its_whole_autumn(platform: Stepped) -> None:
    browser = platform.browser("municipal-turku")
    born = [f"{number % 28 + 1}.{number % 12 + 1}.2015" for number in range(40)]
    lines = [line(f"S-{n:02}", f"Lapsi{chr(97 + n % 26)}{n}", day) for n, day in enumerate(born)]
    mistaken = {7: line("S-07", "Kiira", "eilen"), 21: line("S-20"), 33: line("S-33", place="?")}
    file = [mistaken.get(number, right) for number, right in enumerate(lines)]
    page = shown(browser, send(platform, browser, file_of(*file)))
    assert "37" in page and all(f">Rivi {number + 2}<" in page for number in mistaken)
    assert references(platform) == []
    answer = send(platform, browser, file_of(*lines))
    assert "Korjattavat" not in shown(browser, answer)
    confirm(platform, browser, answer.location)
    expected = [f"S-{number:02}" for number in range(40)]
    assert references(platform) == expected
    again = send(platform, browser, file_of(*lines))
    assert 'name="seal"' not in shown(browser, again)
    assert references(platform) == expected


def test_a_system_sends_a_file_and_confirms_what_it_was_shown(platform: Stepped) -> None:
    caller, file = platform.caller("demo-turku"), file_of(line("K-1"), line("K-2", "Eino"))
    made = post_csv(platform, file.encode("utf-16"), key="k")
    assert (made.status_code, made.json["status"]) == (201, "waiting")
    again = post_csv(platform, file.encode("utf-16"), key="k")
    assert again.headers["Location"] == made.headers["Location"]
    address = made.headers["Location"]
    view = caller.get(address).json
    assert [each["kind"] for each in view["lines"]] == ["new", "new"]
    old = caller.put(f"{address}/confirmation", {"seal": "0"})
    assert (old.status_code, references(platform, "demo-turku")) == (409, [])
    sent = caller.put(f"{address}/confirmation", {"seal": view["seal"]})
    assert (sent.status_code, sent.json["new"]) == (200, 2)
    twice = caller.put(f"{address}/confirmation", {"seal": view["seal"]})
    assert twice.json["referrals"] == sent.json["referrals"]
    assert references(platform, "demo-turku") == ["K-1", "K-2"]


def test_a_body_that_is_no_list_is_refused_with_its_field(platform: Stepped) -> None:
    for content, mimetype, status in (
        (b"PK\x03\x04\x00", "text/csv", 422),
        (HEAD.encode(), "text/csv", 422),
        (b"K-1;Aino;2.3.2015", "text/csv", 422),
        (b"x", "text/plain", 415),
        (b'{"csv": "Viite"}', "application/json", 422),
    ):
        answer = post_csv(platform, content, key="k", mimetype=mimetype)
        assert answer.status_code == status, content
        assert status == 415 or "csv" in answer.json["errors"]


def test_a_file_is_its_senders_alone(platform: Stepped) -> None:
    made = post_csv(platform, file_of(line("K-1")).encode(), key="k")
    address = made.headers["Location"]
    seal = platform.caller("demo-turku").get(address).json["seal"]
    for other in ("municipal-turku", "demo-varha", "coordinator-mll"):
        caller = platform.caller(other)
        assert caller.get(address).status_code == 404
        body = {"seal": seal}
        assert caller.put(f"{address}/confirmation", body, seen='"1"').status_code == 404
    assert platform.browser("worker-siipisulka").get(IMPORTS, base_url=BASE).status_code == 403


def test_the_template_says_what_it_asks_for_in_three_languages(platform: Stepped) -> None:
    browser = platform.browser("municipal-turku")
    for language in ("fi", "sv", "en"):
        file = browser.get(f"{IMPORTS}/template.csv?lang={language}", base_url=BASE).data
        page = shown(browser, send(platform, browser, file))
        assert "Aino Testinen" in page and 'name="seal"' in page, (language, page)


def test_what_could_stand_there_is_said_in_words(platform: Stepped) -> None:
    browser = platform.browser("municipal-turku")
    page = shown(browser, send(platform, browser, file_of(line("K", status="ehkä"))))
    assert "“ehkä” ei ole mikään näistä: Ei asiakkuutta, Yhteydenotto tehty" in page
    assert "SOCIAL_CARE_CLIENT" not in page
