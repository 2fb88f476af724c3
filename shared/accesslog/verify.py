"""What somebody has altered in an access log, line by line.

The chain shows a row that was changed, taken out, put in or moved. Who writes the whole chain
anew, or cuts its end off, is shown by the heads: those that the service signed, and those that
other services keep, which no key of a database can alter.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, func, select

from shared.accesslog.acknowledging import acknowledged_ends
from shared.accesslog.chain import COLUMNS, FIRST, LATE, hash_of
from shared.accesslog.cutting import Cut, beginning, kept_nowhere_else
from shared.accesslog.heads import Head, Signer, heads_of
from shared.accesslog.tables import accesses, chain

AT_ONCE = 2000  # rows
A_DAY = timedelta(days=1)  # within which what is chained is signed
PATIENCE = timedelta(minutes=5)  # within which every committed row is chained


class Wrong(StrEnum):
    """What can be wrong with a line."""

    ALTERED = "the row was altered, or moved here"
    REMOVED = "the row was taken out"
    GAP = "links of the chain were taken out before this"
    LINK_TWICE = "a link was put in"
    INSERTED = "the row was put in past the chain"
    CLOCK = "the row's time is not the one at which it was written"
    CUT = "the log was cut off: its end had been signed at this position"
    REWRITTEN = "the log was written anew up to here: another end had been signed"
    FORGED = "the signature of this end is not ours"
    CUT_BY_OTHERS = "lines were taken out up to here without our signature"
    CUT_ALONE = "lines were taken out up to here, and no other service has heard of it"
    CUT_EARLY = "lines were taken out before their time: this end was signed later"


AFTER_A_RESTORE = (Wrong.CUT, Wrong.REWRITTEN)  # of an end that another service keeps


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong, at one line of one service's log."""

    service: str
    position: int  # 0: outside the chain
    wrong: Wrong
    seq: int = 0  # of the row; 0: of none
    kept_by: str = ""  # whose copy of the signed end shows it

    def __str__(self) -> str:
        line = f"line {self.position}" if self.position else f"row {self.seq}"
        by = f" (kept by {self.kept_by})" if self.kept_by else ""
        return f"{self.service}, {line}: {self.wrong}{by}"


@dataclass
class Report:
    """What was read, and what is wrong with it."""

    service: str
    rows: int = 0
    waiting: int = 0  # rows that the chain has not come to yet
    cut: Cut | None = None  # by which lines were taken out when their time was over
    explained: int = 0  # ends kept elsewhere that a restore has taken away, as was acknowledged
    lost: list[Head] = field(default_factory=list)  # those that nobody has explained
    findings: list[Finding] = field(default_factory=list)

    @property
    def begins_after(self) -> int:
        """The position up to which lines were taken out."""
        return self.cut.position if self.cut else 0


def verify(
    db: Connection,
    service: str,
    signer: Signer,
    kept: Sequence[tuple[str, Head]] = (),
    kept_cuts: Collection[Cut] | None = None,
) -> Report:
    """Compare a log with its chain and its heads; `kept` are (service, head) from elsewhere.

    `kept_cuts` are what the other services keep; None: they were not asked.
    """
    report = Report(service)
    ends = [("", head) for head in heads_of(db, service)]  # first: the chain may grow meanwhile
    report.cut, forged = beginning(db, service, signer)
    explained = acknowledged_ends(db, service, signer)
    report.findings += [Finding(service, each, Wrong.CUT_BY_OTHERS) for each in forged]
    if kept_cuts is not None:
        alone = kept_nowhere_else(db, service, kept_cuts)
        report.findings += [Finding(service, each, Wrong.CUT_ALONE) for each in alone]
    before = report.cut.hash if report.cut else FIRST
    hashes = _read_chain(db, report, [""] * report.begins_after + [before])
    for keeper, head in sorted((*ends, *kept), key=lambda each: each[1].position):
        wrong = _of_head(head, hashes, signer, report.cut)
        if wrong in AFTER_A_RESTORE and keeper:
            if (head.position, head.hash) in explained:
                report.explained += 1
                continue
            report.lost.append(head)
        if wrong:
            report.findings.append(Finding(service, head.position, wrong, kept_by=keeper))
    _read_unchained(db, report)
    return report


def _of_head(head: Head, hashes: Sequence[str], signer: Signer, cut: Cut | None) -> Wrong | None:
    """What is wrong with a signed end; one before the beginning is only held to its time."""
    if not signer.confirms(head):
        return Wrong.FORGED
    if cut and head.position <= cut.position and head.signed_at > cut.before + A_DAY:
        return Wrong.CUT_EARLY
    if cut and head.position < cut.position:
        return None
    if head.position >= len(hashes):
        return Wrong.CUT
    return None if hashes[head.position] == head.hash else Wrong.REWRITTEN


def _read_chain(db: Connection, report: Report, hashes: list[str]) -> list[str]:
    """The hash at each position, those of the links as they stand; what does not fit is found."""
    batch_at: datetime | None = None
    before_at: datetime | None = None
    for link, row in _links(db, after=report.begins_after):
        if link.position != len(hashes):
            report.findings.append(Finding(report.service, link.position, Wrong.GAP, link.seq))
            hashes += [""] * (link.position - len(hashes))
        if link.chained_at != batch_at:
            before_at, batch_at = batch_at, link.chained_at
        if wrong := _of_row(link, row, hashes[-1], before_at):
            report.findings.append(Finding(report.service, link.position, wrong, link.seq))
        hashes.append(link.hash)
        report.rows += 1
    return hashes


def _of_row(link: Row[Any], row: Any, before: str, batch_before: datetime | None) -> Wrong | None:
    if row is None:
        return Wrong.REMOVED
    if before and hash_of(row, link.position, link.chained_at, before) != link.hash:
        return Wrong.ALTERED
    is_late = batch_before is not None and row.at < batch_before - PATIENCE
    return Wrong.CLOCK if is_late or row.at > link.chained_at + PATIENCE else None


def _links(db: Connection, *, after: int) -> Iterator[tuple[Row[Any], Row[Any] | None]]:
    """Every link in order, with its row where that is there."""
    while True:
        query = select(chain).where(chain.c.position > after).order_by(chain.c.position)
        links = db.execute(query.limit(AT_ONCE)).all()
        seqs = [link.seq for link in links]
        rows = {
            row.seq: row
            for row in db.execute(select(*COLUMNS).where(accesses.c.seq.in_(seqs))).all()
        }
        for link in links:
            yield link, rows.get(link.seq)
        if len(links) < AT_ONCE:
            return
        after = links[-1].position


def _read_unchained(db: Connection, report: Report) -> None:
    """Rows that wait for the chain, and those that it has long passed."""
    is_chained = select(chain.c.seq).where(chain.c.seq == accesses.c.seq).exists()
    last = db.execute(select(func.max(chain.c.seq), func.max(chain.c.chained_at))).one()
    newest, moment = last
    for row in db.execute(select(accesses.c.seq, accesses.c.at).where(~is_chained)).all():
        is_passed = newest is not None and (row.seq <= newest - LATE or row.at < moment - PATIENCE)
        if is_passed:
            report.findings.append(Finding(report.service, 0, Wrong.INSERTED, row.seq))
        else:
            report.waiting += 1
