"""Asks each operation of a document with what the document allows, and with what it does not.

schemathesis makes the requests, bounded and seeded. Of those that are right, most are about
things that exist: a stranger's id would only ever be answered with 404. Each operation is called
by somebody in a role that the document names for it.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from typing import Any

import schemathesis
from hypothesis import strategies as st
from schemathesis.checks import CheckContext
from schemathesis.config import SchemathesisConfig
from schemathesis.core.parameters import ParameterLocation
from schemathesis.core.transport import Response
from schemathesis.engine import Status, events, from_schema
from schemathesis.hooks import GLOBAL_HOOK_DISPATCHER, HookContext
from werkzeug.test import Client
from werkzeug.wrappers import Response as WsgiResponse

from tests.documents import address
from tests.platform import BASE, Stepped

SEED = 1
OFTEN = 100  # requests
LAST_CHARACTER = "\U0010ffff"  # in the pattern of each text
FIELDS = "/problems/http-422"  # the type of a problem with fields, not with a rule
FORMATS = {  # texts of the forms that our documents name beside the usual ones
    "date": st.dates(date(1900, 1, 1), date(2100, 12, 31)).map(str),
    "email-or-nothing": st.sampled_from(["", "testi@example.org"]),
    "link-or-nothing": st.sampled_from(["", "https://turku.example/suunnitelma"]),
    "phone": st.sampled_from(["+358401234567", "040 123 4567", "09 1234567", ""]),
    "identity-code": st.sampled_from(["131052-308T", "010100A123D"]),
    "municipality": st.sampled_from(["853", "091", "790"]),
    "people": st.sampled_from(["3", "Mother, teacher", "Mother\nteacher"]),
    "plain": st.text(st.sampled_from("Aåz09.,-"), min_size=1, max_size=9),
    "printable": st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), max_size=60),
}
# What a right request may still meet: rules, versions, and things that are not there.
CONFIG = """
seed = {seed}
suppress-health-check = ["too_slow"]  # of a busy machine
[generation]
max-examples = {examples}
database = "none"
no-shrink = true
[phases.coverage.generation]
mode = "{borders}"
[cache]
enabled = false  # each run asks the same, whatever an earlier run has kept
[phases]
stateful.enabled = false
coverage.unexpected-methods = {methods}
[checks]
ignored_auth.enabled = false  # every request gets its caller's token
positive_data_acceptance.expected-statuses = ["2xx", "3xx", "403", "404", "409", "412", "422"]
negative_data_rejection.expected-statuses = ["4xx"]
missing_required_header.expected-statuses = ["400", "428"]
"""


@dataclass
class Fuzzing:
    """One service's operations, called by these people about these things by name of argument."""

    stepped: Stepped
    service: str
    people: Mapping[str, str]  # who signs in for a role, the preferred first
    things: Mapping[str, Sequence[str]]
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    statuses: dict[str, set[int]] = field(default_factory=dict)  # by operation, of right requests
    tokens: dict[str, str] = field(default_factory=dict)  # by who signed in

    def failures(self, *, examples: int, borders: str, methods: Sequence[str]) -> list[str]:
        """Each kind of answer that the document does not allow, once.

        Borders of each field are tried from within ("positive"), or from both sides ("all").
        Each address is asked by those methods too, where it does not have them.
        """
        for name, strategy in FORMATS.items():
            schemathesis.openapi.format(name, strategy)
        failures: dict[tuple[str, str], str] = {}
        with self._hooked():
            schema = schemathesis.openapi.from_wsgi(
                address(self.service),
                self.stepped.platform,
                config=SchemathesisConfig.from_str(
                    CONFIG.format(
                        seed=SEED, examples=examples, borders=borders, methods=json.dumps(methods)
                    )
                ),
            )
            for event in from_schema(schema).execute():
                failures |= self._failed(event)
        return sorted(failures.values())

    @contextmanager
    def _hooked(self) -> Iterator[None]:
        def before_call(_: HookContext, case: Any, kwargs: dict[str, Any]) -> None:
            self._prepare(case)

        def before_load_schema(_: HookContext, raw_schema: dict[str, Any]) -> None:
            _simplify(raw_schema)

        for hook in (before_call, before_load_schema):
            schemathesis.hook(hook)
        yield
        for hook in (before_call, before_load_schema):
            GLOBAL_HOOK_DISPATCHER.unregister(hook)

    def _prepare(self, case: Any) -> None:
        """Sign the request, and let what is right in it be about something that exists."""
        number = next(self.numbers)
        if number % OFTEN == 1:
            self._go_on()
        token = self.tokens[self._who(case.operation.definition.raw)]
        case.headers = {**(case.headers or {}), "Authorization": f"Bearer {token}"}
        if case.meta is None:
            return
        wrong = _wrong_places(case)
        if "wait" in (case.query or {}) and ParameterLocation.QUERY not in wrong:
            case.query["wait"] = 0  # nothing new would come
        if number % 4 == 0:
            return
        if case.path_parameters and ParameterLocation.PATH not in wrong:
            case.path_parameters = {
                name: self._thing(name, number, value)
                for name, value in case.path_parameters.items()
            }
        if ParameterLocation.HEADER not in wrong:
            self._mend_headers(case, token, number)

    def _go_on(self) -> None:
        """Let the followers follow and everybody sign in again, however slow the machine is."""
        self.stepped.settle()
        self.tokens = {who: self.stepped.caller(who).token for who in set(self.people.values())}

    def _mend_headers(self, case: Any, token: str, number: int) -> None:
        if "Idempotency-Key" in case.headers:
            case.headers["Idempotency-Key"] = f"key-of-this-request-{number:06}"
        if "If-Match" in case.headers:
            thing = "/".join(case.formatted_path.split("/")[:6])
            case.headers["If-Match"] = self._version(thing, token)

    def _version(self, thing: str, token: str) -> str:
        """The ETag of what a change belongs to; that of nothing where the caller sees nothing."""
        headers = {"Authorization": f"Bearer {token}"}
        client = Client(self.stepped.platform, WsgiResponse)
        return client.get(thing, base_url=BASE, headers=headers).headers.get("ETag", '"1"')

    def _thing(self, name: str, number: int, value: Any) -> Any:
        things = self.things.get(name)
        return things[number % len(things)] if things else value

    def _who(self, operation: Mapping[str, Any]) -> str:
        roles = operation.get("x-roles", self.people)
        return next(who for role, who in self.people.items() if role in roles)

    def _failed(self, event: events.EngineEvent) -> dict[tuple[str, str], str]:
        if isinstance(event, events.NonFatalError | events.FatalError):
            return {(str(event), ""): repr(event)}
        if not isinstance(event, events.ScenarioFinished):
            return {}
        recorder = event.recorder
        seen = self.statuses.setdefault(recorder.label, set())
        seen |= {
            exchange.response.status_code
            for case_id, exchange in recorder.interactions.items()
            if exchange.response and _is_right(recorder.cases[case_id].value)
        }
        return {
            (recorder.label, check.name): _text_of(recorder, case_id, check)
            for case_id, checks in recorder.checks.items()
            for check in checks
            if check.status is Status.FAILURE
        }


@schemathesis.check
def a_field_takes_what_is_documented(_: CheckContext, response: Response, case: Any) -> None:
    """A rule may refuse what the schema allows; a field may not."""
    if not _is_right(case):
        return
    if response.status_code == 422 and response.json()["type"] == FIELDS:
        raise AssertionError(json.dumps(response.json()["errors"]))


def _simplify(part: Any) -> None:
    """Let texts be of few letters: hypothesis makes a set of each range that a pattern leaves out,
    which took four fifths of the time. Which characters are refused, tests/bad_input tries.
    """
    if isinstance(part, dict):
        if LAST_CHARACTER in str(part.get("pattern", "")):
            del part["pattern"]
            part["format"] = "plain"
        for value in part.values():
            _simplify(value)
    elif isinstance(part, list):
        for value in part:
            _simplify(value)


def _is_right(case: Any) -> bool:
    return bool(case.meta and case.meta.generation.mode.is_positive)


def _wrong_places(case: Any) -> set[ParameterLocation]:
    """Where in the request something is wrong on purpose."""
    if case.meta.generation.mode.is_positive:
        return set()
    wrong = {
        place for place, component in case.meta.components.items() if component.mode.is_negative
    }
    aimed = getattr(case.meta.phase.data, "parameter_location", None)
    return wrong | ({aimed} if aimed else set(ParameterLocation))


def _text_of(recorder: Any, case_id: str, check: Any) -> str:
    sent, failure = recorder.interactions[case_id], check.failure_info.failure
    request, body = sent.request, (sent.request.body or b"")[:300]
    answer = sent.response.content[:300] if sent.response else b""
    title = f"{check.name}: {failure.title}. {failure.message[:300]}"
    return f"{title}\n  {request.method} {request.uri} {body!r}\n  {answer!r}"
