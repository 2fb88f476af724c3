"""Names that our libraries do not promise and we use all the same: whoever raises a version reads
here which one has gone, what it was for, and where.
"""

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path

import flask_smorest
import pytest
from flask import Flask
from gunicorn.workers import gthread
from kafka import KafkaAdminClient, KafkaConsumer, KafkaProducer
from kafka.coordinator import base as coordinator
from kafka.future import Future
from kafka.net import compat
from prometheus_client import metrics, values
from sqlalchemy import column, literal, select
from sqlalchemy.engine import cursor
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.sql import operators

from shared.database.engine import Database
from shared.transport.kafka.heartbeat import METRIC
from tests.tree import Module, modules

pytestmark = pytest.mark.xdist_group("tree")  # each file of ours is parsed once for all of them
DOCUMENTED = {  # with an underscore that only keeps them apart from names of columns or fields
    "_mapping": "https://docs.sqlalchemy.org/en/20/core/connections.html#sqlalchemy.engine.Row",
    "_replace": "https://docs.python.org/3/library/collections.html#collections.somenamedtuple",
    "_exit": "https://docs.python.org/3/library/os.html#os._exit",
    "_get_current_object": "https://werkzeug.palletsprojects.com/en/stable/local/",
}
TESTED_HERE = {"_DEFER"}


def test_no_other_private_name_of_a_library_is_used() -> None:
    code = modules("services", "shared", "deploy")
    ours = {name for module in code for name in _defined(module)}
    allowed = ours | TESTED_HERE | DOCUMENTED.keys()
    assert [
        f"{module.name} uses {name}, which its library may drop any day. Do without it, or test it."
        for module in code
        for name in _used(module)
        if name not in allowed
    ] == []


def test_prometheus_asks_which_class_counts_whenever_a_figure_is_made() -> None:
    assert hasattr(values, "get_value_class") and "values.ValueClass(" in inspect.getsource(
        metrics.Counter
    ), (
        "prometheus-client no longer looks into `values.ValueClass` when a figure is made. By it "
        "shared/telemetry/exposition.py lets the processes of one server count into one folder."
    )


def test_sqlalchemy_takes_rows_that_were_fetched_before() -> None:
    assert hasattr(cursor, "FullyBufferedCursorFetchStrategy") and hasattr(
        DefaultExecutionContext, "cursor_fetch_strategy"
    ), (
        "SQLAlchemy no longer takes rows by `cursor_fetch_strategy`. By it "
        "shared/database/engine.py closes every cursor of SQLite at once: one left open makes a "
        "COMMIT fail."
    )


def test_sqlalchemy_lets_engines_share_a_dialect_and_what_it_has_compiled(
    tmp_path: Path,
) -> None:
    first, other = (Database(f"sqlite:///{tmp_path}/{name}").engine for name in "ab")
    kept = first.get_execution_options()["compiled_cache"]
    assert first.dialect is other.dialect and first.dialect.server_version_info, (
        "shared/database/engine.py gives all files of a process one dialect, "
        "so that a statement is compiled once for all services."
    )
    with first.connect() as db:
        db.execute(select(literal("of this test alone").label("only_here")))
    compiled = len(kept)
    with other.connect() as db:
        db.execute(select(literal("of this test alone").label("only_here")))
    assert len(kept) == compiled
    first.dispose()
    other.dispose()


def test_sqlalchemy_tells_a_falling_order_by_its_modifier() -> None:
    assert getattr(column("n").desc(), "modifier", None) is operators.desc_op, (
        "SQLAlchemy no longer marks `desc()` by `modifier`. By it shared/web/paging.py knows on "
        "which side of a cursor the next page lies."
    )


def test_flask_smorest_hands_errors_bodies_and_its_document_to_us() -> None:
    app = Flask(__name__)
    app.config |= {
        "API_TITLE": "",
        "API_VERSION": "",
        "OPENAPI_VERSION": "3.1.0",
        "OPENAPI_URL_PREFIX": "/",
    }
    api = flask_smorest.Api(app)
    parser = flask_smorest.Blueprint("one", __name__).ARGUMENTS_PARSER
    assert hasattr(api, "handle_http_exception") and parser and callable(api.spec.to_dict), (
        "flask-smorest no longer asks `Api.handle_http_exception` or `ARGUMENTS_PARSER`. By them "
        "shared/web/site.py answers every error as our table says, and shared/web/api.py reads "
        "strictly."
    )
    assert "api-docs.openapi_json" in app.view_functions, (
        "flask-smorest calls the route of its document otherwise than `api-docs.openapi_json`, the "
        "name that the manifest of every service (shared/web/site.py) lets everybody use."
    )


def test_flask_smorest_makes_its_document_and_knows_the_answers_of_a_route() -> None:
    blueprint = flask_smorest.Blueprint("made", __name__)
    view = blueprint.alt_response(201, description="It was made.")(lambda: None)
    answers = getattr(view, "_apidoc", {}).get("response", {}).get("responses", {})
    names = ("_init_spec", "_openapi_json")
    assert [name for name in names if not hasattr(flask_smorest.Api, name)] == [], (
        "flask-smorest no longer makes its document by `_init_spec` or serves it by "
        "`_openapi_json`. By them shared/web/openapi/served.py serves the completed document."
    )
    assert list(answers) == [201], (
        "flask-smorest no longer keeps the answers of a route in `_apidoc`. By it "
        "shared/web/conditions.py knows which POST needs an Idempotency-Key."
    )


def test_kafka_python_makes_its_inner_client_by_what_it_is_given() -> None:
    clients = (KafkaProducer, KafkaConsumer, KafkaAdminClient)
    taking = [client for client in clients if "kafka_client" in client.DEFAULT_CONFIG]
    assert hasattr(compat, "KafkaNetClient") and taking == list(clients), (
        "kafka-python no longer takes `kafka_client`, or has no `KafkaNetClient`. By them "
        "shared/transport/kafka/cluster.py closes what a client that cannot begin would leave open."
    )


def test_kafka_python_measures_the_last_heartbeat() -> None:
    assert f"'{METRIC}'" in inspect.getsource(coordinator), (
        f"kafka-python has no figure called {METRIC}. By it shared/transport/kafka/heartbeat.py "
        "notices a client that goes on reading although its group has long forgotten it."
    )


def test_kafka_python_tells_whether_a_records_fate_is_known() -> None:
    assert hasattr(Future(), "is_done"), (
        "kafka-python's futures no longer know `is_done`. By it shared/transport/kafka/relay.py "
        "goes on waiting for a record that the broker may still confirm."
    )


def test_gunicorn_lets_a_silent_connection_wait_without_a_thread() -> None:
    worker = [gthread.ThreadWorker, "murder_pending", "handle", "handle_quit", "handle_exit"]
    connection = [gthread.TConn, "wait_for_data"]
    lacking = [
        f"{kind.__name__}.{name}"
        for kind, *names in (worker, connection)
        for name in names
        if not hasattr(kind, name)
    ]
    source = inspect.getsource(gthread)
    lacking += [n for n in ("_DEFER", "pending_conns", "data_ready") if n not in source]
    assert lacking == [], (
        f"gunicorn's thread worker has lost {', '.join(lacking)}. By them "
        "services/platform/servers/workers.py keeps open browsers that say nothing from holding "
        "all threads."
    )


def _defined(module: Module) -> Iterator[str]:
    """Names that the module gives to something of ours."""
    for node in ast.walk(module.tree):
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name) | ast.arg(arg=name):
                yield name
            case ast.Name(id=name, ctx=ast.Store()):
                yield name
            case ast.Attribute(value=ast.Name(id="self"), attr=name, ctx=ast.Store()):
                yield name


def _used(module: Module) -> Iterator[str]:
    """Private names that the module reads of anything, or imports."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute) and _is_private(node.attr):
            yield node.attr
    yield from (name for path in module.imports for name in path.split(".") if _is_private(name))


def _is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")
