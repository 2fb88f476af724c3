"""Whatever somebody with every right alters in the log is found, and the line is named."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import Connection, delete, insert, select, text, update

from shared.accesslog import log
from shared.accesslog.chain import COLUMNS, FIRST, extend, hash_of
from shared.accesslog.heads import Head, Signer, heads_of, sign, signer_in
from shared.accesslog.tables import KEPT_FOR_EVER, NOTES, accesses, chain, heads
from shared.accesslog.verify import Finding, Wrong, verify
from shared.database.engine import Database
from tests.shared.accesslog.conftest import EVE, record_access

Attack = Callable[[Connection], object]
LINE_3 = select(chain.c.seq).where(chain.c.position == 3).scalar_subquery()


def attack(database: Database, act: Attack) -> None:
    """As somebody with every right: nothing guards the tables any more."""
    with database.writing() as db:
        for table in (*KEPT_FOR_EVER, *NOTES):
            if database.is_sqlite:
                db.execute(text(f"DROP TRIGGER IF EXISTS {table.name}_update"))
                db.execute(text(f"DROP TRIGGER IF EXISTS {table.name}_delete"))
            else:
                db.execute(text(f"ALTER TABLE {table.name} DISABLE TRIGGER ALL"))
        act(db)


def findings(
    database: Database, signer: Signer, kept: list[tuple[str, Head]] | None = None
) -> list[tuple[int, Wrong]]:
    with database.reading() as db:
        report = verify(db, "shop", signer, kept or [])
    return [(finding.position, finding.wrong) for finding in report.findings]


def copies(database: Database) -> list[tuple[str, Head]]:
    """What another service keeps of the signed ends."""
    with database.reading() as db:
        return [("workshop", head) for head in heads_of(db, "shop")]


def write_all_anew(db: Connection) -> None:
    """Every hash again, for the rows as they are now."""
    rows = db.execute(
        select(*COLUMNS, chain.c.position, chain.c.chained_at)
        .join_from(accesses, chain, accesses.c.seq == chain.c.seq)
        .order_by(chain.c.position)
    ).all()
    db.execute(delete(chain))
    last = FIRST
    for place, (*row, _, moment) in enumerate(rows, start=1):
        last = hash_of(row, place, moment, last)
        link = {"position": place, "seq": row[0], "chained_at": moment, "hash": last}
        db.execute(insert(chain), link)


def edit(db: Connection) -> None:
    db.execute(update(accesses).where(accesses.c.seq == LINE_3).values(principal=EVE))


def take_out(db: Connection) -> None:
    db.execute(delete(accesses).where(accesses.c.seq == LINE_3))


def take_out_with_its_link(db: Connection) -> None:
    take_out(db)
    db.execute(delete(chain).where(chain.c.position == 3))


def swap(db: Connection) -> None:
    seqs = {r.position: r.seq for r in db.execute(select(chain)).all()}
    for position, seq in ((2, 10_000), (3, seqs[2]), (2, seqs[3])):
        db.execute(update(chain).where(chain.c.position == position).values(seq=seq))


def cut_off(db: Connection) -> None:
    last = select(chain.c.seq).where(chain.c.position > 4).scalar_subquery()
    db.execute(delete(accesses).where(accesses.c.seq.in_(last)))
    db.execute(delete(chain).where(chain.c.position > 4))


def cut_off_with_its_head(db: Connection) -> None:
    cut_off(db)
    db.execute(delete(heads).where(heads.c.position > 4))


def edit_and_write_all_anew(db: Connection) -> None:
    edit(db)
    write_all_anew(db)


def take_out_and_write_all_anew(db: Connection) -> None:
    take_out(db)
    write_all_anew(db)


def empty(db: Connection) -> None:
    for table in KEPT_FOR_EVER:
        db.execute(delete(table))


@pytest.mark.parametrize(
    ("act", "expected"),
    [
        (edit, [(3, Wrong.ALTERED)]),
        (take_out, [(3, Wrong.REMOVED)]),
        (take_out_with_its_link, [(4, Wrong.GAP)]),
        (swap, [(2, Wrong.ALTERED), (3, Wrong.ALTERED)]),
        (cut_off, [(6, Wrong.CUT)]),
        (edit_and_write_all_anew, [(4, Wrong.REWRITTEN), (6, Wrong.REWRITTEN)]),
        (take_out_and_write_all_anew, [(4, Wrong.REWRITTEN), (6, Wrong.CUT)]),
    ],
)
def test_what_was_altered_is_found_and_its_line_is_named(
    looked_at: Database, signer: Signer, act: Attack, expected: list[tuple[int, Wrong]]
) -> None:
    assert findings(looked_at, signer) == []
    attack(looked_at, act)
    assert findings(looked_at, signer) == expected


@pytest.mark.parametrize(
    ("act", "expected"),
    [
        (cut_off_with_its_head, [(6, Wrong.CUT)]),
        (empty, [(4, Wrong.CUT), (6, Wrong.CUT)]),
    ],
)
def test_what_the_log_itself_cannot_show_another_service_does(
    looked_at: Database, signer: Signer, act: Attack, expected: list[tuple[int, Wrong]]
) -> None:
    kept = copies(looked_at)
    attack(looked_at, act)
    assert findings(looked_at, signer) == []
    assert findings(looked_at, signer, kept) == expected


def test_a_log_written_anew_and_signed_by_another_key_is_forged(
    looked_at: Database, signer: Signer, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = signer_in(tmp_path_factory.mktemp("other") / "key")
    kept = copies(looked_at)

    def act(db: Connection) -> None:
        edit_and_write_all_anew(db)
        db.execute(delete(heads))
        sign(db, "shop", other)

    attack(looked_at, act)
    assert findings(looked_at, signer) == [(6, Wrong.FORGED)]
    assert findings(looked_at, signer, kept) == [
        (4, Wrong.REWRITTEN),
        (6, Wrong.FORGED),
        (6, Wrong.REWRITTEN),
    ]


def test_a_row_with_a_time_of_before_is_one_that_somebody_put_in(
    looked_at: Database, signer: Signer
) -> None:
    def act(db: Connection) -> None:
        row = db.execute(select(accesses).where(accesses.c.seq == LINE_3)).one()._asdict()
        db.execute(insert(accesses), row | {"seq": 999, "at": row["at"] - timedelta(hours=1)})

    attack(looked_at, act)
    with looked_at.reading() as db:
        assert verify(db, "shop", signer).findings == [Finding("shop", 0, Wrong.INSERTED, 999)]
    extend(looked_at)
    assert findings(looked_at, signer) == [(7, Wrong.CLOCK)]


def test_a_row_of_the_future_has_another_clock(looked_at: Database, signer: Signer) -> None:
    def act(db: Connection) -> None:
        row = db.execute(select(accesses).where(accesses.c.seq == LINE_3)).one()._asdict()
        db.execute(insert(accesses), row | {"seq": 999, "at": row["at"] + timedelta(hours=1)})

    attack(looked_at, act)
    extend(looked_at)
    assert findings(looked_at, signer) == [(7, Wrong.CLOCK)]


def test_rows_that_wait_for_the_chain_are_no_finding(looked_at: Database, signer: Signer) -> None:
    record_access(looked_at)
    with looked_at.reading() as db:
        report = verify(db, "shop", signer)
    assert (report.rows, report.waiting, report.findings) == (6, 1, [])


def test_a_head_is_signed_once_and_only_where_something_is_new(
    looked_at: Database, signer: Signer
) -> None:
    with looked_at.writing() as db:
        assert sign(db, "shop", signer) is None
    record_access(looked_at)
    extend(looked_at)
    with looked_at.writing() as db:
        head = sign(db, "shop", signer)
    assert head is not None
    assert (head.position, signer.confirms(head)) == (7, True)


def test_the_key_is_made_for_nobody_else_to_read(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("keys") / "audit.key"
    made = signer_in(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert signer_in(path).key == made.key


def test_an_access_says_what_the_table_holds(database: Database) -> None:
    record_access(database, who=EVE, roles=("mechanic", "seller"), organisation="o", request="r")
    with database.reading() as db:
        row = db.execute(select(accesses)).one()
        now = log.now_of(db)
    kept = (row.principal, row.roles, row.organisation, row.request, row.manner, row.outcome)
    assert kept == (EVE, "mechanic seller", "o", "r", "read", "shown")
    assert now - timedelta(minutes=1) < row.at <= now
