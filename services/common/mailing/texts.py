"""What a mail says: how much waits, and where it is read. No name, no programme, no place."""

from email.message import EmailMessage
from email.utils import format_datetime
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from sqlalchemy import Row

from services.common.codes import MailTopic
from services.common.labels import label

WORDS = Path(__file__).parent / "mail.yaml"


def message(row: Row[Any], language: str, *, to: str, sender: str, base_url: str) -> EmailMessage:
    """The mail about the numbers of a row."""
    words = _words()
    counts = {topic: getattr(row, topic) for topic in MailTopic}
    number = sum(counts.values())
    subject = words["subject"]["one" if number == 1 else "many"][language]
    lines = [f"  {label(topic, language)}: {count}" for topic, count in counts.items() if count]
    body = [
        words["lead"][language],
        *lines,
        "",
        words["read"][language],
        f"{base_url}/inbox",
        "",
        words["choose"][language],
        f"{base_url}/referral/mail",
        "",
        words["foot"][language],
    ]
    title = subject.replace("{num}", str(number))
    return _mail(row, language, title, body, to=to, sender=sender)


def question(
    row: Row[Any], language: str, code: str, *, to: str, sender: str, base_url: str
) -> EmailMessage:
    """The mail that asks whether it reaches its reader, with the code that shows so."""
    words = _words()["question"]
    body = [
        words["lead"][language],
        "",
        f"  {code}",
        "",
        words["read"][language],
        f"{base_url}/referral/mail?code={code}",
        "",
        words["foot"][language],
    ]
    return _mail(row, language, words["subject"][language], body, to=to, sender=sender)


def _mail(
    row: Row[Any], language: str, subject: str, body: list[str], *, to: str, sender: str
) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"] = sender, to
    mail["Subject"] = subject
    mail["Date"] = format_datetime(row.made_at)
    mail["Message-ID"] = f"<{row.mail_id}@{sender.rpartition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail["Content-Language"] = language
    mail.set_content("\n".join(body) + "\n")
    return mail


@cache
def _words() -> dict[str, Any]:
    loaded: dict[str, Any] = YAML(typ="safe", pure=True).load(WORDS.read_text("utf-8"))
    return loaded
