"""The second line: PostgreSQL hides another organisation's rows although no query filters them."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from uuid import UUID

import pytest
from sqlalchemy import Table, delete, func, insert, make_url, select, text, update
from sqlalchemy.exc import DBAPIError, ProgrammingError

from services.platform import registry
from services.platform.isolation import EXEMPT, MACHINERY, POLICIES
from shared.database.engine import Database
from shared.database.row_security import secure, unguarded
from shared.database.scope import EVERYTHING, NOBODY, Scope, rows_of_everybody
from tests.apart import prepared, services_apart
from tests.databases import Files, Made, NewDatabase, OnServer, migrated
from tests.twins import ORGANISATIONS, OURS, THEIRS, fill, tables_of

pytestmark = pytest.mark.xdist_group("row-security")


@dataclass
class Secured:
    """A service's database as it is run, and the tables that are under a policy."""

    owner: Database
    database: Database
    tables: dict[str, Table]

    def count(self, name: str, scope: Scope | None) -> int:
        with self.database.reading(scope) as db:
            number: int = db.execute(
                select(func.count()).select_from(self.tables[name])
            ).scalar_one()
            return number


@pytest.fixture(scope="module")
def everything(
    sqlite_databases: Files, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, dict[str, Table]]]:
    """Every table of every service, as the code declares them."""
    folder = tmp_path_factory.mktemp("tables")

    def on_file(made: Made | None = None) -> str:
        return sqlite_databases.new(folder, made)

    with services_apart(on_file) as services:
        yield {name: tables_of(service) for name, service in services.items()}


@pytest.fixture(scope="module", params=registry.NAMES)
def secured(
    request: pytest.FixtureRequest,
    postgres_databases: OnServer,
    everything: dict[str, dict[str, Table]],
) -> Iterator[Secured]:
    """The service's database with a row of two organisations in each table under a policy."""
    name = request.param
    with postgres_databases.opened() as new:
        address = new(migrated(name))
        owner, database = Database(address), Database(prepared(name, address), connections=1)
        with closing(owner), closing(database):
            guarded = [everything[name][table] for table in POLICIES[name]]
            with owner.writing() as db:
                fill(db, guarded)
            yield Secured(owner, database, {table.name: table for table in guarded})


def test_every_table_is_under_a_policy_or_says_why_not(
    everything: dict[str, dict[str, Table]],
) -> None:
    for name, tables in everything.items():
        declared = {*POLICIES[name], *MACHINERY, *EXEMPT[name]}
        new, gone = tables.keys() - declared, declared - tables.keys()
        assert (new, gone) == (set(), set()), f"{name}: say so in services/platform/isolation.py"
        assert len(declared) == len(POLICIES[name]) + len(MACHINERY) + len(EXEMPT[name]), name


def test_each_organisation_has_its_own_rows_alone(secured: Secured) -> None:
    for name, table in secured.tables.items():
        for organisation in ORGANISATIONS:
            with secured.database.reading(Scope(organisation)) as db:
                rows = db.execute(select(table)).all()
            with secured.owner.reading() as db:  # a superuser, whom nothing is hidden from
                twins = db.execute(select(table)).all()
            assert len(rows) == 1, name
            assert rows[0] == twins[ORGANISATIONS.index(organisation)], name


def test_who_says_no_organisation_sees_nothing(secured: Secured) -> None:
    for name in secured.tables:
        assert secured.count(name, NOBODY) == 0, name
        assert secured.count(name, None) == 0, name


def test_a_stranger_sees_nothing(secured: Secured) -> None:
    for name in secured.tables:
        assert secured.count(name, Scope(UUID(int=0xC))) == 0, name


def test_our_own_processes_see_everything(secured: Secured) -> None:
    for name in secured.tables:
        assert secured.count(name, EVERYTHING) == len(ORGANISATIONS), name


def test_a_pooled_connection_carries_no_scope_into_the_next_transaction(secured: Secured) -> None:
    name = next(iter(secured.tables))
    for scope in (Scope(OURS), EVERYTHING):
        assert secured.count(name, scope) > 0
        assert secured.count(name, NOBODY) == 0
        with secured.database.writing(scope):
            pass
        with secured.database.writing() as db:
            assert db.execute(select(secured.tables[name])).all() == []
        with pytest.raises(DBAPIError), secured.database.writing(scope) as db:
            db.execute(text("SELECT 1 / 0"))
        assert secured.count(name, NOBODY) == 0


def test_what_counts_over_all_leaves_the_scope_as_it_was(secured: Secured) -> None:
    for table in secured.tables.values():
        with secured.database.reading(Scope(OURS)) as db:
            assert len(rows_of_everybody(db, select(table))) == len(ORGANISATIONS), table.name
            assert len(db.execute(select(table)).all()) == 1, table.name
        with secured.database.reading(EVERYTHING) as db:
            rows_of_everybody(db, select(table))
            assert len(db.execute(select(table)).all()) == len(ORGANISATIONS), table.name


def test_nobody_changes_or_takes_away_what_is_anothers(secured: Secured) -> None:
    for table in secured.tables.values():
        key = next(iter(table.primary_key.columns))
        with secured.database.writing(Scope(OURS)) as db:
            theirs = db.execute(select(key)).scalars().all()
            db.execute(delete(table).where(key.not_in(theirs)))
            db.execute(update(table).where(key.not_in(theirs)).values({key.name: key}))
        assert secured.count(table.name, Scope(THEIRS)) == 1, table.name


def test_nobody_writes_a_row_into_anothers_register(secured: Secured) -> None:
    for table in secured.tables.values():
        with secured.database.reading(Scope(THEIRS)) as db:
            row = db.execute(select(table)).one()._mapping
        refused = pytest.raises(ProgrammingError, match="row-level security")
        with refused, secured.database.writing(Scope(OURS)) as db:
            db.execute(insert(table).values(dict(row)))


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY",
        "DROP POLICY own_rows ON {table}",
        "CREATE POLICY open ON {table} USING (true)",
        "TRUNCATE {table}",
        "CREATE VIEW through AS SELECT * FROM {table}",
    ],
)
def test_the_services_role_cannot_open_it(secured: Secured, statement: str) -> None:
    table = next(iter(secured.tables))
    with pytest.raises(ProgrammingError), secured.database.writing(Scope(OURS)) as db:
        db.execute(text(statement.format(table=table)))
    assert secured.count(table, Scope(OURS)) == 1


def test_who_turns_it_off_for_themselves_is_refused(secured: Secured) -> None:
    table = next(iter(secured.tables))
    with (
        pytest.raises(ProgrammingError, match="row-level security"),
        secured.database.writing(Scope(OURS)) as db,
    ):
        db.execute(text("SET LOCAL row_security = off"))
        db.execute(select(secured.tables[table])).all()


def test_the_owner_of_the_tables_sees_no_more(secured: Secured) -> None:
    """FORCE: but for it, whoever signs in as the owner by mistake would see everybody's rows."""
    role = make_url(str(secured.database.engine.url)).username
    with secured.owner.engine.connect() as db, db.begin() as transaction:
        for name in secured.tables:
            db.execute(text(f"ALTER TABLE {name} OWNER TO {role}"))
        db.execute(text(f"SET LOCAL ROLE {role}"))
        for table in secured.tables.values():
            assert db.execute(select(table)).all() == [], table.name
        transaction.rollback()


def test_no_view_goes_round_it(secured: Secured) -> None:
    query = text(
        "SELECT relname FROM pg_class WHERE relkind IN ('v', 'm') AND relnamespace = "
        "'public'::regnamespace"
    )
    with secured.owner.reading() as db:
        assert db.execute(query).all() == []


def test_a_start_names_what_is_not_in_force(new_postgres_url: NewDatabase) -> None:
    address, policies = new_postgres_url(migrated("casework")), POLICIES["casework"]
    with (
        closing(Database(address)) as owner,
        closing(Database(prepared("casework", address))) as database,
    ):
        with database.reading() as db:
            assert unguarded(db, policies) == []
        with owner.writing() as db:
            db.execute(text("ALTER TABLE cases DISABLE ROW LEVEL SECURITY"))
        with database.reading() as db:
            assert unguarded(db, policies) == ["cases"]
        with owner.writing() as db:
            assert secure(db, policies) == ["cases"]
            assert secure(db, policies) == []
            assert secure(db, {"cases": "true"}) == ["cases"]
            assert unguarded(db, policies) == list(policies)  # a superuser has no second line
