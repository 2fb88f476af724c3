"""What all operations share in the document: headers, problems, ways to sign in.

A problem is answered as `application/problem+json` (RFC 9457) by shared/problems.py, whatever
went wrong; so its schema and the answers are described once, and operations point here.
"""

from dataclasses import dataclass
from typing import Any

Fragment = dict[str, Any]  # a part of an OpenAPI document

PROBLEM_JSON = "application/problem+json"
TEXT: Fragment = {"type": "string"}


def refer(kind: str, name: str) -> Fragment:
    """A reference to one of the document's own components."""
    return {"$ref": f"#/components/{kind}/{name}"}


@dataclass(frozen=True)
class Answer:
    """A problem that an operation can answer with."""

    name: str
    title: str
    headers: tuple[str, ...] = ()


ANSWERS: dict[int, Answer] = {
    400: Answer("BadRequest", "Not JSON with one meaning, or a header that is not in its form."),
    401: Answer("Unauthorized", "No good access token.", ("WWW-Authenticate",)),
    403: Answer("Forbidden", "A role that may never do this."),
    404: Answer("NotFound", "Not there, or not yours: nobody can tell which."),
    409: Answer("Conflict", "A rule says no as things stand; `missing` lists what it waits for."),
    412: Answer("Stale", "It has changed since you read it: read again."),
    413: Answer("TooLarge", "The body is larger than is taken in."),
    415: Answer("WrongMediaType", "Send the body as application/json."),
    422: Answer("Invalid", "This can never be accepted as it stands; `errors` says it by field."),
    428: Answer("NoVersion", "Send If-Match with the ETag you last read."),
    429: Answer(
        "TooMany", "Asked too often: wait.", ("Retry-After", "RateLimit", "RateLimit-Policy")
    ),
    503: Answer("Unavailable", "Nothing was lost: try again later.", ("Retry-After",)),
}

PROBLEM: Fragment = {
    "type": "object",
    "description": "What went wrong, for a program and for the person behind it (RFC 9457).",
    "properties": {
        "type": {
            "type": "string",
            "format": "uri-reference",
            "description": "A stable path: which kind of problem this is.",
        },
        "title": {"type": "string", "description": "The kind of problem, in words."},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "What was wrong this time."},
        "instance": {
            "type": "string",
            "description": "The path that was asked for, and after # the request's id: name it "
            "when you ask what went wrong. `X-Request-Id` answers it too.",
        },
        "code": {"type": "string", "description": "Which rule says no."},
        "missing": {
            "type": "array",
            "items": TEXT,
            "description": "What would have to be there first, as codes.",
        },
        "errors": {
            "type": "object",
            "additionalProperties": True,
            "description": "By field, what is wrong with it.",
        },
    },
    "required": ["type", "title", "status", "detail", "instance"],
    "additionalProperties": True,
    "example": {
        "type": "/problems/refused",
        "title": "A rule says no.",
        "status": 409,
        "detail": "It has been answered already.",
        "instance": "/#6f1c1b1e-8d0e-4b6e-9f63-0a4b5c6d7e8f",
        "code": "answered",
    },
}

CREATED: Fragment = {
    "type": "object",
    "description": "What was made: ids and codes, nothing else.",
    "properties": {"id": {"type": "string", "format": "uuid"}},
    "required": ["id"],
    "additionalProperties": True,
}


def problem_answers() -> Fragment:
    """The answers by name, for the document's components."""
    schema = {"schema": refer("schemas", "Problem")}
    return {
        answer.name: {"description": answer.title, "content": {PROBLEM_JSON: schema}}
        | ({"headers": headers(*answer.headers)} if answer.headers else {})
        for answer in ANSWERS.values()
    }


def headers(*names: str) -> Fragment:
    """Headers of an answer, as references."""
    return {name: refer("headers", name) for name in names}


HEADERS: Fragment = {
    "ETag": {
        "description": "The version of the thing, to send as If-Match or If-None-Match.",
        "required": True,
        "schema": {"type": "string", "example": '"3"'},
    },
    "Location": {
        "description": "The path of what was made.",
        "required": True,
        "schema": {"type": "string", "format": "uri-reference"},
    },
    "Link": {
        "description": "Where the next page is, unless this is the last (RFC 8288).",
        "schema": {"type": "string", "example": '</bicycles?cursor=WzFd>; rel="next"'},
    },
    "Idempotent-Replayed": {
        "description": "true: the same request was answered before, and this is that answer.",
        "schema": {"type": "string", "const": "true"},
    },
    "Retry-After": {
        "description": "Seconds to wait.",
        "required": True,
        "schema": {"type": "string", "pattern": "^[0-9]+$", "example": "5"},
    },
    "RateLimit": {
        "description": "How many requests are left of the named policy, and in how many seconds "
        "all of them are. Other answers carry it too.",
        "schema": {"type": "string", "example": '"program";r=11999;t=1'},
    },
    "RateLimit-Policy": {
        "description": "How many requests (q) one caller may make in how many seconds (w).",
        "schema": {"type": "string", "example": '"program";q=12000;w=60'},
    },
    "WWW-Authenticate": {
        "description": "How to show who you are.",
        "required": True,
        "schema": {"type": "string", "example": "Bearer"},
    },
}


def parameters(key_form: str) -> Fragment:
    """The request headers of operations, by name."""
    return {
        "IdempotencyKey": {
            "name": "Idempotency-Key",
            "in": "header",
            "required": True,
            "description": "A UUID of yours, another for each thing to make: with the same key "
            "and the same body it is made once, however often you send it.",
            "schema": {"type": "string", "pattern": key_form},
        },
        "IfMatch": {
            "name": "If-Match",
            "in": "header",
            "required": True,
            "description": "The ETag that you last read of the thing this belongs to.",
            "schema": {"type": "string", "pattern": '^(W/)?("[!#-~]*"|[0-9]+)$'},
            "example": '"3"',
        },
        "IfNoneMatch": {
            "name": "If-None-Match",
            "in": "header",
            "required": False,
            "description": "The ETag of what you have already; 304 when nothing has moved.",
            "schema": TEXT,
        },
    }


def security_schemes(token_url: str) -> Fragment:
    """How a system gets a token from the issuer, and how any caller shows one."""
    return {
        "oauth2": {
            "type": "oauth2",
            "description": "For systems: a client's own id and secret for a token of ten minutes.",
            "flows": {"clientCredentials": {"tokenUrl": token_url, "scopes": {}}},
        },
        "bearer": {
            "type": "http",
            "scheme": "bearer",
            "bearerFormat": "JWT",
            "description": "An access token of the issuer, of a system or of a person.",
        },
    }


SECURITY: list[Fragment] = [{"oauth2": []}, {"bearer": []}]
