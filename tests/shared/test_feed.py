"""The feed over real HTTP: our services get the store's own chain, a partner its share."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from threading import Thread
from typing import Any
from uuid import UUID

import pytest
import requests
from flask import Flask, g, request
from flask_smorest import Api
from werkzeug.serving import make_server

from shared.consumer.source import Source, StoreSource
from shared.identity.principals import Principal
from shared.maintenance.reconcile import reconcile
from shared.store import Recorded, Store
from shared.transport.deliveries import metadata as delivery_tables
from shared.transport.envelope import Envelopes
from shared.transport.feed_source import FeedAway, FeedSource
from shared.web.feed import feed
from tests.shared.bicycles import append, bicycle, bought, lent, repaired, stream
from tests.shared.consumer.test_passing import history
from tests.shared.garage import Garage, following, parked_rows, settle

OURS, THEIRS = UUID(int=1, version=4), UUID(int=2, version=4)
NAMES = Envelopes("fi.bicycles", "shop", "/bicycles/")
CALLERS = {
    "workshop": Principal(UUID(int=11), "service", "workshop", None, frozenset({"service"})),
    "ours": Principal(UUID(int=12), "client", "ours", OURS, frozenset({"partner"})),
    "theirs": Principal(UUID(int=13), "client", "theirs", THEIRS, frozenset({"partner"})),
    "nobody": Principal(UUID(int=14), "client", "nobody", None, frozenset({"partner"})),
}


@dataclass
class Server:
    url: str
    broken: bytes | None = None  # what it answers instead, when set

    def ask(self, who: str, **parameters: Any) -> requests.Response:
        headers = {"X-Caller": who}
        return requests.get(
            f"{self.url}/shop/api/v1/events", params=parameters, headers=headers, timeout=10
        )

    def json(self, who: str, **parameters: Any) -> Any:
        return self.ask(who, **parameters).json()

    def source(self) -> FeedSource:
        session = requests.Session()
        session.headers["X-Caller"] = "workshop"
        return FeedSource(self.url, NAMES, session)


@pytest.fixture
def server(store: Store) -> Iterator[Server]:
    app = Flask("shop")
    app.config.update(API_TITLE="shop", API_VERSION="v1", OPENAPI_VERSION="3.1.0")
    Api(app).register_blueprint(feed(store, NAMES))
    with store.database.writing() as db:
        delivery_tables.create_all(db)

    @app.before_request
    def identify() -> bytes | None:
        g.who = CALLERS[request.headers["X-Caller"]]
        return served.broken

    live = make_server("127.0.0.1", 0, app, threaded=True)
    served = Server(f"http://127.0.0.1:{live.port}")
    Thread(target=live.serve_forever, args=(0.02,), daemon=True).start()
    yield served
    live.shutdown()
    live.server_close()


def test_an_event_travels_as_a_cloud_event(store: Store, server: Server) -> None:
    append(store, 1, repaired(1), bought(1))
    kept = store.read(1, 1)[0]
    assert server.json("workshop")["events"] == [
        {
            "specversion": "1.0",
            "id": str(kept.id),
            "source": "/bicycles/shop",
            "type": "fi.bicycles.bicycle.bought.v2",
            "subject": stream(1),
            "time": kept.recorded_at.isoformat().replace("+00:00", "Z"),
            "datacontenttype": "application/json",
            "partitionkey": stream(1),
            "epoch": str(store.epoch.id),
            "position": 2,
            "previous": 0,
            "partition": kept.partition,
            "streamversion": 2,
            "numberedat": kept.numbered_at.isoformat(),
            "reach": "public",
            "actor": "ana",
            "organisation": kept.metadata["organisation"],
            "correlationid": str(kept.id),
            "data": {"bicycle_id": str(bicycle(1)), "model": "city", "price": 100},
        }
    ]


def test_the_answer_says_where_to_go_on_and_how_far_all_is(store: Store, server: Server) -> None:
    append(store, 1, bought(1), repaired(1), lent(1), repaired(1))
    first = server.json("workshop", limit=1)
    assert (first["next"], first["head"], first["epoch"]) == (1, 4, str(store.epoch.id))
    rest = server.json("workshop", after=first["next"])
    assert [event["position"] for event in rest["events"]] == [3]
    assert server.json("workshop", after=3)["events"] == []
    assert server.json("workshop", after=3)["next"] == 3
    marks = store.high_water_marks()
    assert rest["heads"]["partitions"] == {str(p): last for p, last in marks.partitions.items()}


@pytest.mark.parametrize("wrong", [{"after": -1}, {"limit": 1001}, {"after": "x"}, {"aftr": 1}])
def test_a_question_that_makes_no_sense_is_refused(server: Server, wrong: dict[str, Any]) -> None:
    assert server.ask("workshop", **wrong).status_code == 422


def test_over_http_a_message_is_what_it_is_in_the_store(store: Store, server: Server) -> None:
    append(store, 1, bought(1), lent(1), repaired(1))
    append(store, 2, bought(2))
    near, far = StoreSource(store), server.source()
    assert (far.service, far.epoch, far.head()) == (near.service, near.epoch, near.head())
    assert far.high_water_marks() == near.high_water_marks()
    assert list(far.partitions) == list(near.partitions)
    for partition in near.partitions:
        assert far.read(partition, 0, 100) == near.read(partition, 0, 100)
        assert _links(far.read(partition, 0, 100)) == _links(near.read(partition, 0, 100))
    assert far.high_water_marks().ids == near.high_water_marks().ids
    assert far.at(3, 1) == near.at(3, 1)


def _links(messages: Sequence[Recorded]) -> list[UUID | None]:
    return [message.previous_id for message in messages]


def test_more_than_one_answer_holds_is_asked_for_in_parts(store: Store, server: Server) -> None:
    append(store, 1, *[lent(1)] * 1200)
    (partition,) = {message.partition for message in store.travelling(0, 1200)}
    assert partition is not None
    near, far = StoreSource(store), server.source()
    assert far.read(partition, 0, 1100) == near.read(partition, 0, 1100)
    assert far.read(partition, 0, 2000) == near.read(partition, 0, 2000)


def test_a_checkpoint_goes_on_over_http_and_back(
    store: Store, workshop: Store, server: Server
) -> None:
    garage, far = Garage(), server.source()
    sources: list[Source] = [StoreSource(store), far, StoreSource(store), far]
    for seed, source in enumerate(sources):
        history(store, seed=seed, commands=4)
        settle(following(garage, workshop, source, limit=3))
    consumer = following(garage, workshop, far)
    assert sum(finding.processed for finding in reconcile(consumer)) == store.head()
    assert all(finding.agrees for finding in reconcile(consumer))
    assert sum(map(len, garage.trails(workshop.database).values())) >= store.head()


def test_a_parked_message_is_fetched_again_over_http(
    store: Store, workshop: Store, server: Server
) -> None:
    garage = Garage({(stream(1), 1): ValueError()})
    append(store, 1, bought(1), lent(1))
    consumer = following(garage, workshop, server.source())
    settle(consumer)
    garage.faults.clear()
    assert consumer.replay(_partition_of(store), stream(1)) == 2
    assert garage.trails(workshop.database) == {1: "12"}


@pytest.mark.parametrize(
    "broken",
    [
        b"<html>",
        b"{}",
        b'{"events": [], "events": []}',
        b'{"events": [], "epoch": "x", "heads": {}}',
    ],
)
def test_whatever_else_answers_is_waited_for_and_parks_nothing(
    store: Store, workshop: Store, server: Server, broken: bytes
) -> None:
    append(store, 1, bought(1))
    consumer = following(Garage(), workshop, server.source())
    server.broken = broken
    with pytest.raises(FeedAway, match="shop answered something else"):
        settle(consumer)
    server.broken = None
    assert settle(consumer) == 1
    assert parked_rows(workshop.database) == []


def test_a_feed_that_is_gone_is_waited_for(store: Store, workshop: Store) -> None:
    nowhere = FeedSource("http://127.0.0.1:9", NAMES, requests.Session())
    with pytest.raises(FeedAway, match="does not answer"):
        settle(following(Garage(), workshop, nowhere))


def test_another_services_events_are_not_taken_for_this_ones(store: Store, server: Server) -> None:
    append(store, 1, bought(1))
    source = replace(server.source(), envelopes=replace(NAMES, product="/cars/"))
    with pytest.raises(FeedAway, match="no event of it"):
        source.read(3, 0, 10)


def test_a_partner_gets_the_public_events_that_concern_it(store: Store, server: Server) -> None:
    append(store, 1, bought(1), repaired(1), lent(1), concerns=(OURS,))
    append(store, 2, bought(2), concerns=(THEIRS,))
    append(store, 3, bought(3), concerns=(OURS, THEIRS))
    subjects = {
        who: [event["subject"] for event in server.json(who)["events"]]
        for who in ("ours", "theirs")
    }
    assert subjects == {"ours": [stream(1), stream(3)], "theirs": [stream(2), stream(3)]}


def test_a_partner_sees_neither_chain_nor_people_nor_whom_else_it_concerns(
    store: Store, server: Server
) -> None:
    append(store, 1, bought(1), concerns=(OURS, THEIRS))
    answer = server.json("ours")
    (event,) = answer["events"]
    assert set(event) == {
        *("specversion", "id", "source", "type", "subject", "time", "datacontenttype"),
        *("partitionkey", "epoch", "data"),
    }
    assert set(answer) == {"events", "next", "head", "epoch"}
    assert str(THEIRS) not in server.ask("ours").text
    assert "ana" not in server.ask("ours").text


def test_a_partners_cursor_does_not_show_what_happens_elsewhere(
    store: Store, server: Server
) -> None:
    seen, cursor = [], 0
    for number in range(1, 6):
        append(store, number, bought(number), concerns=(THEIRS,))
        append(store, 50 + number, bought(50 + number), concerns=(OURS,))
        append(store, number, repaired(number))
        answer = server.json("ours", after=cursor, limit=1)
        cursor = answer["next"]
        seen.append((cursor, answer["head"], len(answer["events"])))
    assert seen == [(n, n, 1) for n in range(1, 6)]
    assert server.json("ours", after=5) == {
        "events": [],
        "next": 5,
        "head": 5,
        "epoch": str(store.epoch.id),
    }


def test_a_partner_asking_again_gets_the_same(store: Store, server: Server) -> None:
    for number in range(1, 4):
        append(store, number, bought(number), concerns=(OURS,))
    first, again = server.json("ours", after=1), server.json("ours", after=1)
    assert first == again
    assert [event["subject"] for event in first["events"]] == [stream(2), stream(3)]


def test_who_belongs_nowhere_gets_nothing(store: Store, server: Server) -> None:
    append(store, 1, bought(1))
    assert server.ask("nobody").status_code == 403


def _partition_of(store: Store) -> int:
    partition = store.travelling(0, 1)[0].partition
    assert partition is not None
    return partition
