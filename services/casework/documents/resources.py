"""Documents of a case over HTTP, and their pages."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from flask import Response, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.casework.cases import policy as cases, queries
from services.casework.cases.domain import Case
from services.casework.cases.queries import CaseView
from services.casework.cases.resources import ROOT
from services.casework.documents import commands, policy, queries as documents, views
from services.casework.documents.domain import CaseDocument
from services.casework.documents.policy import DocumentView
from services.casework.documents.schemas import (
    DocumentFileSchema,
    DocumentForm,
    DocumentListSchema,
    DocumentSchema,
    NewDocumentSchema,
    as_json,
    file_as_json,
)
from services.casework.fields import RemovalSchema
from services.common.codes import DocumentCircle, DocumentKind
from shared.documents import Document
from shared.kernel.aggregate import Invalid, Refused
from shared.web import files, paging
from shared.web.access_log import note_access, note_listed
from shared.web.api import Blueprint, execute, read_only, uuid_of, with_etag
from shared.web.below import must_stand_below
from shared.web.change_forms import serve_forms
from shared.web.changes import Change, Changes
from shared.web.i18n import gettext
from shared.web.own_form import OwnForm
from shared.web.pages import Pages, after_change, blank_form, form_of, loaded
from shared.web.paging import PageRequest, WholeQuery
from shared.web.parts import Form
from shared.web.problems import say
from shared.work import Work

api = Blueprint("documents_api", ROOT, "Documents of a case")
pages = Pages("documents", "/casework/cases")
document_pages = Pages("document", "/casework/documents")


def add_document(
    work: Work,
    case_id: UUID,
    *,
    document: Document,
    text: str,
    kind: DocumentKind,
    circle: DocumentCircle,
    readers: list[UUID],
    dated_on: date | None = None,
) -> tuple[UUID, int]:
    """Put a paper into the book; it is looked at first, and kept as a JPEG or PDF of ours."""
    return commands.add(
        work,
        case_id,
        document=document,
        text=text,
        kind=kind,
        circle=circle,
        readers=readers,
        dated_on=dated_on,
    )


def remove_document(work: Work, document_id: UUID, *, reason: str = "") -> None:
    """Let a paper go with its file, and say why."""
    commands.remove(work, document_id, reason=reason)


additions = Changes[CaseView, Case](
    [
        Change(  # its form takes a file, and is below
            "documents",
            add_document,
            NewDocumentSchema,
            cases.opens,
            adds=True,
            takes_files=True,
            has_form=False,
        )
    ],
    thing=Case,
    key="case_id",
    read=queries.case,
    state=lambda view: view.case,
)
changes = Changes[DocumentView, DocumentView](
    [
        Change(
            "removal",
            remove_document,
            RemovalSchema,
            policy.removes,
            form=OwnForm("casework/document_removal.html"),
        )
    ],
    thing=CaseDocument,
    key="document_id",
    read=documents.document,
    state=lambda view: view,
    above={"case_id": lambda view: view.case.id},
)


@api.get("/<uuid:case_id>/documents", may=cases.opens)
@api.arguments(WholeQuery, location="query")
@api.alt_response(200, schema=DocumentListSchema)
def of_case(query: dict[str, Any], case_id: UUID) -> ResponseReturnValue:
    """The documents of a case that the caller may open, newest first."""

    def read(work: Work) -> list[dict[str, Any]]:
        view = queries.case(work, g.who, case_id)
        return [as_json(each) for each in documents.of_case(work, g.who, view.case)]

    listed = DocumentSchema(many=True).dump(read_only(read))
    part = paging.after(listed, lambda each: str(each["id"]), PageRequest(**query))
    note_listed(UUID(str(each["id"])) for each in part.items)
    return paging.answer("documents", part)


@api.get("/<uuid:case_id>/documents/<uuid:document_id>/file", may=policy.reads)
@api.response(200, DocumentFileSchema)
def content(case_id: UUID, document_id: UUID) -> ResponseReturnValue:
    """What a document shows."""

    def read(work: Work) -> Document:
        view = documents.document(work, g.who, document_id)
        must_stand_below(case_id=view.case.id)
        return documents.file(work, g.who, document_id)

    document = read_only(read)
    return with_etag(file_as_json(document_id, document), 1)  # it never changes


@pages.get("/<uuid:case_id>/documents", may=cases.opens)
def show(case_id: UUID) -> str:
    """The documents of a case that the reader may open."""
    page = read_only(lambda work: views.page(work, g.who, case_id))
    return render_template("casework/documents.html", page=page)


@pages.route(
    "/<uuid:case_id>/documents/new", methods=["GET", "POST"], may=cases.opens, takes_files=True
)
def new(case_id: UUID) -> ResponseReturnValue:
    """Put a paper into the book."""
    note_access(Case(case_id))
    if request.method == "GET":
        fresh = {"circle": DocumentCircle.TEAM}
        return _form(case_id, blank_form(DocumentForm, fresh))
    read_only(lambda work: queries.case(work, g.who, case_id))  # before the files are looked at
    data, wrong = loaded(DocumentForm)
    key, sent = uuid_of(request.form.get("key", "")), list[Document]()
    try:
        sent = _sent(key)
        if not wrong:
            execute(lambda work: _add(work, case_id, data, key, sent))
    except Refused as refused:
        execute(lambda work: files.hold(work, key, sent))
        status = 422 if isinstance(refused, Invalid) else 409
        return _form(case_id, form_of(DocumentForm), say(refused)), status
    if wrong:
        execute(lambda work: files.hold(work, key, sent))
        return _form(case_id, form_of(DocumentForm, wrong)), 422
    after_change("case_documents")
    flash(gettext("Saved."), "done")
    return redirect(url_for("documents.show", case_id=case_id), 303)


@document_pages.get("/<uuid:document_id>", may=policy.reads)
def show_it(document_id: UUID) -> str:
    """One document among those of its case."""

    def read(work: Work) -> views.DocumentsPage:
        view = documents.document(work, g.who, document_id)
        return views.page(work, g.who, view.case.id)

    return render_template("casework/documents.html", page=read_only(read))


@document_pages.get("/<uuid:document_id>/file", may=policy.reads)
def file(document_id: UUID) -> Response:
    """What a document shows."""
    note_access(CaseDocument(document_id))
    document = read_only(lambda work: documents.file(work, g.who, document_id))
    return files.shown(document, gettext("document"), tag=document_id)


def _sent(key: UUID | None) -> list[Document]:
    """The file that the form brings, else the one that waits for it."""
    sent = files.documents_sent()
    if len(sent) > 1:
        raise Invalid("One paper is one file. Choose one.", code="files", field="file")
    return sent or read_only(lambda work: files.held(work, key))


def _add(
    work: Work, case_id: UUID, data: dict[str, Any], key: UUID | None, sent: list[Document]
) -> None:
    cases.opens.check(g.who, queries.case(work, g.who, case_id).case)
    if not sent:
        raise Invalid("Choose a file first.", code="no_file", field="file")
    commands.add(work, case_id, document=sent[0], key=key, **data)
    files.let_go(work, key)


def _form(case_id: UUID, entries: Form, problem: str = "") -> str:
    key = uuid_of(request.form.get("key", "")) or uuid4()

    def read(work: Work) -> dict[str, Any]:
        return views.new_form(work, case_id) | {"held": len(files.held(work, key))}

    return render_template(
        "casework/document_new.html",
        entries=entries,
        problem=problem,
        key=str(key),
        **read_only(read),
    )


additions.serve(api)
changes.serve(
    api,
    may=policy.reads,
    at="/<uuid:case_id>/documents",
    schema=DocumentSchema,
    body=lambda _, view: as_json(view),
)
serve_forms(changes, document_pages, "/<uuid:document_id>", views.forms)
