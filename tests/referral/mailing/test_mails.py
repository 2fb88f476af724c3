"""From a letter to a mail: who gets one, when, and that it names nobody."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, update

from services.common import workdays
from services.common.mailing import queries
from services.common.mailing.commands import note_bounce, prepare
from services.platform.mails import outbox_of
from services.referral.mailing import commands
from shared.identity.principals import principals
from shared.kernel.clock import Clock
from shared.mail.conversation import MailServer
from shared.mail.tables import MailState, mails
from shared.service import Service
from shared.telemetry.metrics import MAIL_DELAY, MAILS
from shared.work import Actor
from tests.mail_servers import smtp_server
from tests.platform import BASE, Stepped, csrf_of
from tests.referral.referrals.bodies import referral

ROOT, PAGE = "/referral/api/v1/referrals", "/referral/mail"
SENDER, PROVIDER = "municipal-turku", "coordinator-mll"
OPERATOR = Actor("operator", over_all=True)
ADDRESS = "koordinaattori@mll.example"
CHOICE = {
    "email": ADDRESS,
    "language": "fi",
    "urgent": "AT_ONCE",
    "deadlines": "DAILY",
    "news": "DAILY",
    "quiet_from": "20",
    "quiet_until": "7",
    "quiet_weekends": "yes",
}


def choose(platform: Stepped, sign_in: str = PROVIDER, **other: str) -> Any:
    browser = platform.browser(sign_in)
    form = {**CHOICE, **other, "csrf_token": csrf_of(browser.get(PAGE, base_url=BASE).text)}
    answer = browser.post(PAGE, base_url=BASE, data=form)
    platform.settle()
    return answer


def choose_and_confirm(platform: Stepped, **other: str) -> None:
    """An address to which mail may go."""
    choose(platform, **other)
    confirm(platform)


def confirm(platform: Stepped) -> None:
    """Write the code of the address that was chosen; its mail leaves before all others."""
    service, person = service_of(platform), person_of(platform)
    with smtp_server() as (mailbox, server):
        send(service, server)
    (message,) = mailbox.messages
    code = code_in(message)
    service.execute(lambda work: commands.confirm(work, person, code=code), OPERATOR)
    platform.settle()


def code_in(message: Any) -> str:
    text = message.get_payload(decode=True).decode()
    return str(text.partition("?code=")[2].split()[0])


def service_of(platform: Stepped) -> Service:
    return platform.platform.services["referral"]


def write(platform: Stepped, reference: str = "N-1") -> str:
    """The sender writes to the provider; the referral's address."""
    made = platform.caller(SENDER).post(ROOT, referral(reference)).json["id"]
    platform.caller(SENDER).post(f"{ROOT}/{made}/messages", {"text": "Milloin sopii?"})
    return f"{ROOT}/{made}"


@contextmanager
def at(platform: Stepped, moment: datetime) -> Iterator[Service]:
    service = service_of(platform)
    usual = service.clock
    service.clock = Clock(usual.zone, lambda: moment)
    yield service
    service.clock = usual


def next_morning(platform: Stepped, days: int = 1, hour: int = 7) -> datetime:
    service = service_of(platform)
    day: date = workdays.due(service.clock.today(), days)
    return datetime.combine(day, time(hour), service.clock.zone)


def person_of(platform: Stepped) -> UUID:
    with service_of(platform).database.reading() as db:
        query = select(principals.c.id).where(principals.c.sign_in == PROVIDER)
        person_id: UUID = db.execute(query).scalar_one()
        return person_id


def send(service: Service, server: MailServer) -> int:
    return outbox_of(service, server, "https://rinnalla.example").send()


def states(platform: Stepped) -> list[str]:
    with service_of(platform).database.reading() as db:
        query = select(mails.c.state).where(~queries.is_question())
        return list(db.execute(query.order_by(mails.c.made_at)).scalars())


def test_the_days_mail_says_how_much_waits_and_names_nobody(platform: Stepped) -> None:
    choose_and_confirm(platform)
    write(platform)
    with at(platform, next_morning(platform, hour=7) - timedelta(minutes=1)) as service:
        assert prepare(service) == 0
    with at(platform, next_morning(platform)) as service, smtp_server() as (mailbox, server):
        assert (prepare(service), prepare(service)) == (1, 0)
        assert (send(service, server), send(service, server)) == (1, 0)
    (message,) = mailbox.messages
    text = message.get_payload(decode=True).decode()  # type: ignore[union-attr]  # one part
    assert mailbox.recipients == [ADDRESS]
    assert "Viestit ja päätökset: 1" in text
    assert "https://rinnalla.example/inbox" in text
    assert not [word for word in ("Turku", "kaveri", "Milloin", "MLL", "Kaveri") if word in text]


@pytest.mark.parametrize("choice", [{"news": "OFF"}, {"email": ""}])
def test_who_wants_none_gets_none(platform: Stepped, choice: dict[str, str]) -> None:
    choose(platform, **choice)
    write(platform)
    with at(platform, next_morning(platform)) as service:
        assert prepare(service) == 0


def test_what_was_before_the_choice_or_was_read_since_is_in_no_mail(platform: Stepped) -> None:
    write(platform)
    choose_and_confirm(platform)
    read = write(platform, "N-2")
    platform.caller(PROVIDER).get(f"{read}/messages")
    with at(platform, next_morning(platform)) as service:
        assert prepare(service) == 0


def test_who_has_left_gets_no_mail(platform: Stepped) -> None:
    choose_and_confirm(platform)
    write(platform)
    person = person_of(platform)
    platform.caller("admin").put(f"/referral/api/v1/people/{person}/leaving", {})
    with at(platform, next_morning(platform)) as service:
        assert prepare(service) == 0


def test_what_was_refused_or_came_back_ends_the_mail_until_the_address_is_put_right(
    platform: Stepped,
) -> None:
    choose_and_confirm(platform)
    write(platform)
    with at(platform, next_morning(platform)) as service, smtp_server() as (_, server):
        prepare(service)
        send(service, server)
        with service.database.reading() as db:
            query = select(mails.c.mail_id).where(~queries.is_question())
            mail_id = db.execute(query).scalar_one()
        assert note_bounce(service, mail_id) == 1
    page = platform.browser(PROVIDER).get(PAGE, base_url=BASE).text
    assert "Sähköpostipalvelin ei ottanut vastaan" in page
    write(platform, "N-2")
    with at(platform, next_morning(platform, 2)) as service:
        assert prepare(service) == 0
    with at(platform, next_morning(platform, 2)) as service:
        hours = {"quiet_from": 20, "quiet_until": 7, "quiet_weekends": True}
        chosen: dict[str, Any] = {**CHOICE, "email": "toinen@mll.example", **hours}
        person = person_of(platform)
        service.execute(lambda work: commands.choose(work, person, **chosen), OPERATOR)
    platform.settle()
    assert "ei ottanut vastaan" not in platform.browser(PROVIDER).get(PAGE, base_url=BASE).text


def test_what_an_unclear_mail_spoke_of_comes_with_the_next_days(platform: Stepped) -> None:
    choose_and_confirm(platform)
    write(platform)
    with at(platform, next_morning(platform)) as service:
        prepare(service)
        with service.database.writing() as db:
            unclear = update(mails).where(~queries.is_question())
            db.execute(unclear.values(state=MailState.UNCLEAR))
        assert prepare(service) == 0
    with at(platform, next_morning(platform, 2)) as service:
        assert prepare(service) == 1
    assert states(platform) == [MailState.UNCLEAR, MailState.WAITING]


def test_an_administrator_sees_how_each_went_and_nobody_else(platform: Stepped) -> None:
    choose_and_confirm(platform)
    write(platform)
    with at(platform, next_morning(platform)) as service:
        prepare(service)
    page = platform.browser("admin").get("/referral/mails", base_url=BASE)
    assert (page.status_code, "odottaa lähtöä" in page.text) == (200, True)
    assert ADDRESS not in page.text
    other = platform.browser(PROVIDER).get("/referral/mails", base_url=BASE)
    assert other.status_code == 403


def test_a_wrong_choice_comes_back_with_its_fields(platform: Stepped) -> None:
    answer = choose(platform, email="no address", quiet_from="24")
    assert (answer.status_code, "no address" in answer.text) == (422, True)


def test_the_figures_say_how_many_wait_and_how_long_the_first_has(platform: Stepped) -> None:
    choose_and_confirm(platform)
    write(platform)
    morning = next_morning(platform)
    with at(platform, morning) as service, smtp_server() as (_, server):
        prepare(service)
        service.clock = Clock(service.clock.zone, lambda: morning + timedelta(minutes=10))
        before = figures(service)
        send(service, server)
        after = figures(service)
    assert [before[state] for state in ("waiting", "sent", "delay")] == [1, 1, 600]
    assert [after[state] for state in ("waiting", "sent", "delay")] == [0, 2, 0]


def figures(service: Service) -> dict[str, float]:
    """By state, and the delay."""
    names = {MAILS: "", MAIL_DELAY: "delay"}
    read = queries.gauges(service)
    return {names[each.metric] or each.labels[-1]: each.value for each in read}
