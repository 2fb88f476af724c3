"""A programme's end on the whole platform: referrals of both sides of the day, letters, forms."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from shared.kernel.clock import Clock
from tests.platform import BASE, Stepped
from tests.referral.referrals.bodies import referral
from tests.volunteers.test_pages import sent, shown

DAY = timedelta(days=1)
QUESTION = {
    "programme": "kaveri",
    "municipality": "853",
    "subject": {"kind": "CHILD", "date_of_birth": "2015-04-01"},
    "client_status": "NONE",
}
API, PAGES = "/referral/api/v1", "/referral/directory/programmes"


def withdraw(platform: Stepped, code: str, closes_on: date) -> Any:
    admin = platform.caller("admin")
    programme = admin.get(f"{API}/programmes/{code}")
    body = {"closes_on": closes_on.isoformat()}
    return admin.put(
        f"{API}/programmes/{programme.json['id']}/withdrawal", body, seen=programme.headers["ETag"]
    )


@contextmanager
def two_days_ago(platform: Stepped) -> Iterator[None]:
    """What is done meanwhile was done then."""
    service = platform.platform.services["referral"]
    usual = service.clock
    service.clock = Clock(usual.zone, lambda: usual.now() - 2 * DAY)
    yield
    service.clock = usual


def letters(platform: Stepped, sign_in: str) -> list[tuple[str, str]]:
    listed = platform.caller(sign_in).get(f"{API}/inbox").json["letters"]
    return [(each["kind"], each["page"]) for each in listed if each["thing"] == "programme"]


def test_from_its_day_on_nobody_is_taken_in_and_who_was_sent_before_is_answered(
    platform: Stepped,
) -> None:
    today = platform.platform.services["referral"].clock.today()
    sender, provider = platform.caller("demo-turku"), platform.caller("coordinator-mll")
    yesterday = (today - DAY).isoformat()
    before = sender.post(f"{API}/referrals", referral("ENDS-1", referred_on=yesterday)).headers[
        "Location"
    ]
    with two_days_ago(platform):
        assert withdraw(platform, "kaveri", today).status_code == 200
    refused = [
        sender.post(
            f"{API}/referrals", referral(f"ENDS-2-{day}", **({"referred_on": day} if day else {}))
        )
        for day in ("", yesterday)
    ]
    accepted = provider.put(f"{before}/acceptance", {}, of=before)
    answer = sender.post(f"{API}/eligibility", QUESTION)
    assert [each.status_code for each in refused] == [422, 422]
    assert [each.json["rule"] for each in refused] == ["ENDED", "ENDED"]
    assert accepted.status_code == 200
    assert answer.json["asked"]["verdict"] == "HARD"
    assert "kaveri" not in [each["programme"] for each in answer.json["alternatives"]]
    for page in ("/referral/directory/services", f"{PAGES}/kaveri"):
        text = shown(platform.browser("coordinator-mll"), page).text
        assert ("No new families since" in text) is (page == f"{PAGES}/kaveri")


def test_providers_and_senders_get_a_letter_and_another_when_it_goes_on(platform: Stepped) -> None:
    closes_on = platform.platform.services["referral"].clock.today() + 30 * DAY
    assert withdraw(platform, "kaveri", closes_on).status_code == 200
    readers = ("coordinator-mll", "municipal-turku", "coordinator-sastamala", "admin")
    kinds = [[kind for kind, _ in letters(platform, who)] for who in readers]
    assert kinds == [["programme-ends"], ["programme-ends"], [], []]
    ((_, where),) = letters(platform, "municipal-turku")
    browser = platform.browser("municipal-turku")
    read = browser.get(where, base_url=BASE, follow_redirects=True, query_string={"lang": "en"})
    assert "New families until" in read.text
    assert letters(platform, "municipal-turku") == []
    admin = platform.browser("admin")
    versions = shown(admin, f"{PAGES}/kaveri/versions").text
    form = versions.partition("/continuation")[0].rpartition('"')[2] + "/continuation"
    assert sent(platform, admin, form, form).status_code == 303
    history = shown(admin, f"{PAGES}/kaveri/versions").text.partition("What has happened")[2]
    assert history.index("It goes on after all") < history.index("No new families from")
    kinds = [[kind for kind, _ in letters(platform, who)] for who in readers]
    assert kinds == [["programme-goes-on"], ["programme-goes-on"], [], []]


def test_the_form_says_who_hears_of_it_and_refuses_today(platform: Stepped) -> None:
    today = platform.platform.services["referral"].clock.today()
    admin = platform.browser("admin")
    versions = shown(admin, f"{PAGES}/kaveri/versions").text
    form = versions.partition("/withdrawal")[0].rpartition('"')[2] + "/withdrawal"
    page = shown(admin, form).text
    assert [name in page for name in ("Turku", "Sastamala")] == [True, False]
    wrong = sent(platform, admin, form, form, closes_on=today.isoformat())
    done = sent(platform, admin, form, form, closes_on=(today + DAY).isoformat())
    assert (wrong.status_code, done.status_code) == (422, 303)
