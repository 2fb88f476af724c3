"""What an attacker or a broken program sends: seeded, to any route of all applications.

Each request is good but for one thing, so that it comes as far as that thing is read.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from random import Random
from time import thread_time
from typing import Any
from urllib.parse import urlencode

from werkzeug.test import Client, EnvironBuilder
from werkzeug.wrappers import Response

from shared.identity.headers import is_static
from tests.answers import whole
from tests.isolated import FILLED, Asker, Route
from tests.nonsense import DEEP, HEADERS, ODD, PARAMETERS, TEXTS, VALUES
from tests.platform import BASE, Stepped

ENDINGS = ("/sign-out", "/session-end", "/leaving")  # after these nobody comes far
NAME = re.compile(r'\bname="([^"]+)"')


@dataclass
class Attacker:
    """Somebody who has signed in, and sends what no page of ours would."""

    stepped: Stepped
    sign_in: str
    ids: dict[str, str]
    random: Random
    names: dict[str, list[str]] = field(default_factory=dict)  # of form fields, by service

    @cached_property
    def asker(self) -> Asker:
        return Asker(self.stepped, self.sign_in)

    def routes(self) -> Iterator[Route]:
        """All of them; health, sign-in and documents too."""
        for service, app in self.stepped.platform.apps.items():
            for rule in app.url_map.iter_rules():
                if is_static(rule.endpoint) or rule.rule.endswith(ENDINGS):
                    continue
                for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
                    yield Route(service, rule, method)

    def requests(self, route: Route, number: int) -> Iterator[dict[str, Any]]:
        """So many requests to the route, each wrong in one way."""
        kinds = [self._header, self._query, self._path, self._form_or_body, self._form_or_body]
        for _ in range(number):
            yield self.random.choice(kinds)(self._good(route), route)

    def send(self, request: Mapping[str, Any]) -> Any:
        client = request.get("client") or Client(self.stepped.platform, Response)
        builder = EnvironBuilder(
            path="/",
            method=request["method"],
            base_url=BASE,
            data=request.get("body", b""),
            content_type=request.get("type"),
        )
        environ = builder.get_environ()
        environ["PATH_INFO"] = request["path"].encode("utf-8", "surrogatepass").decode("latin-1")
        environ["QUERY_STRING"] = request.get("query", "")
        for name, value in request["headers"].items():
            key = name.upper().replace("-", "_")
            as_sent = value.encode("utf-8", "surrogatepass").decode("latin-1")
            environ[key if key in ("CONTENT_TYPE",) else f"HTTP_{key}"] = as_sent
        if "Cookie" not in request["headers"]:
            client._add_cookies_to_wsgi(environ)
        return Response.from_app(self.stepped.platform, environ)

    def timed(self, request: Mapping[str, Any]) -> tuple[int, float]:
        """The status of its answer, and how many seconds of the processor that took."""
        began = thread_time()
        status: int = self.send(request).status_code
        return status, thread_time() - began

    def _good(self, route: Route) -> dict[str, Any]:
        headers: dict[str, str] = {}
        request: dict[str, Any] = {"method": route.method, "headers": headers}
        request["path"] = route.address(self._parts(route))
        if route.is_api:
            headers["Authorization"] = f"Bearer {self.asker.token}"
            headers["If-Match"] = '"1"'
            headers["Idempotency-Key"] = f"key-{self.random.random()}"
        elif route.service in self.stepped.platform.services:
            request["client"], request["csrf"] = self.asker._browser(route.service)
        return request

    def _parts(self, route: Route) -> dict[str, str]:
        """What stands in its address: things of ours, or any word."""
        return dict.fromkeys(route.rule.arguments, "x") | self.ids | FILLED

    def _header(self, request: dict[str, Any], route: Route) -> dict[str, Any]:
        name = self.random.choice(HEADERS)
        short = [text for text in TEXTS if not set(text) & set("\r\n\0")]
        value = self.random.choice([*ODD.get(name, ()), *short])
        request["headers"][name] = value
        return self._with_body(request, route, {})

    def _query(self, request: dict[str, Any], route: Route) -> dict[str, Any]:
        names = self.random.sample(PARAMETERS, 3)
        values = [self.random.choice(TEXTS) for _ in names]
        query = urlencode(list(zip(names, values, strict=True)), errors="surrogatepass")
        request["query"] = self.random.choice([query, query.replace("%", "%25"), "lang=%ff&=&&%"])
        return self._with_body(request, route, {})

    def _path(self, request: dict[str, Any], route: Route) -> dict[str, Any]:
        text = self.random.choice(TEXTS)
        if route.rule.arguments:
            name = self.random.choice(sorted(route.rule.arguments))
            request["path"] = route.address(self._parts(route) | {name: text})
        else:
            request["path"] += self.random.choice([text, f"/{text}", f"?{text}"])
        if self.random.random() < 0.5:
            request["headers"]["Host"] = "evil.example"
        return self._with_body(request, route, {})

    def _form_or_body(self, request: dict[str, Any], route: Route) -> dict[str, Any]:
        if route.method == "GET":
            return self._query(request, route)
        if route.is_api:
            example = self.asker._example(route)
            name = self.random.choice([*example, "on", "reason", "unknown"])
            return self._with_body(request, route, {name: self.random.choice(VALUES)})
        names = self.names.get(route.service, ["on"])
        chosen = self.random.sample(names, min(len(names), self.random.randint(1, 6)))
        chosen += [name.partition(".")[0] for name in chosen if self.random.random() < 0.3]
        chosen += [f"{name}.{self.random.choice(names)}" for name in chosen[:1]]
        return self._with_body(request, route, {name: self.random.choice(TEXTS) for name in chosen})

    def _with_body(
        self, request: dict[str, Any], route: Route, wrong: dict[str, Any]
    ) -> dict[str, Any]:
        """What is usually sent there, with what is wrong put in."""
        if route.method in ("GET", "DELETE"):
            return request
        if route.is_api:
            request["type"] = "application/json"
            request["body"] = _as_json(self.asker._example(route) | wrong, self.random)
            return request
        form = {"csrf_token": request.get("csrf", ""), "seen": "1"} | wrong
        request["type"] = "application/x-www-form-urlencoded"
        request["body"] = urlencode(form, errors="surrogatepass").encode()
        return request

    def learn(self) -> None:
        """Read the names of fields off all pages."""
        for route in self.routes():
            if route.method == "GET" and route.service and "/api/" not in route.rule.rule:
                page = whole(self.send(self._good(route)))
                names = set(self.names.get(route.service, []))
                fields = {name for name in NAME.findall(page) if name != "csrf_token"}
                self.names[route.service] = sorted(names | fields)


def _as_json(value: Any, random: Random) -> bytes:
    text = json.dumps(value, ensure_ascii=random.random() < 0.5)
    if random.random() < 0.1:
        text = random.choice([DEEP, text[:-1], "²", text.replace("{", '{"a":1,"a":2,', 1), ""])
    return text.encode("utf-8", "surrogatepass")


def described(request: Mapping[str, Any]) -> str:
    """A request as a test that fails shows it."""
    return " ".join(f"{name}={value!r:.300}" for name, value in request.items() if name != "client")
