"""Receipts over HTTP: below a visit, and below an entry of the book."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from flask import Response, flash, g, redirect, render_template, request
from flask.typing import ResponseReturnValue

from services.casework.cases.resources import ROOT
from services.casework.fields import RemovalSchema
from services.casework.receipts import commands, policy, queries, views
from services.casework.receipts.domain import Receipts
from services.casework.receipts.policy import ReceiptsView
from services.casework.receipts.schemas import (
    ReceiptFileSchema,
    ReceiptListSchema,
    ReceiptSchema,
    as_json,
    file_as_json,
)
from shared.documents import Document
from shared.identity.principals import Principal
from shared.kernel.aggregate import Invalid, Refused
from shared.web import files
from shared.web.access_log import note_access
from shared.web.api import Blueprint, execute, read_only, with_etag
from shared.web.below import must_stand_below
from shared.web.change_forms import serve_forms
from shared.web.changes import Change, Changes
from shared.web.i18n import gettext
from shared.web.own_form import OwnForm, OwnForms
from shared.web.pages import Pages, after_change
from shared.web.problems import say
from shared.work import Work

Read = Callable[[Work, Principal, UUID], ReceiptsView]


@dataclass(frozen=True)
class Kind:
    """What has receipts."""

    name: str
    plural: str  # above it in addresses
    read: Read
    forms: OwnForms[ReceiptsView]
    api: Blueprint
    pages: Pages

    @property
    def key(self) -> str:
        return f"{self.name}_id"

    @property
    def part(self) -> str:
        return f"/<uuid:{self.key}>"


VISITS = Kind(
    "visit",
    "visits",
    queries.of_visit,
    views.visit_forms,
    Blueprint("visit_receipts_api", ROOT, "Receipts of visits"),
    Pages("visit_receipts", "/casework/visits"),
)
ENTRIES = Kind(
    "entry",
    "entries",
    queries.of_entry,
    views.entry_forms,
    Blueprint("entry_receipts_api", ROOT, "Receipts of the case's book"),
    Pages("entry_receipts", "/casework/entries"),
)


def _changes(kind: Kind) -> Changes[ReceiptsView, ReceiptsView]:
    def add_receipt(work: Work, part_id: UUID, *, document: Document) -> tuple[UUID, int]:
        """Add a receipt; it is looked at first, and kept as a JPEG or PDF of ours."""
        added, version = commands.add(work, kind.read(work, g.who, part_id).paid, [document])
        return added[0], version

    def remove_receipt(work: Work, part_id: UUID, *, receipt_id: UUID, reason: str = "") -> None:
        """Let a receipt go with its file, and say why."""
        commands.remove(work, kind.read(work, g.who, part_id).paid, receipt_id, reason=reason)

    add = Change(  # its form takes files, and is below
        "receipts",
        add_receipt,
        ReceiptSchema,
        policy.adds,
        adds=True,
        takes_files=True,
        has_form=False,
    )
    remove = Change(
        "receipts/<uuid:receipt_id>/removal",
        remove_receipt,
        RemovalSchema,
        policy.adds,
        form=OwnForm("casework/receipt_removal.html"),
    )
    return Changes(
        [add, remove],
        thing=Receipts,
        key=kind.key,
        read=kind.read,
        state=lambda view: view,
        above={"case_id": lambda view: view.case.id},
    )


def _serve_lists(kind: Kind) -> None:
    def of_part(case_id: UUID, **path: UUID) -> ResponseReturnValue:
        """The receipts of it, the oldest first."""

        def read(work: Work) -> ResponseReturnValue:
            view = kind.read(work, g.who, path[kind.key])
            must_stand_below(case_id=view.case.id)
            return with_etag(as_json(view.receipts), view.version)

        return read_only(read)

    def receipt(case_id: UUID, receipt_id: UUID, **path: UUID) -> ResponseReturnValue:
        """One receipt with its file."""
        document = _document(kind, path[kind.key], receipt_id)
        return with_etag(file_as_json(receipt_id, document), 1)  # it never changes

    api, place = kind.api, f"/<uuid:case_id>/{kind.plural}{kind.part}/receipts"
    api.get(place, may=policy.reads)(api.response(200, ReceiptListSchema)(of_part))
    shown = api.response(200, ReceiptFileSchema)(receipt)
    api.get(f"{place}/<uuid:receipt_id>", may=policy.reads)(shown)


def _serve_pages(kind: Kind) -> None:
    def file(receipt_id: UUID, **path: UUID) -> Response:
        """One receipt's file."""
        document = _document(kind, path[kind.key], receipt_id)
        return files.shown(document, gettext("receipt"), tag=receipt_id)

    def add(**path: UUID) -> ResponseReturnValue:
        """Add files as receipts."""
        part_id = path[kind.key]
        note_access(Receipts(part_id))
        if request.method == "GET":
            return _add_page(kind, part_id)
        try:
            read_only(lambda work: _open(kind, work, part_id))  # before the files are looked at
            documents = files.documents_sent()
            if not documents:
                return _add_page(kind, part_id, gettext("Choose a file first.")), 422
            execute(lambda work: commands.add(work, _open(kind, work, part_id).paid, documents))
        except Refused as refused:
            status = 422 if isinstance(refused, Invalid) else 409
            return _add_page(kind, part_id, say(refused)), status
        after_change("timeline")
        flash(gettext("Saved."), "done")
        return redirect(kind.forms.home(part_id), 303)

    pages, place = kind.pages, f"{kind.part}/receipts"
    pages.get(f"{place}/<uuid:receipt_id>", may=policy.reads)(file)
    pages.route(place, methods=["GET", "POST"], may=policy.adds, takes_files=True)(add)


def _document(kind: Kind, part_id: UUID, receipt_id: UUID) -> Document:
    note_access(Receipts(part_id))

    def read(work: Work) -> Document:
        view = kind.read(work, g.who, part_id)
        must_stand_below(case_id=view.case.id)
        return queries.document(work, view, receipt_id)

    return read_only(read)


def _open(kind: Kind, work: Work, part_id: UUID) -> ReceiptsView:
    view = kind.read(work, g.who, part_id)
    policy.adds.check(g.who, view)
    return view


def _add_page(kind: Kind, part_id: UUID, problem: str = "") -> str:
    frame = read_only(lambda work: kind.forms.frame(_open(kind, work, part_id)))
    return render_template("casework/receipt_new.html", problem=problem, **frame)


def _serve(kind: Kind, changes: Changes[ReceiptsView, ReceiptsView]) -> None:
    changes.serve(
        kind.api,
        at=f"/<uuid:case_id>/{kind.plural}",
        schema=ReceiptListSchema,
        body=lambda _, view: as_json(view.receipts),
    )
    serve_forms(changes, kind.pages, kind.part, kind.forms)
    _serve_lists(kind)
    _serve_pages(kind)


of_visits, of_entries = _changes(VISITS), _changes(ENTRIES)
_serve(VISITS, of_visits)
_serve(ENTRIES, of_entries)
