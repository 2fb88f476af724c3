"""Forms sent after the session has ended: nothing typed is lost.

Whoever presses a button after a long pause, or after they signed out in another window, is led to
sign in. What they typed waits meanwhile as a draft of theirs, under the address to which the form
is sent; whose the session was, the form's token tells. Back on the page, the form of that address
is filled in again, until it has been sent.
"""

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit
from uuid import UUID

from flask import Flask, Response, current_app, flash, g, request, session
from werkzeug.exceptions import HTTPException

from shared.identity.principals import Principals
from shared.service import Service
from shared.web import drafts
from shared.web.drafts import Typed
from shared.web.i18n import gettext

HELD = "held"  # in the address of a page: to where the form that waits is sent
DRAFT = "/draft"  # at the end of an address to which a form saves itself while it is filled in
NOT_TYPED = ("csrf_token", "seen", "key")
LONGEST = 120  # characters of an address that can be kept


@dataclass(frozen=True)
class HeldForm:
    address: str  # to which it is sent
    endpoint: str  # of that address
    typed: Typed


def typed_form() -> Typed:
    """What was typed and chosen in the form of this request."""
    sent = request.form.to_dict(flat=False)
    return {name: values for name, values in sent.items() if name not in NOT_TYPED}


def hold_form(person: UUID) -> str:
    """Keep the form of this request for that person; the page on which they find it again.

    Empty for a form that only saves itself: its page stays open.
    """
    address = request.path.removesuffix(DRAFT)
    service, typed = _service(), typed_form()
    who = Principals(service.database, service.sealing).by_id(person)
    if typed and who is not None and len(address) <= LONGEST:
        try:
            with service.database.writing() as db:
                drafts.keep(
                    db,
                    service.sealing,
                    by=drafts.owner(who),
                    form=address,
                    typed=typed,
                    now=service.clock.now(),
                )
        except drafts.TooLarge:
            return page_of(address)  # larger than any form of ours
    return "" if address != request.path else _marked(page_of(address), address)


def held_form() -> HeldForm | None:
    """The form that waits to be filled in again on this page; None on nearly all pages."""
    if "held_form" not in g:
        g.held_form = _read()
    held: HeldForm | None = g.held_form
    return held


def typed_before(prefix: str = "") -> Typed:
    """What the reader had typed into this form of the page; empty when nothing waits.

    `prefix` is the form's name where a page has several: that of the change which it asks for.
    """
    held = held_form()
    if held is None:
        return {}
    is_it = held.endpoint.endswith(f".{prefix}") if prefix else held.address == request.path
    return held.typed if is_it else {}


def install_held_forms(app: Flask) -> None:
    """Forget what waited when its form has been sent at last."""

    @app.after_request
    def forget(response: Response) -> Response:
        waited = session.get(HELD) if g.get("who") else None
        if waited == request.path and request.method == "POST" and response.status_code == 303:
            del session[HELD]
            with _service().database.writing() as db:
                drafts.drop(db, by=drafts.owner(g.who), form=waited)
        return response


def _read() -> HeldForm | None:
    address, who = request.args.get(HELD, ""), g.get("who")
    endpoint = _endpoint(address, "POST")
    if request.method != "GET" or who is None or not endpoint:
        return None
    service = _service()
    with service.database.reading() as db:
        typed = drafts.kept(
            db, service.sealing, by=drafts.owner(who), form=address, now=service.clock.now()
        )
    if not typed:
        return None
    session[HELD] = address
    flash(
        gettext("You were signed out meanwhile and have signed in again. What you typed is here."),
        "info",
    )
    return HeldForm(address, endpoint, typed)


def page_of(address: str) -> str:
    """The page on which the form stands: where the browser came from, else the nearest above."""
    came_from = urlsplit(request.referrer or "")
    if came_from.netloc == request.host and _endpoint(came_from.path, "GET"):
        return came_from._replace(scheme="", netloc="", fragment="").geturl()
    while address.strip("/"):
        for page in (address, f"{address}/"):
            if _endpoint(page, "GET"):
                return page
        address = address.rpartition("/")[0]
    return "/"


def _marked(page: str, address: str) -> str:
    parts = urlsplit(page)
    query = [(name, value) for name, value in parse_qsl(parts.query) if name != HELD]
    return parts._replace(query=urlencode([*query, (HELD, address)], safe="/")).geturl()


def _endpoint(path: str, method: str) -> str:
    """The route of that address; empty when nothing of this service is there."""
    if not path.startswith("/"):
        return ""
    try:
        endpoint, _ = current_app.create_url_adapter(request).match(path, method=method)  # type: ignore[union-attr]  # within a request there is one
    except HTTPException:
        return ""
    return str(endpoint)


def _service() -> Service:
    service: Service = current_app.extensions["service"]
    return service
