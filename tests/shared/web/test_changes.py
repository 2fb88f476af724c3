"""What a row of a table of changes promises: who may, once, as it was seen, all or nothing."""

from typing import Any

import pytest
from werkzeug.test import TestResponse

from shared.accesslog.tables import accesses, subjects
from tests.shared.bicycles import bicycle, stream
from tests.shared.web.shop import ANA, BEN, EVE, Shop

THING = f"/bicycles/{bicycle(1)}"


def send(shop: Shop, method: str, path: str = "", *, who: str = "ana", **more: Any) -> TestResponse:
    headers = {"X-Who": who} | more.pop("headers", {})
    return shop.client.open(THING + path, method=method, headers=headers, **more)


def repair(shop: Shop, hours: int = 1, *, seen: str = '"1"', **more: Any) -> TestResponse:
    body = {"hours": hours} | more.pop("body", {})
    return send(shop, "PUT", "/repair", json=body, headers={"If-Match": seen}, **more)


def test_a_change_answers_with_the_new_state_and_its_etag(shop: Shop) -> None:
    answer = repair(shop)
    assert (answer.status_code, answer.json) == (200, {"repairs": 1})
    assert answer.headers["ETag"] == '"2"'


def test_what_was_seen_before_somebody_else_changed_it_is_refused(shop: Shop) -> None:
    repair(shop)
    assert repair(shop, seen='"1"').status_code == 412
    assert repair(shop, seen='"2"').status_code == 200


def test_a_change_without_if_match_is_refused(shop: Shop) -> None:
    assert send(shop, "PUT", "/repair", json={"hours": 1}).status_code == 428


def test_nothing_to_do_is_fine_however_old_the_etag(shop: Shop) -> None:
    repair(shop)
    assert repair(shop, hours=0, seen='"1"').status_code == 200


def test_a_stranger_is_told_what_a_missing_thing_is_told(shop: Shop) -> None:
    assert repair(shop, who="eve").status_code == 404
    assert send(shop, "GET", who="eve").status_code == 404


def test_whoever_may_read_but_not_change_is_told_why(shop: Shop) -> None:
    refused = repair(shop, who="ben")
    assert (refused.status_code, (refused.json or {})["detail"]) == (
        409,
        "An apprentice repairs nothing.",
    )
    assert send(shop, "GET", who="ben").json == {"repairs": 0}


def test_a_refused_change_leaves_nothing(shop: Shop) -> None:
    assert repair(shop, hours=25).status_code == 409
    assert send(shop, "GET").headers["ETag"] == '"1"'


def test_the_day_of_the_fact_is_the_one_stated(shop: Shop) -> None:
    repair(shop, body={"on": "2026-02-27"})
    repair(shop, seen='"2"')
    assert shop.days == ["2026-02-27", "2026-03-02"]


def test_a_day_to_come_is_refused(shop: Shop) -> None:
    assert repair(shop, body={"on": "2026-03-03"}).status_code == 422


def test_an_addition_is_done_once_for_a_key(shop: Shop) -> None:
    add: dict[str, Any] = {"json": {"hours": 1}, "headers": {"Idempotency-Key": "first"}}
    first, again = (send(shop, "POST", "/loans", **add) for _ in range(2))
    assert (first.status_code, first.json) == (
        201,
        {"id": str(bicycle(99)), "bicycle": str(bicycle(1))},
    )
    assert (again.status_code, again.json) == (first.status_code, first.json)
    assert first.headers["Location"] == f"{THING}/loans/{bicycle(99)}"
    assert send(shop, "GET").json == {"repairs": 1}


@pytest.mark.parametrize(
    ("first", "again", "status"),
    [
        ('{"hours": 1, "on": "2026-03-02"}', '{ "on":"2026-03-02", "hours":1 }', 201),
        ('{"hours": 1}', '{"hours": 2}', 422),
    ],
    ids=["the same in other words", "another"],
)
def test_a_repeated_addition_is_known_by_what_it_means(
    shop: Shop, first: str, again: str, status: int
) -> None:
    headers = {"Idempotency-Key": "first", "Content-Type": "application/json"}
    answers = [send(shop, "POST", "/loans", data=body, headers=headers) for body in (first, again)]
    replayed = [answer.headers.get("Idempotent-Replayed") for answer in answers]
    assert answers[1].status_code == status
    assert replayed == [None, "true" if status == 201 else None]


def test_a_part_is_taken_away_at_the_version_seen(shop: Shop) -> None:
    assert send(shop, "DELETE", "/wheels/2").status_code == 428
    taken = send(shop, "DELETE", "/wheels/2", headers={"If-Match": '"1"'})
    assert (taken.status_code, taken.json) == (200, {"repairs": 1})
    assert send(shop, "DELETE", "/wheels/2", headers={"If-Match": '"1"'}).status_code == 412


def test_what_is_read_changed_or_refused_is_noted_for_the_log(shop: Shop) -> None:
    send(shop, "GET")
    repair(shop)
    repair(shop, who="ben", seen='"2"')
    send(shop, "GET", who="eve")
    repair(shop, hours=25, seen='"2"')
    shop.client.get(f"/bicycles/{bicycle(2)}", headers={"X-Who": "eve"})
    ana, ben, eve = (str(who.id) for who in (ANA, BEN, EVE))
    assert shop.log == [
        ("bicycles.show", ana, "read", "shown", stream(1)),
        ("bicycles.repair", ana, "changed", "shown", stream(1)),
        ("bicycles.repair", ben, "changed", "undone", stream(1)),
        ("bicycles.show", eve, "read", "refused", stream(1)),
        ("bicycles.repair", ana, "changed", "undone", stream(1)),
        ("bicycles.show", eve, "read", "missing", f"id-{bicycle(2)}"),
    ]


def test_an_answer_whose_row_cannot_be_kept_does_not_leave(shop: Shop) -> None:
    assert send(shop, "GET").status_code == 200
    with shop.service.database.writing() as db:
        for table in (accesses, subjects):
            table.drop(db)
    answer = send(shop, "GET")
    assert (answer.status_code, b"repairs" in answer.data) == (500, False)
