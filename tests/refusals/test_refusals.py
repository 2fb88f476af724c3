"""Rules that say no, reached one after the other and read in three languages.

What comes back is a whole sentence of ours: no code, no day as machines write it, nothing that a
language has from another. Nothing is changed by what is refused, so each is asked three times.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from shared.web.shell import LANGUAGE_NAMES
from tests.casework.acceptance import a_case
from tests.messages import PLACES, Place
from tests.platform import Caller, Stepped
from tests.referral.referrals.bodies import child, referral
from tests.volunteers.bodies import CHECK, applicant, ready

ROOT = "/referral/api/v1/referrals"
CODE = re.compile(r"[A-Z]{2,}_[A-Z]|\b[a-z]+_[a-z]+\b|\d{4}-\d\d-\d\d")
OF_ADDRESSES = {"as_of"}  # what a program wrote is said back to it
OF_PROGRAMMES = {  # words of a programme's own text, which administrators write
    *("EXTRACT_CHECK", "MINIMUM_DURATION", "minimum_months", "client_status", "likes_dogs"),
}
ENGLISH = re.compile(r"\b(the|is|not|of|this|that|with|has|have|are|was|cannot|required)\b", re.I)


@dataclass(frozen=True)
class Sent:
    """What is sent, by whom; If-Match and the key are added."""

    caller: Caller
    path: str
    body: dict[str, Any] = field(default_factory=dict)
    method: str = "PUT"
    of: str = ""  # whose version it names; empty: the address above

    def answer(self, language: str) -> Any:
        headers = {"Accept-Language": language, "Idempotency-Key": f"{self.path}-{language}"}
        if self.method == "PUT":
            thing = self.of or self.path.rsplit("/", 1)[0]
            headers["If-Match"] = self.caller.get(thing).headers["ETag"]
        return self.caller._send(self.method, self.path, json=self.body, headers=headers)


def says_no(sent: Sent, statuses: tuple[int, ...] = (409, 422)) -> list[str]:
    """What is wrong with how it says no; empty where nothing is."""
    details: dict[str, str] = {}
    for language in LANGUAGE_NAMES:
        answer = sent.answer(language)
        if answer.status_code not in statuses:
            return [f"{sent.path}: {answer.status_code} {answer.text[:200]}"]
        fields = answer.json.get("errors", {}) or {}
        details[language] = answer.json["detail"] or str(fields)
    faults = [text for text in details.values() if CODE.search(text)]
    faults += [text for name, text in details.items() if name != "en" and ENGLISH.search(text)]
    return faults if len(set(details.values())) == len(details) else [*faults, *details.values()]


def faults_of(cases: dict[str, Sent]) -> dict[str, list[str]]:
    """What is wrong with each, where something is."""
    faults = {name: says_no(sent) for name, sent in cases.items()}
    return {name: wrong for name, wrong in faults.items() if wrong}


@pytest.fixture
def offered(platform: Stepped) -> str:
    made = platform.caller("demo-turku").post(ROOT, referral())
    return str(made.headers["Location"])


INTAKE: dict[str, dict[str, Any]] = {
    "too old": {"subject": child(date_of_birth="2004-01-01")},
    "no day of birth": {"subject": child(date_of_birth=None)},
    "client of child protection": {"client_status": "CHILD_PROTECTION_OPEN_CARE"},
    "no agreement": {"municipality": "684"},
    "no such municipality": {"municipality": "999"},
    "no such programme": {"programme": "none"},
    "no client relationship": {"programme": "amm-tukihenkilo"},
    "not in the future": {"referred_on": "2099-01-01"},
    "unknown organisation": {
        "consent": {
            "given_on": "2026-02-01",
            "given_by": "GUARDIAN",
            "inform": ["00000000-0000-4000-8000-000000000000"],
        }
    },
}


def test_intake_says_no_in_words(platform: Stepped) -> None:
    turku = platform.caller("demo-turku")
    assert (
        faults_of(
            {
                name: Sent(turku, ROOT, referral("T-REFUSED", **changed), "POST")
                for name, changed in INTAKE.items()
            }
        )
        == {}
    )


ANSWERS: dict[str, tuple[str, dict[str, Any]]] = {
    "name": ("information-request", {"text": "Onko Ainolla harrastuksia?"}),
    "phone": ("information-request", {"text": "Soita (040) 123 4567"}),
    "mail": ("information-request", {"text": "koti(at)esimerkki.fi"}),
    "street": ("information-request", {"text": "Testikatu 5 A 3"}),
    "identity code": ("information-request", {"text": "010415 A 123N"}),
    "future": ("acceptance", {"on": "2099-01-01"}),
    "before": ("acceptance", {"on": "2026-01-01"}),
    "no reason": ("rejection", {}),
    "not the sender": ("withdrawal", {"reason": "MOVED"}),
}


def test_an_answer_is_refused_in_words(platform: Stepped, offered: str) -> None:
    mll = platform.caller("coordinator-mll")
    assert (
        faults_of(
            {
                name: Sent(mll, f"{offered}/{change}", body)
                for name, (change, body) in ANSWERS.items()
            }
        )
        == {}
    )


def test_what_is_settled_is_refused_in_words(platform: Stepped, offered: str) -> None:
    turku, mll = platform.caller("demo-turku"), platform.caller("coordinator-mll")
    again = referral() | {"notes": "Toinen."}
    assert says_no(Sent(turku, ROOT, again, "POST")) == []
    turku.put(f"{offered}/withdrawal", {"reason": "MOVED"})
    for change in ("acceptance", "rejection", "waitlisting", "information-request"):
        body = {"rejection": {"reason": "NO_CAPACITY"}, "waitlisting": {"reason": "NO_CAPACITY"}}
        asked_for = body.get(change, {"text": "Milloin?"} if "request" in change else {})
        assert says_no(Sent(mll, f"{offered}/{change}", asked_for)) == []


CASEWORK: dict[str, tuple[str, dict[str, Any], str]] = {
    "tasks are open": ("phase", {"to": "TRUST"}, "PUT"),
    "no way there": ("phase", {"to": "REDUNDANCY"}, "PUT"),
    "no such phase": ("phase", {"to": "NOWHERE"}, "PUT"),
    "no such task": ("tasks/T99", {"state": "DONE"}, "PUT"),
    "no reason": ("tasks/T1", {"state": "WAIVED"}, "PUT"),
    "early": (
        "closure",
        {"end_reason": "PLANNED_END", "outcome": "NOT_ASSESSED"},
        "PUT",
    ),
    "not assessed": ("closure", {"end_reason": "MOVED", "outcome": "IMPROVED"}, "PUT"),
    "not closed": ("follow-up", {"assessed_on": "2026-03-01", "outcome": "IMPROVED"}, "PUT"),
    "no indicator": ("measurements", {"indicator": "x", "value": 1}, "POST"),
    "off the scale": ("measurements", {"indicator": "3x10d.1", "value": 99}, "POST"),
    "future": ("visits", {"held_on": "2099-01-01", "kind": "FACE", "status": "HELD"}, "POST"),
    "before the case": (
        "visits",
        {"held_on": "2020-01-01", "kind": "FACE", "status": "HELD", "minutes": 60, "present": 2},
        "POST",
    ),
    "no length": ("visits", {"kind": "FACE", "status": "HELD", "present": 2}, "POST"),
}


def test_casework_says_no_in_words(platform: Stepped) -> None:
    case = a_case(platform)
    assert (
        faults_of(
            {
                name: Sent(case.coordinator, f"{case.path}/{what}", body, method, case.path)
                for name, (what, body, method) in CASEWORK.items()
            }
        )
        == {}
    )


def test_volunteers_say_no_in_words(platform: Stepped) -> None:
    mll, contact = platform.caller("coordinator-mll"), platform.caller("vetting-mll")
    new, waiting = applicant(mll), ready(mll)
    late = CHECK | {"extract_issue_date": "2025-01-01"}
    after = CHECK | {"extract_issue_date": "2026-02-28"}
    assert (
        faults_of(
            {
                "steps are missing": Sent(mll, f"{new}/approval", {"programme": "kaveri"}),
                "not applied for": Sent(mll, f"{new}/approval", {"programme": "perhekummi"}),
                "no programme": Sent(mll, f"{new}/approval", {"programme": "none"}),
                "no consent": Sent(contact, f"{new}/extract-check", CHECK),
                "too late": Sent(contact, f"{waiting}/extract-check", late),
                "after the check": Sent(contact, f"{waiting}/extract-check", after),
                "future": Sent(
                    mll, f"{new}/interview", {"held_on": "2099-01-01", "recommended": True}
                ),
            }
        )
        == {}
    )


def test_reporting_says_no_in_words(platform: Stepped) -> None:
    mll, reports = platform.caller("coordinator-mll"), "/reporting/api/v1/reports/demand"
    assert (
        faults_of(
            {
                query: Sent(mll, f"{reports}?{query}", method="GET")
                for query in ("from=2026-05&to=2026-04", "from=x", "programme=none", "from=2001-01")
            }
        )
        == {}
    )


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.folder.name)
def test_no_text_holds_a_code(place: Place) -> None:
    blanks = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
    codes = re.compile(r"[A-Z]{2,}_[A-Z]+|\b[a-z]+_[a-z]+\b")
    held = {text: codes.findall(blanks.sub("", text)) for text in translations(place)}
    assert {
        text: names for text, names in held.items() if set(names) - OF_ADDRESSES - OF_PROGRAMMES
    } == {}


def translations(place: Place) -> Iterator[str]:
    for language in ("fi", "sv"):
        for message in place.read(language):
            if message.id:
                strings = message.string
                yield from [strings] if isinstance(strings, str) else strings or ()
