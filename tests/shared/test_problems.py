"""What is answered to trouble: an outage is told from a statement that is wrong."""

from sqlite3 import OperationalError as LowLevel

import pytest
from flask import Flask
from sqlalchemy.exc import DBAPIError, OperationalError, TimeoutError as PoolExhausted
from werkzeug.exceptions import Forbidden, ServiceUnavailable

from shared.web.i18n import install_languages
from shared.web.problems import problem_of


def low(code: int) -> LowLevel:
    error = LowLevel("said by the database")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    "error",
    [
        OperationalError("SELECT 1", {}, low(5)),  # busy
        PoolExhausted("nobody gave a connection back"),
        DBAPIError("SELECT 1", {}, low(5), connection_invalidated=True),
        ConnectionRefusedError("the database is away"),
    ],
    ids=["busy", "no connection left", "connection lost", "refused"],
)
def test_an_outage_is_answered_with_try_again_soon(error: Exception) -> None:
    problem = problem_of(error)
    assert (problem.status, problem.headers) == (503, {"Retry-After": "5"})


def test_a_statement_that_is_wrong_is_our_own_fault() -> None:
    assert problem_of(OperationalError("SELECT x", {}, low(1))).status == 500


def test_what_we_say_of_an_error_is_told_and_what_the_library_says_is_not() -> None:
    app = Flask("problems")
    install_languages(app, [])
    with app.test_request_context("/?lang=en"):
        details = [problem_of(error).detail for error in (Forbidden("Not yours."), Forbidden())]
    assert details == ["Not yours.", ""]


def test_a_503_that_says_when_keeps_its_word() -> None:
    problem = problem_of(ServiceUnavailable("later", retry_after=30))
    assert (problem.status, problem.headers["Retry-After"]) == (503, "30")
