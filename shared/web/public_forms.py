"""Forms that anybody may send, without an account, a session or a cookie.

Nobody's rights hang on such a form, so it brings no token of a session; what another site sends is
refused before (`shared/identity/headers`). Each form has a key of its own, so that it takes effect
once. Against programs stand a field that people do not see, and limits for each address and in all
(`shared/web/rates`); no riddle is asked. What was written so far lies sealed on the server, under
the form's key, for two hours.
"""

import re
import secrets
from datetime import timedelta
from http import HTTPStatus
from uuid import UUID, uuid5

from flask import Response, g, request
from werkzeug.exceptions import RequestEntityTooLarge

from shared.identity.access import Access
from shared.web import drafts
from shared.web.drafts import Typed
from shared.web.pages import Pages
from shared.web.sentences import Sentence
from shared.work import Work

ANYBODY = Access(public=True, needs_token=False, shows_people=False)
KEY, TRAP = "form_key", "website"  # names of fields
LEAVE_EMPTY = Sentence("Leave this field empty.")
A_KEY = re.compile(r"[A-Za-z0-9_-]{22}")
KEPT = timedelta(hours=2)
MINUTE = 60  # seconds
LARGEST = 10_000  # characters of what is kept of one form
DRAFTS = UUID("0b6a1a3c-6f0b-4d53-8a8e-8f6f7a1d2e90")


class PublicPages(Pages):
    """Pages for anybody: no search engine keeps them."""

    def __init__(self, name: str, url_prefix: str) -> None:
        super().__init__(name, url_prefix, shows_people=False)
        self.after_request(_leave_no_trace)


def new_key() -> str:
    """128 bits that nobody can guess, fit for an address."""
    return secrets.token_urlsafe(16)


def key_of(text: str) -> str:
    """The key that a form or an address brought; empty when it is none of ours."""
    return text if A_KEY.fullmatch(text) else ""


def trapped() -> dict[str, list[str]]:
    """The mistake of whoever filled in the field that people do not see."""
    return {TRAP: [LEAVE_EMPTY.translated()]} if request.form.get(TRAP, "").strip() else {}


def keep(work: Work, key: str, form: str, typed: Typed) -> None:
    """Keep what was written so far; raises `RequestEntityTooLarge`."""
    if sum(len(text) for texts in typed.values() for text in texts) > LARGEST:
        raise RequestEntityTooLarge
    drafts.keep(work.db, work.sealing, by=uuid5(DRAFTS, key), form=form, typed=typed, now=work.now)


def kept(work: Work, key: str, form: str) -> Typed:
    """What was written so far; empty when it was long ago."""
    return drafts.kept(
        work.db, work.sealing, by=uuid5(DRAFTS, key), form=form, now=work.now, within=KEPT
    )


def drop(work: Work, key: str, form: str) -> None:
    """It was sent, or whoever wrote it wants it gone."""
    drafts.drop(work.db, by=uuid5(DRAFTS, key), form=form)


def same_for_all() -> None:
    """What is shown now may be kept for a minute, for whoever asks next: it shows nobody."""
    g.same_for_all = True


def _leave_no_trace(response: Response) -> Response:
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Cache-Control"] = "no-store"
    if g.get("same_for_all") and response.status_code == HTTPStatus.OK and _is_a_strangers():
        response.headers["Cache-Control"] = f"public, max-age={MINUTE}"
    return response


def _is_a_strangers() -> bool:
    """Nobody who is signed in, and nobody who brings or gets a cookie: their page is their own."""
    return not request.cookies and "lang" not in request.args and g.get("who") is None
