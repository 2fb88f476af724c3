"""Who reads an access log: the officer all of it, and who works with a family what is about it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Column, Connection, MetaData, Table, Uuid, create_engine, insert

from services.common.accesses import policy
from services.common.accesses.policy import Register
from services.common.accesses.rules import over_before
from services.common.codes import Role
from shared.identity.principals import Principal
from shared.kernel.aggregate import NotFound

SUBJECT, CASE, MATCH, OTHER = (UUID(int=number) for number in range(1, 5))
metadata = MetaData()
cases = Table("cases", metadata, Column("case_id", Uuid), Column("subject_id", Uuid))
matches = Table("matches", metadata, Column("match_id", Uuid), Column("case_id", Uuid))
IDS = {cases: ("case_id", "subject_id"), matches: ("match_id", "case_id")}


@pytest.fixture
def db() -> Iterator[Connection]:
    engine = create_engine("sqlite://")
    metadata.create_all(engine)
    with engine.begin() as connection:
        connection.execute(
            insert(cases),
            [
                {"case_id": CASE, "subject_id": SUBJECT},
                {"case_id": OTHER, "subject_id": None},
            ],
        )
        connection.execute(insert(matches), [{"match_id": MATCH, "case_id": CASE}])
        yield connection
    engine.dispose()


@pytest.mark.parametrize(
    ("subject", "family"),
    [
        (SUBJECT, {SUBJECT, CASE, MATCH}),
        (MATCH, {SUBJECT, CASE, MATCH}),  # from either end, over as many tables as there are
        (OTHER, {OTHER}),
        (UUID(int=9), {UUID(int=9)}),
    ],
)
def test_a_family_is_every_id_under_which_something_of_it_is_kept(
    db: Connection, subject: UUID, family: set[UUID]
) -> None:
    assert Register(IDS).family_of(db, subject) == family


def opens(*things: UUID) -> Any:
    """A page that shows these things and no others."""

    def read(_work: Any, _who: Principal, thing_id: UUID) -> None:
        if thing_id not in things:
            raise NotFound

    return read


def somebody(role: Role) -> Principal:
    return Principal(UUID(int=50), "person", "somebody", None, frozenset({role}))


WORK: Any = None  # what reads here needs none
NOTHING, CASES = opens(), opens(CASE)


@pytest.mark.parametrize(
    ("role", "pages", "family", "may_read"),
    [
        (Role.NGO_WORKER, (NOTHING, CASES), {SUBJECT, CASE}, True),
        (Role.NGO_WORKER, (CASES, NOTHING), {CASE}, True),
        (Role.NGO_WORKER, (CASES,), {SUBJECT}, False),
        (Role.NGO_WORKER, (NOTHING,), {SUBJECT, CASE}, False),
        (Role.NGO_WORKER, (), {CASE}, False),
        (Role.NGO_WORKER, (CASES,), None, False),  # the log of everybody
        (Role.DATA_PROTECTION_OFFICER, (), None, True),
        (Role.DATA_PROTECTION_OFFICER, (NOTHING,), {CASE}, True),
        (Role.ADMINISTRATOR, (NOTHING,), {CASE}, False),
    ],
)
def test_it_is_read_by_whoever_opens_something_of_the_family_and_by_the_officer(
    role: Role, pages: tuple[Any, ...], family: set[UUID] | None, may_read: bool
) -> None:
    register, who = Register(opens=pages), somebody(role)
    if may_read:
        policy.check(register, WORK, who, family)
        return
    with pytest.raises(NotFound):
        policy.check(register, WORK, who, family)


def test_others_do_not_ask_for_a_log() -> None:
    assert {role for role in Role if policy.reads.admits(somebody(role))} == {
        Role.DATA_PROTECTION_OFFICER,
        Role.NGO_COORDINATOR,
        Role.NGO_WORKER,
        Role.MUNICIPAL_WORKER,
    }


def test_a_line_is_kept_for_twelve_years() -> None:
    assert over_before(date(2026, 3, 2), UTC) == datetime(2014, 3, 2, tzinfo=UTC)
