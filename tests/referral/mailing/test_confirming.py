"""No mail goes to an address before somebody there has said that it reaches them."""

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select

from services.common.mailing.commands import prepare
from services.common.mailing.queries import is_question
from services.referral.mailing import commands
from services.referral.mailing.domain import MailChoice
from services.referral.mailing.events import AddressConfirmed, AddressFailed, MailChosen
from services.referral.mailing.rules import MOST_A_DAY, must_not_be_too_many
from shared.kernel.aggregate import Invalid, Refused
from shared.kernel.testing import given
from shared.mail.tables import mails
from shared.work import Work
from tests.clocks import unread
from tests.mail_servers import smtp_server
from tests.platform import BASE, Stepped, csrf_of
from tests.referral.mailing.test_mails import (
    ADDRESS,
    OPERATOR,
    PAGE,
    PROVIDER,
    at,
    choose,
    choose_and_confirm,
    code_in,
    confirm,
    next_morning,
    person_of,
    send,
    service_of,
    write,
)

ID, HOME, DAY = UUID(int=1), UUID(int=2), date(2026, 3, 2)
CHOSEN = MailChosen(
    person_id=ID,
    has_address=True,
    language="fi",
    urgent="AT_ONCE",
    deadlines="DAILY",
    news="DAILY",
    quiet_from=20,
    quiet_until=7,
    quiet_weekends=True,
    is_confirmed=False,
    email=ADDRESS,
)
CONFIRMED = AddressConfirmed(person_id=ID, on=DAY)
FAILED = AddressFailed(person_id=ID, organisation=HOME, on=DAY, by="admin")
NONE = replace(CHOSEN, has_address=False, email="")
OTHER = "toinen@mll.example"


def chose(*happened: Any) -> MailChoice:
    return given(MailChoice(ID), *happened)


@pytest.mark.parametrize(
    ("happened", "waits", "reaches"),
    [
        ((), False, False),
        ((CHOSEN,), True, False),
        ((replace(CHOSEN, is_confirmed=True),), False, True),  # of an earlier version
        ((CHOSEN, CONFIRMED), False, True),
        ((CHOSEN, CONFIRMED, FAILED), True, False),
        ((CHOSEN, CONFIRMED, FAILED, CONFIRMED), False, True),
        ((CHOSEN, CONFIRMED, replace(CHOSEN, email=OTHER)), True, False),
        ((CHOSEN, CONFIRMED, NONE), False, False),
    ],
)
def test_whether_mail_may_go_to_an_address(
    happened: tuple[Any, ...], waits: bool, reaches: bool
) -> None:
    choice = chose(*happened)
    assert (choice.waits, choice.reaches(ADDRESS)) == (waits, reaches)


def test_it_is_confirmed_once_and_fails_once() -> None:
    confirmed, failed = chose(CHOSEN, CONFIRMED), chose(CHOSEN, CONFIRMED, FAILED)
    assert (chose(CHOSEN).confirm(on=DAY), confirmed.confirm(on=DAY)) == ([CONFIRMED], [])
    assert confirmed.fail(HOME, by="admin", on=DAY) == [FAILED]
    assert failed.fail(HOME, by="admin", on=DAY) == []


@pytest.mark.parametrize("choice", [MailChoice(ID), given(MailChoice(ID), NONE)])
def test_where_there_is_no_address_nothing_is_confirmed_and_nothing_fails(
    choice: MailChoice,
) -> None:
    with pytest.raises(Refused):
        choice.confirm(on=DAY)
    with pytest.raises(Refused):
        choice.fail(HOME, by="admin", on=DAY)


def test_that_mail_came_back_is_forgotten_with_the_address_alone() -> None:
    later_hours = replace(CHOSEN, quiet_from=21)
    assert chose(CHOSEN, CONFIRMED, FAILED, later_hours).failed_on == DAY
    assert chose(CHOSEN, CONFIRMED, FAILED, replace(CHOSEN, email=OTHER)).failed_on is None


def test_nobody_fills_a_strangers_mailbox() -> None:
    must_not_be_too_many(MOST_A_DAY - 1)
    with pytest.raises(Refused):
        must_not_be_too_many(MOST_A_DAY)


def questions(platform: Stepped) -> int:
    with service_of(platform).database.reading() as db:
        query = select(func.count()).select_from(mails).where(is_question())
        return db.execute(query).scalar_one()


def test_only_the_code_goes_to_an_address_that_is_not_confirmed(platform: Stepped) -> None:
    choose(platform)
    write(platform)
    with smtp_server() as (mailbox, server):
        send(service_of(platform), server)
    assert mailbox.recipients == [ADDRESS]
    with at(platform, next_morning(platform)) as service:
        assert prepare(service) == 0


def test_with_the_code_mail_begins_and_another_address_is_asked_anew(platform: Stepped) -> None:
    choose_and_confirm(platform)
    write(platform)
    with at(platform, next_morning(platform)) as service:
        assert prepare(service) == 1
    before = questions(platform)
    choose(platform, quiet_from="21")
    assert questions(platform) == before
    choose(platform, email=OTHER)
    assert questions(platform) == before + 1
    write(platform, "N-2")
    with at(platform, next_morning(platform, 2)) as service:
        assert prepare(service) == 0


def test_a_code_of_another_address_or_person_confirms_nothing(platform: Stepped) -> None:
    choose(platform)
    service, person = service_of(platform), person_of(platform)
    with smtp_server() as (mailbox, server):
        send(service, server)
    code = code_in(mailbox.messages[0])
    choose(platform, email=OTHER)
    for wrong in (code, "", "K7QM-2XVA-K7QM-2XVA-K7QM"):
        with pytest.raises(Invalid):
            service.execute(partial(confirm_with, person, wrong), OPERATOR)
    choose(platform, email=ADDRESS)
    service.execute(partial(confirm_with, person, code.lower()), OPERATOR)


def confirm_with(person: UUID, code: str, work: Work) -> None:
    commands.confirm(work, person, code=code)


def test_the_page_takes_the_code_and_sends_it_again(platform: Stepped) -> None:
    choose(platform)
    browser = platform.browser(PROVIDER)
    token = {"csrf_token": csrf_of(browser.get(PAGE, base_url=BASE).text)}
    wrong = browser.post(f"{PAGE}/confirmation", data={**token, "code": "x"}, base_url=BASE)
    assert (wrong.status_code, 'href="#code"' in wrong.text) == (422, True)
    again = browser.post(f"{PAGE}/code", data=token, base_url=BASE)
    assert (again.status_code, questions(platform)) == (303, 2)
    with smtp_server() as (mailbox, server):
        send(service_of(platform), server)
    code = code_in(mailbox.messages[0])
    assert f'value="{code}"' in browser.get(f"{PAGE}?code={code}", base_url=BASE).text
    right = browser.post(f"{PAGE}/confirmation", data={**token, "code": code}, base_url=BASE)
    assert right.status_code == 303
    platform.settle()
    assert f"{PAGE}/confirmation" not in browser.get(PAGE, base_url=BASE).text


def test_an_administrator_notes_what_came_back_and_its_owner_reads_so(platform: Stepped) -> None:
    choose_and_confirm(platform)
    admin, person = platform.browser("admin"), person_of(platform)
    address = f"/referral/admin/people/{person}"
    assert f"{address}/mail-failure" in admin.get(address, base_url=BASE).text
    form = admin.get(f"{address}/mail-failure", base_url=BASE).text
    seen = form.partition('name="seen" value="')[2].partition('"')[0]
    data = {"csrf_token": csrf_of(form), "seen": seen}
    assert admin.post(f"{address}/mail-failure", data=data, base_url=BASE).status_code == 303
    platform.settle()
    assert "mail-failed" in unread(platform, "referral", PROVIDER)
    write(platform)
    with at(platform, next_morning(platform)) as service:
        assert prepare(service) == 0
    browser = platform.browser(PROVIDER)
    token = {"csrf_token": csrf_of(browser.get(PAGE, base_url=BASE).text)}
    browser.post(f"{PAGE}/code", data=token, base_url=BASE)
    confirm(platform)
    assert "mail-failed" not in unread(platform, "referral", PROVIDER)
