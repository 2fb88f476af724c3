"""What SCIM's requests and answers are made of: bodies, lists, and errors in its own form."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Response, jsonify, request
from werkzeug.exceptions import HTTPException, UnsupportedMediaType

from shared.kernel import strictjson
from shared.web.problems import Problem

MESSAGES = "urn:ietf:params:scim:api:messages:2.0:"
MEDIA_TYPE = "application/scim+json"
TAKEN = (MEDIA_TYPE, "application/json")
USUAL, MOST = 100, 200  # resources of one answer
KINDS = {400: "invalidValue", 409: "uniqueness", 413: "tooMany"}  # where the error says no other


class ScimError(HTTPException):
    """A refusal in SCIM's own words (RFC 7644, section 3.12); `kind` is its `scimType`."""

    def __init__(self, code: int, kind: str, detail: str) -> None:
        super().__init__(detail)
        self.code, self.kind = code, kind


def error_answer(error: Exception, problem: Problem) -> Response:
    """The problem as SCIM tells it; a rule's refusal is 400, since 422 is not SCIM's."""
    status = 400 if problem.status == 422 else problem.status
    body = {
        "schemas": [f"{MESSAGES}Error"],
        "status": str(status),
        "detail": " ".join(_sentences(problem)),
    }
    if kind := getattr(error, "kind", KINDS.get(status, "")):
        body["scimType"] = kind
    response = answer(body, status)
    response.headers.update(problem.headers)
    return response


def answer(body: Any, status: int = 200, location: str = "") -> Response:
    """A resource or a message as SCIM sends it."""
    response = jsonify(body)
    response.status_code = status
    response.content_type = MEDIA_TYPE
    if location:
        response.headers["Location"] = location
    return response


def body() -> dict[str, Any]:
    """The object that the request holds."""
    if request.mimetype not in TAKEN:
        raise UnsupportedMediaType(f"Send the body as {MEDIA_TYPE}.")
    try:
        given = strictjson.loads(request.get_data())
    except strictjson.NotStrict as wrong:
        raise ScimError(400, "invalidSyntax", str(wrong)) from wrong
    if not isinstance(given, dict):
        raise ScimError(400, "invalidSyntax", "Send one JSON object.")
    return given


def listed(resources: Sequence[Mapping[str, Any]]) -> Response:
    """The part of the list that the request asks for (RFC 7644, section 3.4.2.4)."""
    start = max(1, _whole("startIndex", 1))
    count = min(MOST, max(0, _whole("count", USUAL)))
    part = resources[start - 1 : start - 1 + count]
    return answer(
        {
            "schemas": [f"{MESSAGES}ListResponse"],
            "totalResults": len(resources),
            "startIndex": start,
            "itemsPerPage": len(part),
            "Resources": [chosen(each) for each in part],
        }
    )


def chosen(resource: Mapping[str, Any]) -> dict[str, Any]:
    """Its attributes as far as the request wants them: all, only these, or all but these."""
    wanted, unwanted = _names("attributes"), _names("excludedAttributes")
    always = {"schemas", "id"}
    return {
        name: value
        for name, value in resource.items()
        if name in always
        or (name.casefold() in wanted if wanted else name.casefold() not in unwanted)
    }


def _names(parameter: str) -> set[str]:
    """Without what comes after a dot: we show an attribute whole, or not at all."""
    given = (name.strip() for name in request.args.get(parameter, "").split(","))
    plain = (name.rpartition(":")[2] if name.startswith("urn:") else name for name in given)
    return {name.split(".")[0].casefold() for name in plain if name}


def _whole(parameter: str, usual: int) -> int:
    text = request.args.get(parameter, "")
    if not text:
        return usual
    try:
        return int(text) if len(text) < 10 else usual
    except ValueError:
        raise ScimError(400, "invalidValue", f"{parameter} has to be a whole number.") from None


def _sentences(problem: Problem) -> list[str]:
    errors = problem.extra.get("errors")
    if not isinstance(errors, dict):
        return [problem.detail or problem.title]
    return [
        f"{name}: {' '.join(map(str, says)) if isinstance(says, list) else says}"
        for name, says in errors.items()
    ]
