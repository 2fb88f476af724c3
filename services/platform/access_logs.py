"""The access logs of all services: who chains and signs them, and whether they are whole."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from sqlalchemy import Connection, select

from services.common.accesses.commands import A_MINUTE, Watch
from services.common.accesses.texts import WENT_BACK
from services.platform.duties import Duties
from shared.accesslog.acknowledging import acknowledge
from shared.accesslog.budget import ViewBudget
from shared.accesslog.cutting import Cut, cuts_kept
from shared.accesslog.heads import Head, Signer, signer_in
from shared.accesslog.log import AccessEntry, Manner, keep
from shared.accesslog.tables import kept_heads
from shared.accesslog.verify import AFTER_A_RESTORE, Report, verify
from shared.database.engine import Database
from shared.service import Service

OPERATOR = uuid5(NAMESPACE_URL, "/rinnalla/operator")  # of whoever works at the command line
KEY_FILE = "access-log.key"  # of the embedded default, beside the databases and in none of them


def watch(service: Service, signer: Signer, budget: ViewBudget) -> Watch:
    """Let the process in which the service follows look after its log."""
    step = Watch(service, signer, budget)
    service.followers.every(A_MINUTE, "access log", step.step)
    Duties(service, signer).start()
    return step


def signer_of_folder(folder: Path) -> Signer:
    """The key of an installation in one folder."""
    return signer_in(folder / KEY_FILE)


def verify_all(
    databases: Mapping[str, Database], signers: Mapping[str, Signer]
) -> Iterable[Report]:
    """Each service's log against itself, and against what all the others keep of it."""
    kept, cuts = list[tuple[str, Head]](), list[Cut]()
    for keeper, database in databases.items():
        with database.reading() as db:
            kept += [(keeper, head) for head in heads_kept(db)]
            cuts += [cut for cut in cuts_kept(db) if cut.service != keeper]
    for name, database in databases.items():
        with database.reading() as db:
            others = [each for each in kept if each[1].service == name]
            yield verify(db, name, signers[name], others, cuts)


def acknowledge_restore(
    databases: Mapping[str, Database],
    signers: Mapping[str, Signer],
    service: str,
    *,
    reason: str,
    by: str,
) -> int:
    """Explain the ends that a restore has taken from a log; how many.

    Raises `ValueError` where none is missing, or something else is wrong.
    """
    report = next(each for each in verify_all(databases, signers) if each.service == service)
    others = [each for each in report.findings if each.wrong not in AFTER_A_RESTORE]
    if others or len(report.lost) < len(report.findings):
        raise ValueError(f"{service}: more is wrong than a restore explains; see verify-audit.")
    if not report.lost:
        raise ValueError(f"{service}: no end of its access log is missing.")
    entry = AccessEntry(
        "acknowledge-audit",
        str(OPERATOR),
        kind="service",
        manner=Manner.CHANGED,
        purpose=WENT_BACK,
    )
    keep(databases[service], entry)
    with databases[service].writing() as db:
        return acknowledge(db, service, signers[service], report.lost, reason=reason, by=by)


def heads_kept(db: Connection) -> list[Head]:
    """What a service keeps of the signed ends of others."""
    rows = db.execute(select(kept_heads).order_by(kept_heads.c.position)).all()
    return [Head(r.service, r.position, r.hash, r.signed_at, r.key, r.signature) for r in rows]
