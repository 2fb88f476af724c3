"""The file that waits for its sender's word, sealed, and what it would send today."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import select

from services.common import catalogue
from services.common.labels import LOCALES
from services.referral.duplicates.queries import Double, doubles_of
from services.referral.imports import policy
from services.referral.imports.domain import ImportBook
from services.referral.imports.events import ImportConfirmed
from services.referral.imports.rules import Plan, Verdict, described, plan
from services.referral.imports.schemas import MOST, Names, table_of
from services.referral.imports.texts import plain
from services.referral.intake.rules import eligible
from services.referral.referrals.commands import SOURCE
from services.referral.referrals.projections import referrals
from shared.identity.principals import Principal
from shared.kernel.aggregate import Invalid, NotFound
from shared.web import drafts
from shared.web.parts import Form
from shared.web.problems import say
from shared.web.sentences import in_words
from shared.work import Work

IMPORT = "import"  # a reference is unique among what an organisation has sent by file
WAITS, SENT = 1, 2  # versions of a file
COLUMN_OF = {  # what a refusal without a field of its own is about
    "unknown-municipality": "municipality",
    "unknown-programme": "programme",
    "unknown-precondition": "preconditions",
    "AREA": "municipality",
    "AGE": "subject.date_of_birth",
    "SUBJECT_KIND": "subject.kind",
    "NOT_REFERABLE": "programme",
}


@dataclass(frozen=True)
class Waiting:
    """A file that was sent and not confirmed yet."""

    id: UUID
    text: str


@dataclass(frozen=True)
class ImportView:
    """A file as its sender sees it: what it would send, or what it has sent."""

    id: UUID
    plan: Plan | None
    confirmed: ImportConfirmed | None

    @property
    def version(self) -> int:
        return SENT if self.confirmed else WAITS


def form_of(import_id: UUID) -> str:
    return f"{drafts.FILE}{import_id}"


def book(work: Work, principal: Principal) -> ImportBook:
    """What the sender's organisation has sent by file."""
    home = policy.sending_organisation(principal)
    return work.load(ImportBook(home))[0]


def waiting(work: Work, principal: Principal, import_id: UUID) -> Waiting | None:
    """The sender's own file; None when it waits no more."""
    form = form_of(import_id)
    by = drafts.owner(principal)
    kept = drafts.kept(work.db, work.sealing, by=by, form=form, now=work.now)
    return Waiting(import_id, kept["csv"][0]) if kept.get("csv") else None


def all_waiting(work: Work, principal: Principal) -> Sequence[UUID]:
    """The sender's own files that wait, the newest first."""
    by = drafts.owner(principal)
    forms = drafts.forms(work.db, by=by, prefix=drafts.FILE, now=work.now)
    return [UUID(form.removeprefix(drafts.FILE)) for form in forms]


def shown(work: Work, principal: Principal, import_id: UUID) -> ImportView:
    """One file of the sender's; `NotFound` for any other, and for one that was forgotten."""
    if confirmed := book(work, principal).sent(import_id):
        if confirmed.person_id != principal.id:
            raise NotFound
        return ImportView(import_id, None, confirmed)
    file = waiting(work, principal, import_id)
    if file is None:
        raise NotFound
    return ImportView(import_id, planned(work, principal, file.text), None)


def planned(work: Work, principal: Principal, text: str) -> Plan:
    """What a file would send; raises `Faulty`."""
    home = policy.sending_organisation(principal)
    table = table_of(text, book(work, principal).columns, _programmes(work))
    references = [row.reference for row in table.rows if row.reference]
    return plan(
        table,
        _sent_before(work, home, references),
        partial(_judged, work),
        partial(_doubles, work, principal),
    )


def _programmes(work: Work) -> Names:
    """A programme's code by itself and by its name in each language."""
    everywhere = catalogue.newest_programmes(work.db)
    by_name = {plain(each.name_in(locale)): each.code for each in everywhere for locale in LOCALES}
    return by_name | {plain(each.code): each.code for each in everywhere}


def _sent_before(work: Work, home: UUID, references: Iterable[str]) -> Mapping[str, UUID]:
    """What the organisation has sent under these references: by file, by hand or by a system.

    A claim tells of it at once, and also after an erasure; the list tells what others have sent.
    """
    wanted = list(dict.fromkeys(references))[:MOST]
    rows = work.db.execute(
        select(referrals.c.source_reference, referrals.c.referral_id)
        .where(referrals.c.sender == home, referrals.c.source_reference.in_(wanted))
        .order_by(referrals.c.referred_on.desc())
    )
    sent = {row.source_reference: row.referral_id for row in rows}
    for reference in wanted:
        own = work.holder(IMPORT, f"{home}:{reference}")
        holder = own or work.holder(SOURCE, f"{work.actor.id}:{reference}")
        if holder:
            sent.setdefault(reference, holder)
    return sent


def _judged(work: Work, data: Mapping[str, Any]) -> Verdict:
    """What the very rules of intake say, without writing anything."""
    try:
        request = {**data, "referred_on": work.day(data["referred_on"])}
        _, warnings = eligible(work, request)
    except Invalid as refused:
        return Verdict(_mistakes(refused))
    return Verdict({}, warnings)


def _mistakes(refused: Invalid) -> Mapping[str, Sequence[str]]:
    errors = Form.of({}, in_words(refused.more.get("errors", {}))).errors
    return errors or {COLUMN_OF.get(refused.code, ""): [say(refused)]}


def _doubles(work: Work, principal: Principal, data: Mapping[str, Any]) -> list[Double]:
    kind = data["subject"]["kind"]
    return doubles_of(work, principal, described(data), subject_kind=kind)
