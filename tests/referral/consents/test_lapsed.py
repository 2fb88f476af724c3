"""The clock ends a consent after its last day: who heard of the family is asked to stop."""

from datetime import date, datetime, time, timedelta

from services.common.deadlines.commands import take_due
from services.referral.deadlines.rules import KINDS
from shared.kernel.clock import Clock
from tests.platform import BASE, Stepped
from tests.referral.consents.test_withdrawn import KELA, informed, visit, waiting
from tests.referral.deadlines.test_clock import referral_service, row, today, unread
from tests.test_whom_it_concerns import events_of

SENDER = "municipal-turku"


def at_noon_of(platform: Stepped, day: date) -> None:
    """Let the clock act on that day, and everybody follow while it is that day."""
    service = referral_service(platform)
    usual, reactions = service.clock, service.consumer("consent_endings", "referral")
    noon = datetime.combine(day, time(12), usual.zone)
    service.clock = reactions.clock = Clock(usual.zone, lambda: noon)
    take_due(service, KINDS)
    platform.settle()
    service.clock = reactions.clock = usual


def test_from_the_reminder_to_the_last_who_stops(platform: Stepped) -> None:
    until = today(platform) + timedelta(days=30)
    made, case, siipi = informed(platform, valid_until=until.isoformat())
    visit(platform, case, siipi)
    of, before = made[-36:], events_of(platform, "demo-kela")
    at_noon_of(platform, until - timedelta(days=14))
    assert row(platform, of, "consent").step == "reminded"
    at_noon_of(platform, until)
    assert (waiting(platform, "demo-kela"), siipi.get(made).json["status"]) == ([], "accepted")
    at_noon_of(platform, until + timedelta(days=1))
    assert events_of(platform, "demo-kela") == sorted([*before, "consent.ended"])
    (awaited,) = waiting(platform, "demo-kela")
    assert (awaited["reason"], awaited["organisation"]) == ("LAPSED", KELA)
    listed = siipi.get(f"{made}/acknowledgements").json["acknowledgements"]
    assert [(each["service"], each["result"]) for each in listed] == [
        ("", None),
        ("casework", "STOPPED"),
        ("volunteers", "STOPPED"),
    ]
    assert row(platform, of, "consent").met_on == until + timedelta(days=1)
    visit(platform, case, siipi)
    platform.settle()
    assert events_of(platform, "demo-kela") == sorted([*before, "consent.ended"])


def test_the_history_of_the_referral_says_so_to_each_as_far_as_it_may_know(
    platform: Stepped,
) -> None:
    until = today(platform) + timedelta(days=1)
    made, *_ = informed(platform, valid_until=until.isoformat())
    at_noon_of(platform, until + timedelta(days=1))
    address = f"/referral/referrals/{made[-36:]}"
    browser = platform.browser("coordinator-siipisulka")
    pages = [browser.get(f"{address}?lang={each}", base_url=BASE).text for each in ("fi", "sv")]
    words = [
        ("Suostumuksen viimeinen päivä meni", "Ei saa enää tietoja: Kela"),
        ("Samtyckets sista dag gick", "Får inte längre veta: "),
    ]
    shown = [[text in page for text in texts] for page, texts in zip(pages, words, strict=True)]
    assert shown == [[True, True], [True, True]]
    assert not any(code in page for page in pages for code in ("LAPSED", "WITHDRAWN"))


def test_what_is_renewed_in_time_goes_on(platform: Stepped) -> None:
    until = today(platform) + timedelta(days=30)
    made, *_ = informed(platform, valid_until=until.isoformat())
    longer = {"given_on": today(platform).isoformat(), "given_by": "GUARDIAN"}
    longer |= {"valid_until": (until + timedelta(days=365)).isoformat(), "reason": "Jatkettiin."}
    renewed = platform.caller("demo-varha").put(f"{made}/consent", longer | {"inform": [KELA]})
    assert renewed.status_code == 200, renewed.text
    at_noon_of(platform, until + timedelta(days=1))
    assert (waiting(platform, "demo-kela"), unread(platform, "coordinator-siipisulka")) == (
        [],
        ["consent"],
    )
