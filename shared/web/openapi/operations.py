"""One operation of the document: what it needs of its caller, and what it can answer.

All follows from its method, its schemas and its entry in the access manifest:

* what a POST makes (201) is made once, so it needs an Idempotency-Key and answers with the address;
* a PUT or DELETE changes what its caller has seen, so it needs If-Match;
* one thing carries its ETag, a list does not.
"""

from dataclasses import dataclass
from functools import cached_property

from shared.identity.access import Access
from shared.web.openapi.components import (
    ANSWERS,
    SECURITY,
    Fragment,
    headers,
    refer,
)

SAFE = frozenset({"get", "head"})
CHANGES = frozenset({"put", "patch", "delete"})


@dataclass(frozen=True)
class Operation:
    """`fragment` is what flask-smorest generates of it; `shared` the parameters of its path."""

    endpoint: str  # blueprint and view, such as "orders_api.cancellation"
    name: str  # of the view, or of the command that it runs, such as "cancel"
    method: str  # lower case
    path: str  # with {names}
    access: Access
    fragment: Fragment
    shared: tuple[Fragment, ...] = ()

    @property
    def chapter(self) -> str:
        """What it belongs to: its tag."""
        return self.endpoint.partition(".")[0].removesuffix("_api")

    @property
    def id(self) -> str:
        """Its name in generated clients: a view or command that is renamed gives them another."""
        return f"{self.chapter}_{self.name}"

    def completed(self) -> Fragment:
        """The operation as it stands in the document."""
        operation = self.fragment | {"operationId": self.id, "tags": [self.chapter]}
        operation |= {"security": [] if self.access.public else SECURITY} | self._roles()
        if parameters := [
            *map(_of_query, self.fragment.get("parameters", ())),
            *self._request_headers(),
        ]:
            operation["parameters"] = parameters
        given = {str(code): answer for code, answer in self.fragment["responses"].items()}
        if self._is_conditional:
            given.setdefault("304", {"description": "It is as the If-None-Match says."})
        good = {code: self._good(code, answer) for code, answer in given.items() if code < "4"}
        problems = {code: answer for code, answer in given.items() if _is_ours(code, answer)}
        operation["responses"] = dict(sorted({**self._problems, **problems, **good}.items()))
        return operation

    def _roles(self) -> Fragment:
        """Whoever has one of these may call it; in words too, for who reads."""
        roles = sorted(str(role) for role in self.access.roles)
        if self.access.public or not roles:
            words = "For anybody." if self.access.public else "For whoever has signed in."
        else:
            words = f"For: {', '.join(roles)}."
        description = self.fragment.get("description", "")
        return {"description": f"{description}\n\n{words}".strip()} | (
            {"x-roles": roles} if roles else {}
        )

    def _request_headers(self) -> list[Fragment]:
        names = {
            "IdempotencyKey": self._makes,
            "IfMatch": self._changes,
            "IfNoneMatch": self._is_conditional,
        }
        return [refer("parameters", name) for name, asks in names.items() if asks]

    def _good(self, code: str, answer: Fragment) -> Fragment:
        """An answer that is no problem: with its headers, and a schema where it has a body."""
        completed = dict(answer)
        if code == "201" and "content" not in completed:
            completed["content"] = {"application/json": {"schema": refer("schemas", "Created")}}
        is_shown = self._is_of_one_thing and code != "204"  # what is gone has no version
        names = ["ETag"] if is_shown else []
        names += ["Link"] if self._is_paged else []
        names += ["Location", "Idempotent-Replayed"] if self._makes else []
        return completed | ({"headers": headers(*names)} if names else {})

    @property
    def _problems(self) -> Fragment:
        can = {
            400: self._has_body or self._makes or self._changes,
            401: not self.access.public,
            403: bool(self.access.roles) or self.method not in SAFE,
            404: bool(self.shared) or self._has_body or self._is_about_somebody,
            409: self._makes or self._changes,
            412: self._changes,
            413: self._has_body,
            415: self._has_body,
            422: self._has_body or self._makes or "parameters" in self.fragment,
            428: self._changes,
            429: not self.access.public or self._makes,
            503: True,
        }
        return {str(code): refer("responses", ANSWERS[code].name) for code in can if can[code]}

    @property
    def _is_about_somebody(self) -> bool:
        """Whether the query says of whom, who may be another's."""
        return any(each.get("name") == "subject" for each in self.fragment.get("parameters", ()))

    @property
    def _is_paged(self) -> bool:
        queries = self.fragment.get("parameters", ())
        return any(parameter.get("name") == "cursor" for parameter in queries)

    @cached_property
    def _codes(self) -> set[str]:
        return {str(code) for code in self.fragment["responses"]}

    @property
    def _makes(self) -> bool:
        return self.method == "post" and "201" in self._codes

    @property
    def _changes(self) -> bool:
        return self.method in CHANGES

    @property
    def _has_body(self) -> bool:
        return "requestBody" in self.fragment

    @property
    def _is_of_one_thing(self) -> bool:
        """Made, changed, asked for by its name, or known to move: then it has a version."""
        return self._makes or self._changes or self._is_conditional

    @property
    def _is_conditional(self) -> bool:
        """Asked for by its name, or known to move."""
        return self.method == "get" and (self.path.endswith("}") or "304" in self._codes)


def _is_ours(code: str, answer: Fragment) -> bool:
    """A problem that the route itself declares; flask-smorest's own have another shape."""
    return code >= "4" and code != "default" and "$ref" not in answer


def _of_query(parameter: Fragment) -> Fragment:
    """A query knows no null: a parameter without a value is left out."""
    if parameter.get("in") != "query":
        return parameter
    schema = dict(parameter["schema"])
    if isinstance(schema.get("type"), list):
        (schema["type"],) = (kind for kind in schema["type"] if kind != "null")
    if schema.get("default", "") in (None, ""):
        schema.pop("default", None)
    if schema["type"] == "string" and not {"pattern", "format", "enum"} & schema.keys():
        schema["pattern"] = "^[^\\u0000]*$"
    return parameter | {"schema": schema}
