"""A mother in Parainen who writes Swedish: her form, and her browser without an account."""

import re
from typing import Any
from urllib.parse import urlsplit

from werkzeug.test import Client, TestResponse
from werkzeug.wrappers import Response

from tests.platform import BASE, Stepped

FRONT = "/referral/self-referral"
ANSWERS = {
    "writer": "PARENT",
    "municipality": "853",
    "programme": "perhekummi",
    "text": "Jag är ensam med två små barn och orkar inte.",
    "experience": "Kvällarna är svåra.",
    "reply_by": "CODE",
}
QUESTIONS = {
    "who": ("writer",),
    "place": ("municipality",),
    "support": ("programme",),
    "words": ("text", "experience"),
    "answer": ("reply_by", "phone", "email", "calling_name"),
}
WHO = {
    "subject.kind": "FAMILY",
    "subject.given_name": "Ida",
    "subject.family_name": "Provholm",
    "subject.contact.phone": "+358401234567",
    "agreed": "yes",
}


def stranger(platform: Stepped) -> Client:
    return Client(platform.platform, Response)


def get(browser: Client, address: str, language: str = "sv") -> TestResponse:
    joint = "&" if "?" in address else "?"
    return browser.get(f"{address}{joint}lang={language}", base_url=BASE)


def post(browser: Client, address: str, data: Any = None) -> TestResponse:
    return browser.post(address, data=data or {}, base_url=BASE)


def path_of(answer: TestResponse) -> str:
    parts = urlsplit(answer.headers["Location"])
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def written(browser: Client, **changed: str) -> str:
    """Fill in all questions, each on its page; the address of the page to look through."""
    address = path_of(post(browser, FRONT))
    answers = ANSWERS | changed
    for name, fields in QUESTIONS.items():
        assert address.endswith(f"/{name}")
        answer = post(browser, address, {field: answers.get(field, "") for field in fields})
        assert answer.status_code == 303, answer.text
        address = path_of(answer)
    return address


def sent(platform: Stepped, browser: Client, **changed: str) -> str:
    """Send the form; the address to which its code leads."""
    answer = post(browser, written(browser, **changed))
    assert answer.status_code == 303, answer.text
    platform.settle()
    return path_of(answer).partition("?")[0]


def code_in(address: str) -> str:
    code = address.rpartition("/")[2]
    assert re.fullmatch(r"(?:[2-9A-HJKMNP-TV-Z]{4}-){4}[2-9A-HJKMNP-TV-Z]{4}", code), code
    return code
