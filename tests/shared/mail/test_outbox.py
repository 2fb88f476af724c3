"""Each mail once: what a server takes, refuses, puts off or leaves open, and what a kill leaves."""

import subprocess
import sys
from datetime import timedelta

import pytest

from shared.mail.outbox import PATIENCE, STALE
from shared.mail.tables import MailState
from tests.databases import NewDatabase
from tests.mail_servers import halting_server, server_at, smtp_server
from tests.shared.mail.outboxes import NOON, TO, fill, recover, rows, send, states
from tests.tree import ROOT


def test_each_mail_goes_out_once(new_database_url: NewDatabase) -> None:
    url = new_database_url()
    ids = fill(url, 3)
    with smtp_server() as (mailbox, server):
        first, again = send(url, server), send(url, server)
    assert (first, again) == (3, 0)
    assert mailbox.recipients == [TO] * 3
    assert sorted(m["Message-ID"] for m in mailbox.messages) == sorted(
        f"<{mail_id}@region.example>" for mail_id in ids
    )
    assert {m.get_payload() for m in mailbox.messages} == {"one\r\n.dot\r\n"}
    assert states(url) == [MailState.SENT] * 3


@pytest.mark.parametrize(
    ("step", "answer", "state"),
    [
        ("RCPT", "550 nobody of that name", MailState.REFUSED),
        ("DATA", "554 not that", MailState.REFUSED),
        ("RCPT", "450 later", MailState.WAITING),
        ("DATA", "451 later", MailState.WAITING),
    ],
)
def test_what_the_server_refuses_for_good_is_not_tried_again(
    new_database_url: NewDatabase, step: str, answer: str, state: MailState
) -> None:
    url = new_database_url()
    fill(url, 1)
    with smtp_server() as (mailbox, server):
        mailbox.answers[step] = answer
        send(url, server)
        (row,) = rows(url)
        assert (row.state, row.code) == (state, int(answer[:3]))
        mailbox.answers.clear()
        taken = send(url, server, NOON + timedelta(minutes=1))
    assert taken == (1 if state is MailState.WAITING else 0)


def test_a_server_that_is_away_is_tried_again_later_and_later(
    new_database_url: NewDatabase,
) -> None:
    url = new_database_url()
    fill(url, 1)
    with smtp_server() as (_, server):
        pass  # it is gone
    for minute, attempts in ((0, 1), (1, 2), (2, 2), (3, 3)):
        send(url, server, NOON + timedelta(minutes=minute))
        assert rows(url)[0].attempts == attempts


@pytest.mark.parametrize(
    ("age", "state"), [(PATIENCE, MailState.WAITING), (PATIENCE + STALE, MailState.GIVEN_UP)]
)
def test_a_mail_is_given_up_after_a_day(
    new_database_url: NewDatabase, age: timedelta, state: MailState
) -> None:
    url = new_database_url()
    fill(url, 1)
    recover(url, NOON + age)
    assert states(url) == [state]


@pytest.mark.parametrize(
    ("step", "before", "after", "sent"),
    [
        ("greeting", MailState.WAITING, MailState.SENT, 1),
        ("MAIL", MailState.SENDING, MailState.SENT, 1),
        ("RCPT", MailState.SENDING, MailState.SENT, 1),
        ("DATA", MailState.SENDING, MailState.SENT, 1),
        ("dot", MailState.HANDING, MailState.UNCLEAR, 0),
    ],
)
def test_a_process_killed_at_any_point_leaves_no_mail_to_be_sent_twice(
    new_database_url: NewDatabase, step: str, before: MailState, after: MailState, sent: int
) -> None:
    """Whether the server took it, is unclear at the dot alone: there it had read the mail whole."""
    url = new_database_url()
    fill(url, 1)
    with halting_server(step) as (halting, server):
        command = [sys.executable, "-m", "tests.shared.mail.outboxes", url, str(server.port)]
        process = subprocess.Popen(command, cwd=ROOT)
        assert halting.reached.wait(30)
        process.kill()
        process.wait()
    assert (states(url), halting.dots) == ([before], int(step == "dot"))
    with smtp_server() as (mailbox, server):
        send(url, server, NOON + STALE + timedelta(seconds=1))
        send(url, server, NOON + 2 * STALE + timedelta(seconds=2))
    assert (states(url), len(mailbox.messages)) == ([after], sent)


def test_a_mail_that_a_living_process_has_is_left_to_it(new_database_url: NewDatabase) -> None:
    url = new_database_url()
    fill(url, 1)
    with halting_server("RCPT") as (halting, server):
        command = [sys.executable, "-m", "tests.shared.mail.outboxes", url, str(server.port)]
        process = subprocess.Popen(command, cwd=ROOT)
        assert halting.reached.wait(30)
        with smtp_server() as (mailbox, other):
            send(url, other, NOON + timedelta(minutes=1))
        process.kill()
        process.wait()
    assert mailbox.messages == []


def test_no_answer_after_the_dot_is_unclear(new_database_url: NewDatabase) -> None:
    url = new_database_url()
    fill(url, 1)
    with halting_server("dot") as (_, server):
        patient = server_at(server.port, timeout=0.5)
        send(url, patient)
    assert states(url) == [MailState.UNCLEAR]
