"""Whoever had a seat answers once, nobody reads whose answer it is, and four say nothing."""

from datetime import timedelta

from werkzeug.test import Client

from services.platform import nightly
from shared.kernel.clock import Clock
from tests.platform import Stepped
from tests.referral.family_contacts.families import get, post, stranger
from tests.referral.happenings.announcing import day_after
from tests.referral.registrations.registering import opened, registered

YES = {"useful": "5", "recommend": "yes", "words": "Hyvä ilta, kiitos."}
NO = {"useful": "1", "recommend": "no"}


def set_ahead(platform: Stepped, days: int) -> None:
    service = platform.platform.services["referral"]
    later = service.clock.now() + timedelta(days=days)
    service.clock = Clock(service.clock.zone, lambda: later)


def registrations(platform: Stepped, number: int) -> tuple[Client, list[str], str]:
    """So many of a full event; a browser, their own pages, and the host's page of opinions."""
    address, form = opened(platform, seats=number)
    anybody = stranger(platform)
    own = [registered(anybody, form, people="1", day=day_after(platform, 1)) for _ in range(number)]
    platform.settle()
    host = address.replace("api/v1/happening-seats", "happenings")
    return anybody, own, f"{host}/opinions"


def test_five_are_shown_together_once_nobody_answers_any_more(platform: Stepped) -> None:
    anybody, own, results = registrations(platform, 6)
    assert post(anybody, f"{own[0]}/opinion", YES).status_code == 409
    set_ahead(platform, 2)
    assert "Answer three short questions" in get(anybody, own[0], "en").text
    browser = platform.browser("coordinator-mll")
    for each in own[:5]:
        assert post(anybody, f"{each}/opinion", YES).status_code == 200
    assert post(anybody, f"{own[0]}/opinion", NO).status_code == 409
    shown = get(browser, results, "en").text
    assert "Hyvä ilta" not in shown and "two weeks" in shown
    set_ahead(platform, 14 + 15)
    assert post(anybody, f"{own[5]}/opinion", NO).status_code == 409
    shown = get(browser, results, "en").text
    assert shown.count("Hyvä ilta") == 5 and "Would recommend it" in shown
    assert get(platform.browser("coordinator-siipisulka"), results).status_code == 404
    set_ahead(platform, 90)
    service = platform.platform.services["referral"]
    assert len(list(nightly.expire(service))) == 7  # six registrations, and the box
    assert list(nightly.expire(service)) == []
    shown = get(browser, results, "en").text
    assert "Hyvä ilta" not in shown and "Would recommend it" in shown


def test_four_say_nothing(platform: Stepped) -> None:
    anybody, own, results = registrations(platform, 4)
    set_ahead(platform, 2)
    for each in own:
        assert post(anybody, f"{each}/opinion", YES).status_code == 200
    set_ahead(platform, 14 + 15)
    shown = get(platform.browser("coordinator-mll"), results, "en").text
    assert "Fewer than five" in shown and "Hyvä ilta" not in shown


def test_words_that_name_somebody_and_forms_with_something_wrong_are_shown_again(
    platform: Stepped,
) -> None:
    anybody, own, _ = registrations(platform, 1)
    set_ahead(platform, 2)
    form = f"{own[0]}/opinion"
    assert get(anybody, form, "sv").status_code == 200
    for wrong in (
        {"words": "Soita 040 123 4567"},
        {"words": "Maija kiittää"},
        {"useful": "6"},
        {"useful": ""},
        {"recommend": ""},
        {"website": "http://spam.example"},
    ):
        answer = post(anybody, form, YES | wrong)
        assert answer.status_code == 422, wrong
    assert post(anybody, form, YES).status_code == 200
    nobody = f"{form[:-32]}2222-2222-2222-2222-2222/opinion"
    assert get(anybody, nobody).status_code == 404
    assert post(anybody, nobody, YES).status_code == 404
