"""Files in forms: how large a request may be where it brings them, and what they are kept as.

Nothing of a file touches a disk on its way. Where the form around it is refused, the file waits
with the other drafts of its sender: a browser cannot keep a file that was chosen.
"""

from base64 import b64decode, b64encode
from io import BytesIO
from typing import IO, Any
from uuid import UUID

import flask
from flask import Flask, Response, current_app, g

from shared.documents import KINDS, LARGEST, PICTURE, Document, documents_of
from shared.documents.scanning import Scanner
from shared.web import drafts
from shared.web.api import read_only
from shared.work import Work

FIELD = "file"  # what the field is called in every form
ENCODED = LARGEST * 4 // 3 + 4096  # characters of a form's files as a draft holds them
SAFE = "default-src 'none'; style-src 'unsafe-inline'; sandbox"  # what a file itself may do


class Request(flask.Request):
    """A request whose files stay in memory."""

    def _get_file_stream(self, *_: Any, **__: Any) -> IO[bytes]:
        return BytesIO()


def allow_files(app: Flask, endpoints: set[str], *, usual: int) -> None:
    """Take requests as large as a document at those endpoints, and no larger than usual elsewhere.

    Before everything that reads a body.
    """
    app.request_class = Request

    @app.before_request
    def allow() -> None:
        brings_files = flask.request.endpoint in endpoints
        flask.request.max_content_length = LARGEST if brings_files else usual


def documents_sent() -> list[Document]:
    """What this request's form brings, harmless; raises `Refused` where something else came."""
    files = flask.request.files.getlist(FIELD)
    contents = [file.read() for file in files if file.filename]
    return documents_of(contents, inspect=scanner().check)


def harmless(content: bytes) -> Document:
    """A file that came by itself, as it is kept; raises `Refused`."""
    return documents_of([content], inspect=scanner().check)[0]


def gathered(key: UUID | None) -> list[Document]:
    """What waits for this request's form, and what it brings; raises as `documents_sent` does."""
    sent = documents_sent()
    return [*read_only(lambda work: held(work, key)), *sent]


def scanner() -> Scanner:
    """The scanner of this installation; one that looks at nothing where it has none."""
    configured: Scanner = current_app.extensions.get("scanner", Scanner())
    return configured


def hold(work: Work, key: UUID | None, documents: list[Document]) -> None:
    """Let them wait until the form is right: a day at most, found by its key."""
    if key is None or not documents:
        return
    drafts.keep(
        work.db,
        work.sealing,
        by=drafts.owner(g.who),
        form=_form(key),
        typed={
            "media_type": [each.media_type for each in documents],
            "content": [b64encode(each.content).decode() for each in documents],
        },
        now=work.now,
        largest=ENCODED,
    )


def held(work: Work, key: UUID | None) -> list[Document]:
    """What waits for a form with that key."""
    by = drafts.owner(g.who)
    typed = drafts.kept(work.db, work.sealing, by=by, form=_form(key), now=work.now)
    pairs = zip(typed.get("content", ()), typed.get("media_type", ()), strict=True)
    return [Document(b64decode(content), media_type) for content, media_type in pairs]


def let_go(work: Work, key: UUID | None) -> None:
    """The form was sent, with them."""
    drafts.drop(work.db, by=drafts.owner(g.who), form=_form(key))


def shown(document: Document, name: str, *, tag: UUID) -> Response:
    """The document as a file of that name, unable to do anything where it is opened.

    It never changes, so its id is its `tag`.
    """
    answer = Response(document.content, mimetype=document.media_type)
    ending = KINDS[document.media_type]
    manner = "inline" if document.media_type == PICTURE else "attachment"
    answer.headers["Content-Disposition"] = f"{manner}; filename={name}.{ending}"
    answer.headers["Content-Security-Policy"] = SAFE
    answer.set_etag(str(tag))
    return answer


def _form(key: UUID | None) -> str:
    return f"{drafts.FILE}of-form:{key}"
