"""Two organisations and every route between them: what the matrix of isolation is made from.

Siipisulka has a family, a support person and a match whose every text holds a canary; everybody
else asks for them by their ids, on each route that the applications have.
"""

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID, uuid4

from flask_smorest.spec.plugins import FlaskPlugin
from werkzeug.routing import Rule
from werkzeug.test import Client
from werkzeug.wrappers import Response

from services.common.codes import Role
from services.platform.demo.people import CLIENTS, PEOPLE, fixed_id
from services.referral.hsds.queries import made_id
from services.referral.openings.rules import opening_of
from shared.identity.headers import is_static
from tests.casework.acceptance import Opened, a_case, ago
from tests.documents import operations, read
from tests.platform import BASE, Caller, Stepped, csrf_of
from tests.shared.documents.files import picture
from tests.volunteers.gatherings.theirs import a_gathering
from tests.written import a_booking, a_happening, a_registration, a_speaker, written

CANARY = "Kanarialintu"
OUTSIDERS = (
    *("demo-turku", "demo-kela", "municipal-turku", "coordinator-mll", "worker-helsinki"),
    *("volunteer-mll", "vetting-mll", "regional", "funder", "dpo", "admin"),
)
SYSTEMS = ("demo-turku", "demo-kela")
OWNER = "coordinator-siipisulka"
FILLED = {  # parts of addresses that are no ids
    "code": "T1",
    "kind": "CONTACT",  # of an entry
    "report": "demand",
    "month": "2026-01",
    "ending": "csv",
    "number": "0",
    "edition": "1",  # of a summary
    "name": "User",
    "secret": "none",  # of a calendar
    "key": "none",  # of a form that nobody has begun
    "section": "basics",  # of a programme
    "day": "2026-12-01",  # of a reception
    "begins": "12:00",
}
SIIPI = fixed_id("organisation:siipi")
OF_DIRECTORY = {
    "organisation_id": str(SIIPI),
    "organisation": str(SIIPI),
    "network_id": str(fixed_id("network:perhelinja")),
    "opening_id": str(opening_of(SIIPI, "amm-tukihenkilo")),
}


@dataclass(frozen=True)
class Route:
    """One rule of one application by one method, with an id in its address."""

    service: str
    rule: Rule
    method: str

    @property
    def is_api(self) -> bool:
        return "/api/v1/" in self.rule.rule or "/scim/v2/" in self.rule.rule

    def address(self, ids: dict[str, str]) -> str:
        chosen = re.sub(
            r"<any\(([^,)]+)[^)]*\):\w+>", lambda group: group[1].strip("'\" "), self.rule.rule
        )
        return re.sub(r"<(?:[^:<>]+:)?(\w+)>", lambda group: ids[group[1]], chosen)


def routes(stepped: Stepped) -> Iterator[Route]:
    """Every rule with an id in it, by every method, of all four applications."""
    for service, app in stepped.platform.apps.items():
        if service not in stepped.platform.services:
            continue
        for rule in app.url_map.iter_rules():
            if rule.arguments and not is_static(rule.endpoint):
                for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
                    yield Route(service, rule, method)


NOT_THERE = (  # of which nothing is made: whose it is, tests of each part ask
    *("match_id", "request_id", "group_id", "claim_id", "payment_id", "loan_id"),
    *("emphasis_id", "acknowledgement_id", "draft_id", "stand_in_id", "duty_id", "code_id"),
    *("consultation_id", "pairwork_id"),
    *("indicator_id", "package_id", "template_id", "line_id", "cost_id", "part_id"),
)


def ids_of_theirs(stepped: Stepped) -> dict[str, str]:
    """Siipisulka's things, made the way they always are, each by the name of its argument."""
    home = {"phone": "+358401234567", "address": f"{CANARY} 1"}
    case = a_case(stepped, given_name=CANARY, family_name=CANARY, contact=home)
    owner, day = case.coordinator, ago(stepped, 5)
    goal = case.post("goals", {"text": CANARY, "on": day}).json["id"]
    meeting = case.post("plan-meetings", {"goals_being_met": True, "decisions": CANARY})
    taken = case.post("measurements", {"indicator": "gas", "value": 1}).json["id"]
    referral = f"/referral/api/v1/referrals/{case.referral}"
    message = owner.post(f"{referral}/messages", {"text": CANARY}).json["id"]
    agreements = owner.get("/referral/api/v1/agreements").json["agreements"]
    happening_id = a_happening(stepped, OWNER)
    return {
        "referral_id": case.referral,
        "case_id": str(case.id),
        "goal_id": goal,
        "meeting_id": meeting.json["id"],
        "measurement_id": taken,
        **_visited(case, day),
        **written(case, CANARY),
        **a_booking(stepped, OWNER, CANARY),
        "happening_id": happening_id,
        "speaker_id": a_speaker(stepped, OWNER, happening_id, CANARY),
        "registration_id": a_registration(stepped, OWNER, happening_id, CANARY),
        "message_id": message,
        "summary_id": _summary(case),
        **a_gathering(owner, _worker(owner), CANARY),
        "import_id": _sent_file(stepped),
        **_public_ids(),
        "person_id": str(fixed_id("worker-siipisulka")),
        "client_id": str(fixed_id("demo-varha")),
        "agreement_id": agreements[0]["id"],
        "programme_id": owner.get("/referral/api/v1/programmes/amm-tukihenkilo").json["id"],
        **{name: str(uuid4()) for name in NOT_THERE},
        **OF_DIRECTORY,
        **FILLED,
    }


def _visited(case: Opened, day: str) -> dict[str, str]:
    """A visit that was paid for, with its receipt."""
    visit = {"held_on": day, "kind": "FACE", "status": "HELD", "minutes": 30, "present": 1}
    logged = case.post("visits", visit | {"notes": CANARY, "costs": "3.20"}).json["id"]
    receipt = {"content": b64encode(picture()).decode()}
    added = case.post(f"visits/{logged}/receipts", receipt).json["id"]
    return {"visit_id": logged, "receipt_id": added}


def _summary(case: Opened) -> str:
    """One that its sender has to read."""
    summary = str(case.post("summaries", {}).json["id"])
    where, written = f"{case.path}/summaries/{summary}", {"happened": CANARY, "is_ready": True}
    for step, body in (("draft", written), ("approval", {})):
        assert case.coordinator.put(f"{where}/{step}", body, of=where).status_code == 200
    return summary


def _worker(owner: Caller) -> str:
    person = {"given_name": CANARY, "family_name": CANARY, "date_of_birth": "1990-01-01"}
    more = {"municipality": "853", "kind": "PROFESSIONAL", "programmes": ["amm-tukihenkilo"]}
    return str(owner.post("/volunteers/api/v1/volunteers", person | more).json["id"])


def _public_ids() -> dict[str, str]:
    """What everybody may read of Siipisulka in the guide of services, and what nobody has made."""
    service, provider = made_id("service", "amm-tukihenkilo"), fixed_id("organisation:siipi")
    place = made_id("at", service, made_id("location", provider))
    return {
        "service_id": str(service),
        "organization_id": str(provider),
        "place_id": str(place),
        "description_id": str(uuid4()),
        "contact_id": str(uuid4()),
        "feedback_id": str(uuid4()),
    }


def _sent_file(stepped: Stepped) -> str:
    """A file of referrals of the county's, confirmed: of its lines none was right."""
    county, imports = stepped.caller("demo-varha"), "/referral/api/v1/imports"
    made = county.post(imports, {"csv": f"Viite;Etunimi\n{CANARY};{CANARY}"}).headers["Location"]
    body = {"seal": county.get(made).json["seal"], "leave_out_faulty": True}
    county.put(f"{made}/confirmation", body)
    return str(made.rsplit("/", 1)[1])


def json_body(operation: dict[str, Any]) -> dict[str, Any]:
    """The example of what an operation is sent; empty where nothing is."""
    content = operation.get("requestBody", {}).get("content", {})
    body: dict[str, Any] = content.get("application/json", {}).get("example", {})
    return body


def other_ids(ids: dict[str, str], *, of: str | None = None) -> dict[str, str]:
    """Ids that nothing has, or what is no id at all."""
    return {name: FILLED.get(name) or of or str(_nobody(name)) for name in ids}


def _nobody(name: str) -> UUID:
    return UUID(int=sum(map(ord, name)), version=4)


@dataclass
class Asker:
    """Somebody with a token, and with a browser where they are a person."""

    stepped: Stepped
    sign_in: str

    def __post_init__(self) -> None:
        self.token = self.stepped.caller(self.sign_in).token
        self.browsers: dict[str, tuple[Client, str]] = {}

    @property
    def is_person(self) -> bool:
        return self.sign_in not in SYSTEMS

    def is_shut_out(self, route: Route) -> bool:
        """Their role ends it before anybody asks what the address names."""
        access = self.stepped.platform.apps[route.service].extensions["access"]
        entry = access[route.rule.endpoint]
        roles = (entry[route.method] if isinstance(entry, Mapping) else entry).roles
        return bool(roles) and self.role not in roles

    @cached_property
    def role(self) -> Role:
        return next(p.role for p in (*PEOPLE, *CLIENTS) if p.sign_in == self.sign_in)

    def meet(self, service: str) -> None:
        """Sign in there."""
        self._browser(service)

    def ask(self, route: Route, ids: dict[str, str]) -> Any:
        self.stepped.follow()
        if route.is_api:
            return self._call(route, ids)
        browser, token = self._browser(route.service)
        form = {"csrf_token": token, "seen": "1"}
        more: dict[str, Any] = {} if route.method == "GET" else {"data": form}
        return browser.open(route.address(ids), method=route.method, base_url=BASE, **more)

    def _call(self, route: Route, ids: dict[str, str]) -> Any:
        headers = {"Authorization": f"Bearer {self.token}", "If-Match": '"1"'}
        headers["Idempotency-Key"] = str(uuid4())
        body: dict[str, Any] = (
            {} if route.method in ("GET", "DELETE") else {"json": self._example(route)}
        )
        client = Client(self.stepped.platform, Response)
        return client.open(
            route.address(ids), method=route.method, base_url=BASE, headers=headers, **body
        )

    @cached_property
    def _examples(self) -> dict[tuple[str, str], dict[str, Any]]:
        """By path and method, what the documents show to send there."""
        return {
            (path, method): json_body(operation)
            for service in self.stepped.platform.services
            for path, method, operation in operations(read(self.stepped.platform, service))
        }

    def _example(self, route: Route) -> dict[str, Any]:
        """Good enough to come to the question whose it is."""
        path = FlaskPlugin.flaskpath2openapi(route.rule.rule)
        return self._examples.get((path, route.method.lower()), {})

    def _browser(self, service: str) -> tuple[Client, str]:
        if service not in self.browsers:
            client = self.stepped.browser(self.sign_in, service)
            page = client.get(f"/{service}/nothing-here", base_url=BASE).text
            self.browsers[service] = client, csrf_of(page)
        return self.browsers[service]


def _without(text: str, ids: dict[str, str]) -> str:
    for value_id in sorted(ids.values(), key=len, reverse=True):
        if value_id not in FILLED.values():
            text = text.replace(value_id, "…")
    return text


def learnt(answer: Any, ids: dict[str, str]) -> tuple[Any, ...]:
    """All that can be learnt from an answer, the ids that were asked for taken out."""
    text = re.sub(r'name="csrf_token" value="[^"]*"', "", answer.text)
    text = re.sub(r"\d{1,2}\.\d{2}\.</p>", "", text)  # the minute of the page's foot
    text = text.replace(answer.headers.get("X-Request-Id", "-"), "")
    text = _without(text, ids)
    headers = sorted(
        (name, "" if name == "Content-Length" else _without(value, ids))
        for name, value in answer.headers
        if name not in ("Date", "Set-Cookie", "X-Request-Id")
    )
    return answer.status_code, headers, text
