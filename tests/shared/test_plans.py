"""Which transactions have their statements planned anew, on PostgreSQL."""

from contextlib import closing
from uuid import UUID

from sqlalchemy import Connection, text

from shared.database.engine import Database
from shared.database.scope import EVERYTHING, Scope

ONE_ORGANISATION = Scope(UUID(int=1))


def planned(db: Connection) -> str:
    return str(db.execute(text("SHOW plan_cache_mode")).scalar())


def test_our_own_processes_plan_anew_and_people_keep_their_plans(postgres_url: str) -> None:
    with closing(Database(postgres_url, connections=1)) as database:
        with database.writing(EVERYTHING) as db:
            assert planned(db) == "force_custom_plan"
        with database.writing(ONE_ORGANISATION) as db:
            assert planned(db) == "auto"
        with database.reading(EVERYTHING) as db:
            assert planned(db) == "force_custom_plan"
        with database.reading(ONE_ORGANISATION) as db:
            assert planned(db) == "auto"
