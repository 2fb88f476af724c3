"""Documents on their page and in their forms, in the reader's language."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import g, url_for

from services.casework.cases import queries as cases
from services.casework.cases.queries import CaseView
from services.casework.cases.texts import first_name, title
from services.casework.documents import policy, queries
from services.casework.documents.policy import DocumentView
from services.casework.people import names
from services.casework.texts import day
from services.common.codes import DocumentCircle
from services.common.labels import choices, label
from services.common.phrases import caution
from shared.documents import PICTURE
from shared.identity.principals import Principal
from shared.web.i18n import gettext, language
from shared.web.own_form import OwnForms
from shared.web.parts import Option
from shared.work import Work


@dataclass(frozen=True)
class DocumentLine:
    """One document of the page."""

    day: str
    text: str
    kind: str
    circle: str
    by: str
    href: str
    is_picture: bool
    removal: str  # address of the form; empty: not the reader's to remove


@dataclass(frozen=True)
class DocumentsPage:
    case_id: UUID
    title: str
    lines: list[DocumentLine]


def page(work: Work, who: Principal, case_id: UUID) -> DocumentsPage:
    """The documents of a case that the reader may open."""
    view = cases.case(work, who, case_id)
    lines = [_line(work, who, each) for each in queries.of_case(work, who, view.case)]
    return DocumentsPage(case_id, title(view), lines)


def new_form(work: Work, case_id: UUID) -> dict[str, Any]:
    """What the form for a new one draws."""
    view, name = cases.case(work, g.who, case_id), names(work)
    return {
        "case_id": case_id,
        "name": first_name(view.case),
        "caution": caution(view.case.person.non_disclosure, is_short=True),
        "today": work.today.isoformat(),
        "team": [Option(str(each), name(str(each))) for each in view.case.team],
        "circles": [
            Option(code, text)
            for code, text in choices(DocumentCircle, language())
            if view.case.team or code != DocumentCircle.NAMED
        ],
    }


def case_of(work: Work, document_id: UUID) -> CaseView:
    """The case of a document that the reader may open."""
    view = queries.document(work, g.who, document_id)
    return cases.case(work, g.who, view.case.id)


def _line(work: Work, who: Principal, view: DocumentView) -> DocumentLine:
    added, name = queries.added_of(view), names(work)
    there: dict[str, Any] = {"document_id": view.document.id}
    may_remove = policy.removes.allows(who, view)
    return DocumentLine(
        day=day(added.dated_on),
        text=added.text or "–",
        kind=label(added.kind, language()),
        circle=_circle(view, name),
        by=name(view.by),
        href=url_for("document.file", **there),
        is_picture=added.media_type == PICTURE,
        removal=url_for("document.removal", **there) if may_remove else "",
    )


def _circle(view: DocumentView, name: Any) -> str:
    added = queries.added_of(view)
    if added.circle is not DocumentCircle.NAMED:
        return label(added.circle, language())
    people = ", ".join(name(str(each)) or "–" for each in added.readers)
    return gettext("Only %(people)s, who added it, and coordinators", people=people)


forms = OwnForms[DocumentView](
    key="document_id",
    read=queries.document,
    home=lambda document_id: url_for("document.show_it", document_id=document_id),
    lists=("case_documents",),
    frame=lambda view: {
        "name": first_name(view.case),
        "case_id": view.case.id,
        "text": queries.added_of(view).text,
    },
)
