"""Spans of a shop and the workshop that follows it; nothing at all while nobody traces."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from shared.store import Store
from shared.store.tables import events
from shared.telemetry import carrier_of, span, traceparent
from tests.shared.bicycles import append, bicycle, bought, lent, repaired, stream
from tests.shared.garage import Garage, following, settle
from tests.tracing import Spans, attributes_of, counted_calls, spans

__all__ = ["spans"]


def metadata(store: Store) -> list[dict[str, Any]]:
    return [message.metadata for message in store.read(0, 100)]


def test_an_append_calls_nothing_of_telemetry_while_it_is_off(store: Store) -> None:
    append(store, 1, bought(1))
    with counted_calls() as called:
        append(store, 1, lent(1))
        append(store, 2, bought(2), repaired(2))
    assert called == []


def test_the_count_of_calls_sees_an_append_that_is_traced(spans: Spans, store: Store) -> None:
    with counted_calls() as called:
        append(store, 1, bought(1))
    assert "span" in called


def test_an_event_carries_no_trace_while_nobody_traces(store: Store) -> None:
    append(store, 1, bought(1))
    assert ["trace" in values for values in metadata(store)] == [False]


def test_an_event_carries_the_span_in_which_it_was_decided(spans: Spans, store: Store) -> None:
    with span("command"):
        here = traceparent()
        append(store, 1, bought(1), lent(1))
    append(store, 2, bought(2))
    assert [values.get("trace") for values in metadata(store)] == [here, here, None]


def test_a_handled_event_goes_on_with_the_trace_that_wrote_it(
    spans: Spans, store: Store, workshop: Store
) -> None:
    for number in (1, 2):
        with span("command"):
            append(store, number, bought(number))
    settle(following(Garage(), workshop, store))
    batches = {each.context.span_id for each in spans.named("consume")}
    projected = spans.named("project")
    assert [spans.path(each) for each in projected] == [["command", "project"]] * 2
    assert len({each.context.trace_id for each in projected}) == 2
    assert {link.context.span_id for each in projected for link in each.links} == batches


def test_an_event_without_a_trace_belongs_to_its_batch(
    spans: Spans, store: Store, workshop: Store
) -> None:
    append(store, 1, bought(1))
    settle(following(Garage(), workshop, store))
    assert [spans.path(each) for each in spans.named("project")] == [["consume", "project"]]


def test_statements_are_told_below_what_they_belong_to(spans: Spans, store: Store) -> None:
    with span("command"):
        append(store, 1, bought(1))
    inserts = [each for each in spans.all() if "INSERT INTO events" in str(attributes_of(each))]
    assert [spans.path(each)[:2] for each in inserts] == [["command", "append"]]


def test_a_statement_outside_of_any_span_is_not_told(spans: Spans, store: Store) -> None:
    store.head()
    assert spans.all() == []


def test_a_statement_is_told_without_its_values(spans: Spans, store: Store) -> None:
    with span("command"):
        append(store, 1, bought(1), lent(1))
    assert ("Ben" in spans.text(), stream(1) in spans.text()) == (False, False)


@pytest.mark.parametrize("fail", [lambda: ValueError("Ben lives here"), lambda: KeyError("Ben")])
def test_of_an_error_only_its_type_is_told(spans: Spans, fail: Callable[[], Exception]) -> None:
    wrong = fail()
    with pytest.raises(type(wrong)), span("command"):
        raise wrong
    assert attributes_of(spans.all()[0]) == {"error.type": type(wrong).__name__}
    assert "Ben" not in spans.text()


def test_a_failing_statement_is_told_without_the_words_of_the_database(
    spans: Spans, store: Store
) -> None:
    row = {"id": bicycle(1), "stream": stream(1), "name": "Ben"}
    with pytest.raises(IntegrityError), span("command"), store.database.writing() as db:
        db.execute(events.insert().values(row))
    (failed,) = spans.named("INSERT")
    assert attributes_of(failed)["error.type"] in {"IntegrityError", "NotNullViolation"}
    assert "Ben" not in spans.text()


def test_a_parked_event_says_in_its_span_why(spans: Spans, store: Store, workshop: Store) -> None:
    append(store, 1, bought(1))
    settle(following(Garage({(stream(1), 1): KeyError("Ben")}), workshop, store))
    assert [attributes_of(each).get("error.type") for each in spans.named("project")] == [
        "KeyError"
    ] * 2


def test_the_trace_travels_between_services_with_the_message(spans: Spans, store: Store) -> None:
    with span("command"):
        here = traceparent()
        append(store, 1, bought(1))
    (message,) = store.travelling(0, 10)
    with span("relay.send", parent=carrier_of(message.metadata), service="shop"):
        pass
    assert carrier_of(message.metadata) == here
    assert spans.path(spans.named("relay.send")[0]) == ["command", "relay.send"]


def test_a_traceparent_that_is_none_begins_a_trace_of_its_own(spans: Spans) -> None:
    with span("relay.send", parent="not a traceparent"):
        pass
    assert spans.path(spans.all()[0]) == ["relay.send"]
