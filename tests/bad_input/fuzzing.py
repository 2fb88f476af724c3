"""Seeded requests, each a good one in which something was made wrong, over API and forms alike.

What is refused is refused in the form that programs or people read, and leaves every store as it
was.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import islice
from time import monotonic
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import func, select
from werkzeug.wrappers import Response

from shared.store.tables import events
from tests.bad_input.bodies import BODIES
from tests.bad_input.table import OF_FIELDS
from tests.hostile import Attacker, described
from tests.isolated import Route
from tests.nonsense import TEXTS, VALUES

OFTEN = 200  # cases
PROBLEM = "application/problem+json"
SCIM = "application/scim+json"
SCIM_ERROR = "urn:ietf:params:scim:api:messages:2.0:Error"
BAD_VALUES = (*VALUES, *(bad.value for bad in OF_FIELDS))
BAD_TEXTS = (*TEXTS, *(bad.value for bad in OF_FIELDS if isinstance(bad.value, str)))
Place = tuple[Any, ...]  # the way to a value within a body


@dataclass
class Fuzzer(Attacker):
    """Mutates what the documents show as examples, and what forms ask for."""

    versions: dict[str, str] = field(default_factory=dict)  # ETags, by the address of a thing
    closed: set[tuple[str, str]] = field(
        default_factory=set
    )  # that answered 403: not for this sender

    def cases(self) -> Iterator[tuple[Route, dict[str, Any]]]:
        """Without end: every route in turn, those that change something more often."""
        routes = list(self.routes())
        while True:
            for route in routes:
                yield from (
                    (route, request)
                    for request in self.requests(route, 1 if route.method == "GET" else 3)
                    if (route.rule.rule, route.method) not in self.closed
                )

    def go_on(self) -> None:
        """Let the followers follow and the sender sign in again, however slow the machine is."""
        self.stepped.settle()
        vars(self).pop("asker", None)

    def _good(self, route: Route) -> dict[str, Any]:
        request = super()._good(route)
        if route.is_api and route.method == "PUT":
            request["headers"]["If-Match"] = self._version(request["path"])
        return request

    def _version(self, path: str) -> str:
        thing = "/".join(path.split("/")[:6])
        if thing not in self.versions:
            headers = {"Authorization": f"Bearer {self.asker.token}"}
            answer = self.send({"method": "GET", "path": thing, "headers": headers})
            self.versions[thing] = answer.headers.get("ETag", '"1"')
        return self.versions[thing]

    def _form_or_body(self, request: dict[str, Any], route: Route) -> dict[str, Any]:
        if route.method == "GET" or not route.is_api or self.random.random() < 0.2:
            return self._wrong_form(request, route)
        body = deepcopy(self.asker._example(route))
        for _ in range(self.random.choice([1, 1, 1, 2, 4])):
            body = self._mutated(body)
        request["type"] = "application/json"
        request["body"] = json.dumps(body).encode()
        return request

    def _wrong_form(self, request: dict[str, Any], route: Route) -> dict[str, Any]:
        if route.is_api and route.method != "GET":
            request["type"] = "application/json"
            request["body"], _ = self.random.choice(list(BODIES.values()))
            return request
        if route.method == "GET":
            return super()._form_or_body(request, route)
        names = self.names.get(route.service, ["on"])
        chosen = self.random.sample(names, min(len(names), self.random.randint(1, 12)))
        form = [(name, self.random.choice(BAD_TEXTS)) for name in chosen]
        form += form[:1] if self.random.random() < 0.2 else []
        form += [("csrf_token", request.get("csrf", "")), ("seen", "1")]
        request["type"] = "application/x-www-form-urlencoded"
        request["body"] = urlencode(form, errors="surrogatepass").encode()
        return request

    def _mutated(self, body: Any) -> Any:
        """The body with one value replaced, left out, doubled, wrapped, or one too many."""
        places = list(_places(body))
        if not places:
            return {"surprise": self.random.choice(BAD_VALUES)}
        *outer, last = self.random.choice(places)
        inside = body
        for step in outer:
            inside = inside[step]
        match self.random.randrange(7):
            case 0:
                del inside[last]
            case 1:
                inside[last] = [inside[last]]
            case 2:
                inside[last] = {"value": inside[last]}
            case 3 if isinstance(inside, dict):
                inside[f"{last}_"] = inside[last]
            case _:
                inside[last] = self.random.choice(BAD_VALUES)
        return body


def _places(body: Any, above: Place = ()) -> Iterator[Place]:
    """Where every value of the body stands."""
    inner = list(body.items()) if isinstance(body, dict) else []
    inner += enumerate(body) if isinstance(body, list) else []
    for step, value in inner:
        yield (*above, step)
        yield from _places(value, (*above, step))


@dataclass
class Outcome:
    """What came of so many cases."""

    statuses: Counter[int] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    seconds: float = 0

    def __str__(self) -> str:
        counts = ", ".join(f"{status} {n}" for status, n in sorted(self.statuses.items()))
        return f"{self.statuses.total()} cases in {self.seconds:.0f} s: {counts}"


def fuzz(fuzzer: Fuzzer, *, cases: int) -> Outcome:
    """Send them, and look at each answer and, after each refusal, at every store."""
    outcome, began = Outcome(), monotonic()
    heads = _heads(fuzzer)
    for number, (route, request) in enumerate(islice(fuzzer.cases(), cases), start=1):
        if number % OFTEN == 0:
            fuzzer.go_on()
            heads = _heads(fuzzer)
        answer = fuzzer.send(request)
        outcome.statuses[answer.status_code] += 1
        if answer.status_code == 403:
            fuzzer.closed.add((route.rule.rule, route.method))
        fault = _fault(route, request, answer)
        if route.method != "GET" or answer.status_code < 400:
            after = _heads(fuzzer)
            if after != heads and (answer.status_code >= 400 or route.method == "GET"):
                fault = fault or "wrote something"
            if after != heads:
                fuzzer.versions.clear()
            heads = after
        if fault:
            outcome.faults.append(f"{answer.status_code} {fault}: {described(request)}")
    outcome.seconds = monotonic() - began
    return outcome


def _heads(fuzzer: Fuzzer) -> Mapping[str, int]:
    """How many events each store holds."""
    heads = {}
    for name, service in fuzzer.stepped.platform.services.items():
        with service.database.reading() as db:
            heads[name] = db.execute(select(func.max(events.c.seq))).scalar_one() or 0
    return heads


def _fault(route: Route, request: Mapping[str, Any], answer: Response) -> str:
    """What is wrong with an answer; empty where nothing is."""
    status = answer.status_code
    if status >= 500:
        return "is an error of ours"
    if status < 400 or route.method == "HEAD":
        return ""
    media = answer.content_type.partition(";")[0]
    if status == 400 and "Host" in request["headers"]:
        return ""  # refused before any service is asked
    if media == SCIM:
        error = json.loads(answer.get_data())
        is_whole = error["schemas"] == [SCIM_ERROR] and error["status"] == str(status)
        return "" if is_whole and "/scim/" in route.rule.rule else "is no error of SCIM"
    if route.is_api:
        problem = json.loads(answer.get_data()) if media == PROBLEM else {}
        named = {"type", "title", "status", "detail", "instance"} <= problem.keys()
        return "" if named and problem["status"] == status else f"came as {media}"
    if media != "text/html":
        return "" if media in ("text/plain", PROBLEM, "application/json") else f"came as {media}"
    if "HX-Redirect" in answer.headers:
        return ""  # the script of the page goes where it says
    page = answer.get_data(as_text=True)
    is_page = "<h1" in page and '<html lang="' in page
    return "" if is_page else "is no page"
