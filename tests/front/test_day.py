"""What each role reads on their day, in the inbox and by the search: theirs, and nothing else."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from shared.accesslog.tables import accesses
from tests.casework.acceptance import WORKER, a_case
from tests.front.signing_in import signed_in
from tests.platform import BASE, Stepped
from tests.referral.referrals.bodies import child, referral
from tests.sightings import revealed

ROOT = "/referral/api/v1/referrals"
LONG_AGO = 30  # days: later than any promise


def ago(platform: Stepped, days: int) -> str:
    today: date = platform.platform.clock.today()
    return (today - timedelta(days=days)).isoformat()


def sent(platform: Stepped, days: int = 0, **changed: Any) -> str:
    """The address of a referral of so many days ago, offered to MLL."""
    return platform.after(_sent, days=days, **changed)


def _sent(platform: Stepped, *, days: int, **changed: Any) -> str:
    consent = {"given_on": ago(platform, days), "given_by": "GUARDIAN", "disclosure_level": "L1"}
    body = referral(referred_on=ago(platform, days), consent=consent, **changed)
    made = platform.caller("municipal-turku").post(ROOT, body)
    assert made.status_code == 201, made.text
    return f"{ROOT}/{made.json['id']}"


def accepted(platform: Stepped, **changed: Any) -> str:
    return platform.after(_accepted, **changed)


def _accepted(platform: Stepped, **changed: Any) -> str:
    address = sent(platform, **changed)
    assert platform.caller("coordinator-mll").put(f"{address}/acceptance", {}).status_code == 200
    return address


def page(platform: Stepped, sign_in: str, path: str = "/", language: str = "fi") -> str:
    browser, _ = signed_in(platform, sign_in)
    shown = browser.get(f"{path}?lang={language}", base_url=BASE, follow_redirects=True)
    text: str = shown.text
    return text


def hits(platform: Stepped, sign_in: str, text: str) -> str:
    browser, _ = signed_in(platform, sign_in)
    browser.get("/?lang=fi", base_url=BASE, follow_redirects=True)
    answer = browser.post("/search", base_url=BASE, data={"text": text})
    assert (answer.status_code, answer.request.full_path) == (200, "/search?")
    shown: str = answer.text
    return shown


@pytest.mark.parametrize(
    ("language", "text", "tag"),
    [("fi", "Vastaa lähetteeseen", "myöhässä"), ("sv", "Svara på en remiss", "försenat")],
)
def test_a_coordinator_reads_which_answer_is_late(
    platform: Stepped, language: str, text: str, tag: str
) -> None:
    sent(platform, LONG_AGO)
    shown = page(platform, "coordinator-mll", language=language)
    assert revealed(shown, [text, tag, "Testinen"]) == [text, tag]


def test_what_was_answered_waits_for_nobody(platform: Stepped) -> None:
    accepted(platform, days=LONG_AGO)
    shown = page(platform, "coordinator-mll")
    assert revealed(shown, ["Vastaa lähetteeseen", "Etsi tukihenkilö"]) == ["Etsi tukihenkilö"]


def test_another_organisation_reads_nothing_of_it(platform: Stepped) -> None:
    sent(platform, LONG_AGO)
    assert "Vastaa lähetteeseen" not in page(platform, "coordinator-sastamala")


def test_a_sender_reads_that_the_organisation_has_a_question(platform: Stepped) -> None:
    address = sent(platform)
    question = {"text": "Milloin sopii?"}
    platform.caller("coordinator-mll").put(f"{address}/information-request", question)
    shown = page(platform, "municipal-turku")
    texts = ["Järjestö kysyy sinulta lisätietoa", "Milloin sopii?"]
    assert revealed(shown, texts) == texts[:1]


def test_an_answer_is_in_the_senders_inbox_until_it_was_read(platform: Stepped) -> None:
    address = accepted(platform)
    browser, _ = signed_in(platform, "municipal-turku")
    answered = "Lähetteesi otettiin vastaan"
    assert answered in browser.get("/inbox?lang=fi", base_url=BASE).text
    assert "1 lukematta" in browser.get("/inbox/number", base_url=BASE).text
    browser.get(f"/referral/referrals/{address.rsplit('/', 1)[1]}", base_url=BASE)
    assert answered not in browser.get("/inbox", base_url=BASE).text
    assert browser.get("/inbox/number", base_url=BASE).text.strip() == ""


@pytest.mark.parametrize(
    "text", ["testinen", "AINO", "Testinen, Aino", "1.4.2015", "2015-04-01", "aino 1.4.2015"]
)
def test_a_coordinator_finds_a_child_by_name_and_birthday(platform: Stepped, text: str) -> None:
    accepted(platform)
    shown = hits(platform, "coordinator-mll", text)
    assert revealed(shown, ["Aino Testinen", "Lähetteet", "Asiakkuudet"]) != []
    assert shown.count("<bdi>Aino Testinen</bdi>") == 2


def test_a_sender_finds_what_they_sent_by_its_reference(platform: Stepped) -> None:
    address = sent(platform, source_reference="TURKU-77")
    assert address.rsplit("/", 1)[1] in hits(platform, "municipal-turku", "turku-77")


@pytest.mark.parametrize(
    "sign_in",
    [
        "coordinator-sastamala",
        "worker-siipisulka",
        "vetting-mll",
        "volunteer-mll",
        "worker-helsinki",
    ],
)
def test_who_may_not_see_a_child_does_not_find_it(platform: Stepped, sign_in: str) -> None:
    accepted(platform)
    shown = hits(platform, sign_in, "Testinen")
    assert revealed(shown, ["Aino", "Mitään ei löytynyt"]) == ["Mitään ei löytynyt"]


def test_before_acceptance_nobody_finds_a_name(platform: Stepped) -> None:
    sent(platform)
    assert "Mitään ei löytynyt" in hits(platform, "coordinator-mll", "Testinen")


def test_a_search_of_nothing_says_so(platform: Stepped) -> None:
    shown = hits(platform, "coordinator-mll", " a ")
    assert "Kirjoita vähintään kaksi kirjainta tai numeroa." in shown


def test_a_name_that_is_looked_for_is_in_no_log(
    platform: Stepped, capsys: pytest.CaptureFixture[str]
) -> None:
    accepted(platform, subject=child(family_name="Lokitonlampi"))
    hits(platform, "coordinator-mll", "Lokitonlampi")
    written = capsys.readouterr()
    assert "lokitonlampi" not in (written.out + written.err).casefold()


def test_what_a_service_says_of_a_day_is_for_the_reader_alone(platform: Stepped) -> None:
    sent(platform, LONG_AGO)
    browser, _ = signed_in(platform, "coordinator-sastamala")
    desk = json.loads(browser.get("/referral/desk?day=1", base_url=BASE).text)
    assert (desk["items"], desk["letters"], desk["unread"]) == ([], [], 0)


def test_a_family_that_nobody_has_met_is_on_the_day_of_its_team(platform: Stepped) -> None:
    case = a_case(platform)
    sentence = "Perhettä ei ole vielä tavattu"
    before = page(platform, "coordinator-siipisulka")
    joined = {"role": "RESPONSIBLE", "on": ago(platform, 1)}
    assert case.put(f"team/{WORKER}", joined).status_code == 200
    days = [page(platform, each) for each in ("worker-siipisulka", "coordinator-siipisulka")]
    assert [sentence in text for text in (before, *days)] == [False, True, True]


def test_whom_a_search_shows_is_noted(platform: Stepped) -> None:
    address = accepted(platform)
    hits(platform, "coordinator-mll", "Testinen")
    with platform.platform.services["referral"].database.reading() as db:
        rows = db.execute(select(accesses).where(accesses.c.operation == "desk.find")).all()
    kept = [(row.manner, row.outcome, row.listed) for row in rows]
    assert kept == [("searched", "shown", address.rsplit("/", 1)[1])]
