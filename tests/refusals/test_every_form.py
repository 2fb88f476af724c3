"""Each form of volunteers and casework is tried by a rule's refusal, or no rule refuses it."""

import re

from tests.refusals import (
    test_each_form_says_no,
    test_forms_of_books,
    test_forms_of_courses,
    test_forms_of_expenses,
)
from tests.tree import ROOT

TABLES = (
    *test_each_form_says_no.TABLES.items(),
    *test_forms_of_books.TABLES.items(),
    *test_forms_of_expenses.TABLES.items(),
    *test_forms_of_courses.TABLES.items(),
)
NO_RULE = {  # each with what it takes away or shows, which nobody has to be kept from
    "/casework/cases/<>/contact-readers/<>/removal",  # a right to see what is hidden
    "/casework/cases/<>/team/<>/leaving",  # a seat, and with it the right to read
    "/casework/cases/<>/hand-over/acceptance",  # what waits for who accepts it
    "/casework/cases/<>/hand-over/withdrawal",
    "/casework/cases/<>/stand-ins/<>/end",
    "/casework/cases/<>/locks/<>/letting-in",
    "/casework/cases/<>/family-codes",  # nothing is typed
    "/casework/cases/<>/family-codes/<>/withdrawal",
    "/casework/family",  # of people without an account: tests/casework/test_family_codes
    "/casework/duties/<>/hand-on",  # tests/casework/test_duties
    "/casework/duties/<>/cancellation",
    "/casework/visits/worry",  # what to do in a worry, whatever was typed
    "/volunteers/apply/<>",  # of people without an account: tests/volunteers/applying
    "/volunteers/apply/return",
    "/volunteers/lending/<>/agreement",  # nothing is typed: tests/volunteers/lending
    "/volunteers/lending/<>/consent",
    "/volunteers/lending/<>/ending",
    "/volunteers/lending/<>/person",
    "/volunteers/lending/ask",
    "/volunteers/lending/offer",
    "/volunteers/survey",  # with a code alone: tests/volunteers/surveys
    "/volunteers/me/survey",  # nothing is typed
    "/volunteers/apply/status/<>/withdrawal",
    "/casework/entries/<>/entered-in-error",  # what never was
    "/casework/network-maps/<>/entered-in-error",
    "/casework/agreements/<>/entered-in-error",
    "/casework/independence-plans/<>/entered-in-error",
    "/casework/fact-sheets/<>/entered-in-error",
    "/casework/cases/<>/documents/new",  # files: tests/casework/test_documents.py
    "/casework/documents/<>/removal",  # of what shows too much
    "/casework/visits/<>/receipts",  # files: tests/casework/test_receipts.py
    "/casework/entries/<>/receipts",
    "/casework/visits/<>/receipts/<>/removal",  # of what shows too much
    "/casework/entries/<>/receipts/<>/removal",
    "/casework/concerns/<>/reopening",  # of what is not over, or was over too soon
    "/volunteers/courses/<>/guide",  # whoever is offered there may guide
    "/volunteers/guidance/<>/guide",
    "/volunteers/courses/new",  # what nobody has a part in yet
    "/volunteers/guidance/new",
    "/volunteers/people/<>/thanks",  # also to who has left
    "/volunteers/me/calendar",  # one's own address, made as often as one likes
    "/volunteers/me/calendar/withdrawal",
    "/volunteers/guidance/people/back",  # who has come back already is not on the page
    "/volunteers/guidance/people/rhythm",  # any number of days
    "/volunteers/courses/<>/completion",  # of who was there enough, or of nobody
    "/volunteers/courses/<>/cancellation",  # what can always be called off
    "/volunteers/guidance/<>/cancellation",
    "/volunteers/expenses/<>/payment-elsewhere",  # on a run: test_claims
}
SERVICES = ("/casework/", "/volunteers/")
OTHERWISE = (
    "search",
    "held",
    "erasure",
    "sign-out",
    "session-end",
    "back-channel-logout",
    "new/draft",
)


def place_of(address: str) -> str:
    """The address of a form, whatever thing it is of."""
    parts = address.split("/")
    return "/".join("<>" if re.match(r"[<{]|T?\d|[A-Z]{3}", part) else part for part in parts)


def test_every_form_is_among_them() -> None:
    lines = (ROOT / "tests/access_matrix.txt").read_text(encoding="utf-8").splitlines()
    routes = [line.partition(" POST:") for line in lines if line.startswith(SERVICES)]
    pages = {address for address, post, _ in routes if post and "/api/" not in address}
    forms = {place_of(address) for address in pages if not address.endswith(OTHERWISE)}
    sent = {
        place_of(f"{page}/{form}") for page, tables in TABLES for table in tables for form in table
    }
    assert forms - sent == NO_RULE
    assert sent - forms == set()
