"""A file of referrals: sent, looked at, confirmed; over HTTP and on pages."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import Response, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.referral.imports import commands, policy, queries, views
from services.referral.imports.queries import ImportView
from services.referral.imports.schemas import LARGEST, ConfirmationSchema, FileSchema, ImportSchema
from shared.kernel.aggregate import Invalid, Refused
from shared.kernel.conflicts import Stale
from shared.web import csv_files
from shared.web.access_log import note_nobody
from shared.web.api import (
    Blueprint,
    Created,
    execute,
    idempotent,
    if_match,
    read_only,
    with_etag,
)
from shared.web.csv_files import Faulty
from shared.web.i18n import gettext
from shared.web.pages import Pages, after_change
from shared.web.problems import say
from shared.work import Work

ROOT = "/referral/api/v1/imports"
api = Blueprint("imports_api", ROOT, "Referrals from a file")
pages = Pages("imports", "/referral/imports")


@api.post("", may=policy.sends)
@api.arguments(FileSchema)
@api.alt_response(201, schema=ImportSchema)
def send(data: dict[str, Any]) -> ResponseReturnValue:
    """Show what a file of referrals would send; it waits a day for its confirmation.

    The body may be the file itself, as `text/csv`: UTF-8, Windows-1252 or UTF-16, parted by
    semicolons, commas or tabs.
    """
    note_nobody()

    def make(work: Work) -> Created:
        import_id = _kept(work, data["csv"])
        return Created(f"{ROOT}/{import_id}", {"id": str(import_id), "status": "waiting"}, 1)

    return idempotent(make)


@api.get("/<uuid:import_id>", may=policy.sends)
@api.response(200, ImportSchema)
def show(import_id: UUID) -> ResponseReturnValue:
    """Line by line, what a file would send; once it was confirmed, what it has sent."""
    view = read_only(lambda work: queries.shown(work, g.who, import_id))
    return with_etag(views.as_json(view), view.version, beside=True)


@api.put("/<uuid:import_id>/confirmation", may=policy.sends)
@api.arguments(ConfirmationSchema)
@api.response(200, ImportSchema)
def confirm_file(data: dict[str, Any], import_id: UUID) -> ResponseReturnValue:
    """Send what was shown: all of it or nothing; the second time, nothing more."""
    seen = if_match()

    def act(work: Work) -> ImportView:
        sent = queries.book(work, g.who).sent(import_id)
        if sent is None and seen != queries.WAITS:
            raise Stale(f"import-{import_id}", queries.WAITS, seen)
        commands.confirm(work, g.who, import_id, **data)
        return queries.shown(work, g.who, import_id)

    view = execute(act)
    return with_etag(views.as_json(view), view.version, beside=True)


@pages.get("", may=policy.sends, endpoint="show")
def page() -> str:
    """Where a file is sent, and how it has to look."""
    return _form()


@pages.post("", may=policy.sends, endpoint="send")
def send_by_form() -> ResponseReturnValue:
    """Read the file; nothing is sent before it was looked at and confirmed."""
    sent = request.files.get("file")
    content = sent.read() if sent and sent.filename else b""
    if not content:
        return _form([gettext("Choose a file first.")]), 422
    try:
        text = csv_files.text_of(content, longest=LARGEST)
        import_id = execute(lambda work: commands.keep(work, g.who, text))
    except Faulty as faulty:
        return _form(views.faults(faulty)), 422
    return redirect(url_for("imports.preview", import_id=import_id), 303)


@pages.get("/template.csv", may=policy.sends, shows_people=False)
def template() -> Response:
    """A file with every column and a line of an invented child."""
    answer = Response(views.template(), mimetype=csv_files.CSV)
    answer.headers["Content-Disposition"] = "attachment; filename=referrals.csv"
    return answer


@pages.get("/<uuid:import_id>", may=policy.sends)
def preview(import_id: UUID) -> ResponseReturnValue:
    """What the file would send, if it were confirmed now."""
    return _preview(import_id, "")


@pages.post("/<uuid:import_id>/columns", may=policy.sends)
def name_columns(import_id: UUID) -> ResponseReturnValue:
    """Say which column is which, once for all files of the organisation."""
    typed = request.form.to_dict()

    def act(work: Work) -> None:
        view = queries.shown(work, g.who, import_id)
        unknown = view.plan.unknown if view.plan else ()
        commands.name_columns(work, g.who, views.chosen(unknown, typed))

    execute(act)
    return redirect(url_for("imports.preview", import_id=import_id), 303)


@pages.post("/<uuid:import_id>/confirmation", may=policy.sends)
def confirm(import_id: UUID) -> ResponseReturnValue:
    """Send what was shown."""
    seal, leaves_out = request.form.get("seal", ""), request.form.get("leave_out_faulty") == "yes"
    try:
        confirmed = execute(
            lambda work: commands.confirm(
                work, g.who, import_id, seal=seal, leave_out_faulty=leaves_out
            )
        )
    except Refused as refused:
        return _preview(import_id, say(refused))
    after_change("worklist")
    flash(
        gettext(
            "Done: %(sent)s sent, %(there)s had been sent before, %(left_out)s left out.",
            sent=len(confirmed.referrals),
            there=confirmed.there,
            left_out=confirmed.left_out,
        ),
        "success",
    )
    return redirect(url_for("imports.show"), 303)


@pages.post("/<uuid:import_id>/cancellation", may=policy.sends)
def cancel(import_id: UUID) -> ResponseReturnValue:
    """Forget the file."""
    execute(lambda work: commands.drop(work, g.who, import_id))
    return redirect(url_for("imports.show"), 303)


def _kept(work: Work, text: str) -> UUID:
    try:
        return commands.keep(work, g.who, text)
    except Faulty as faulty:
        raise Invalid(
            "This is no list of referrals.",
            code="file-unreadable",
            more={"errors": {"csv": views.faults(faulty)}},
        ) from None


def _preview(import_id: UUID, problem: str) -> ResponseReturnValue:
    def read(work: Work) -> views.Preview | None:
        return views.preview(work, queries.shown(work, g.who, import_id))

    try:
        shown = read_only(read)
    except Faulty as faulty:
        return _form(views.faults(faulty)), 409
    if shown is None:
        return redirect(url_for("imports.show"), 303)
    drawn = render_template("referral/import_preview.html", page=shown, problem=problem)
    return drawn, 409 if problem else 200


def _form(faults: Sequence[str] = ()) -> str:
    shown = read_only(lambda work: views.imports(work, g.who))
    return render_template("referral/imports.html", page=shown, faults=list(faults))
