"""Each service's OpenAPI document: valid, whole, and the same for who generates a client again."""

import re
from pathlib import Path
from typing import Any

import pytest
from openapi_schema_validator import OAS31Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from services.platform.registry import NAMES
from tests.documents import Document, documents, meant, operations
from tests.platform import BASE

__all__ = ["documents"]

OPERATIONS = Path(__file__).with_name("operations.txt")
PROBLEM_JSON = "application/problem+json"
ALWAYS = {"401", "429", "503"}  # no token, too often, a database away
OF_EVERYBODYS = {"503"}  # they are asked for without a token
PUBLIC = ("hsds_", "open_events_", "open_registrations_")  # operations that need none


@pytest.mark.parametrize("service", NAMES)
def test_a_document_is_valid(documents: dict[str, Document], service: str) -> None:
    validator = OpenAPIV31SpecValidator(documents[service])
    assert [error.message for error in validator.iter_errors()] == []


@pytest.mark.parametrize("service", NAMES)
def test_an_example_stands_at_each_operation_and_is_allowed(
    documents: dict[str, Document], service: str
) -> None:
    document = documents[service]
    assert [
        f"{operation['operationId']}: {wrong}"
        for _, _, operation in operations(document)
        for wrong in _wrong_examples(document, operation)
    ] == []


def test_what_clients_are_generated_with_keeps_its_name(documents: dict[str, Document]) -> None:
    names = [
        f"{service} {operation['operationId']} {method.upper()} {path}"
        for service in NAMES
        for path, method, operation in operations(documents[service])
    ]
    assert sorted(names) == OPERATIONS.read_text().splitlines()


@pytest.mark.parametrize("service", NAMES)
def test_every_problem_has_the_same_shape(documents: dict[str, Document], service: str) -> None:
    document = documents[service]
    for _, _, operation in operations(document):
        problems = {code: answer for code, answer in operation["responses"].items() if code >= "4"}
        always = ALWAYS if operation["security"] else OF_EVERYBODYS
        assert problems.keys() >= always, operation["operationId"]
        for answer in problems.values():
            schema = {"schema": {"$ref": "#/components/schemas/Problem"}}
            assert meant(document, answer)["content"] == {PROBLEM_JSON: schema}


@pytest.mark.parametrize(
    ("service", "operation", "problems"),
    [
        ("casework", "cases_search", "401 403 422 429 503"),
        ("casework", "cases_show", "401 403 404 429 503"),
        ("casework", "plan_set_goal", "400 401 403 404 409 413 415 422 429 503"),
        ("casework", "cases_release", "400 401 403 404 409 412 428 429 503"),
        ("casework", "cases_close", "400 401 403 404 409 412 413 415 422 428 429 503"),
        ("referral", "eligibility_ask", "400 401 403 404 413 415 422 429 503"),
        ("referral", "directory_organisations", "401 422 429 503"),
    ],
)
def test_an_operation_names_the_problems_that_it_can_have(
    documents: dict[str, Document], service: str, operation: str, problems: str
) -> None:
    responses = _operation(documents[service], operation)["responses"]
    assert " ".join(code for code in responses if code >= "4") == problems


@pytest.mark.parametrize("service", NAMES)
def test_headers_are_required_where_they_are_needed(
    documents: dict[str, Document], service: str
) -> None:
    document = documents[service]
    for _, method, operation in operations(document):
        makes = "201" in operation["responses"]
        headers = {
            parameter["name"]
            for parameter in (meant(document, part) for part in operation.get("parameters", ()))
            if parameter["in"] == "header" and parameter["required"]
        }
        expected = {"Idempotency-Key"} if makes else set()
        assert headers == expected | ({"If-Match"} if method in ("put", "delete") else set())


@pytest.mark.parametrize(
    ("service", "operation", "code", "headers"),
    [
        ("referral", "intake_receive", "201", {"ETag", "Idempotent-Replayed", "Location"}),
        ("referral", "referrals_show", "200", {"ETag"}),
        ("referral", "referrals_show", "304", {"ETag"}),
        ("referral", "referrals_accept", "200", {"ETag"}),
        ("referral", "worklist_search", "200", {"Link"}),
        ("reporting", "feed_events", "200", set()),
        ("reporting", "live_totals_show", "200", {"ETag"}),
        ("reporting", "reports_show", "503", {"Retry-After"}),
        ("reporting", "reports_show", "401", {"WWW-Authenticate"}),
    ],
)
def test_headers_of_an_answer_are_documented(
    documents: dict[str, Document], service: str, operation: str, code: str, headers: set[str]
) -> None:
    answer = meant(documents[service], _operation(documents[service], operation)["responses"][code])
    assert set(answer.get("headers", ())) == headers


@pytest.mark.parametrize("service", NAMES)
def test_a_caller_learns_where_to_get_a_token_and_where_to_call(
    documents: dict[str, Document], service: str
) -> None:
    document = documents[service]
    schemes = document["components"]["securitySchemes"]
    flow = schemes["oauth2"]["flows"]["clientCredentials"]
    assert flow["tokenUrl"] == f"{BASE}/identity/token"
    assert document["servers"] == [{"url": BASE}]
    for _, _, operation in operations(document):
        is_public = operation["operationId"].startswith(PUBLIC)
        assert operation["security"] == ([] if is_public else [{"oauth2": []}, {"bearer": []}])


def test_an_operation_says_for_whom_it_is(documents: dict[str, Document]) -> None:
    operation = _operation(documents["referral"], "referrals_accept")
    assert operation["x-roles"] == ["ngo_coordinator"]
    assert operation["description"] == "For: ngo_coordinator."
    everybody = _operation(documents["referral"], "directory_programmes")
    assert (everybody.get("x-roles"), everybody["description"]) == (
        None,
        "For whoever has signed in.",
    )


@pytest.mark.parametrize("service", NAMES)
def test_answers_and_bodies_have_a_schema_and_codes_their_list(
    documents: dict[str, Document], service: str
) -> None:
    document = documents[service]
    for _, _, operation in operations(document):
        parts = [operation.get("requestBody", {}), *operation["responses"].values()]
        for part in (meant(document, part) for part in parts):
            for content in part.get("content", {}).values():
                assert content["schema"], operation["operationId"]


def test_money_is_one_type(documents: dict[str, Document]) -> None:
    agreement = documents["referral"]["components"]["schemas"]["Agreement"]["properties"]
    visit = documents["casework"]["components"]["schemas"]["Visit"]["properties"]
    assert (agreement["price"]["type"], visit["costs"]["type"]) == (["string", "null"], "string")
    assert agreement["price"]["pattern"] == visit["costs"]["pattern"]
    for amount, is_one in [("12.50", True), ("0", True), ("12,50", False), ("1e3", False)]:
        assert bool(re.match(visit["costs"]["pattern"], amount)) is is_one


def _operation(document: Document, name: str) -> dict[str, Any]:
    return next(
        operation for _, _, operation in operations(document) if operation["operationId"] == name
    )


def _wrong_examples(document: Document, operation: dict[str, Any]) -> list[str]:
    """What is wrong with the example to send, or to be answered where nothing is sent."""
    good = next(answer for code, answer in operation["responses"].items() if code < "4")
    contents = (operation.get("requestBody") or good)["content"].values()
    wrong: list[str] = []
    for content in contents:
        if "example" not in content:
            wrong.append("there is none")
            continue
        schema = content["schema"] | {"components": document["components"]}
        errors = OAS31Validator(schema).iter_errors(content["example"])
        wrong += [error.message for error in errors]
    return wrong
