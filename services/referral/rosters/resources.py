"""A file of people, on pages: sent, looked at, confirmed."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.referral.rosters import commands, policy, queries, views
from services.referral.rosters.queries import Waiting
from services.referral.rosters.rules import Kind
from services.referral.rosters.schemas import text_of
from shared.kernel.aggregate import Refused
from shared.web.api import execute, read_only
from shared.web.csv_files import Faulty
from shared.web.i18n import gettext
from shared.web.pages import Pages, after_change
from shared.web.problems import say
from shared.work import Work

pages = Pages("rosters", "/referral/people")


@pages.get("", may=policy.may_send)
def show() -> str:
    """Where a file is sent, and how it has to look."""
    return _form()


@pages.post("", may=policy.may_send)
def send() -> ResponseReturnValue:
    """Read the file; nothing is changed before it was looked at and confirmed."""
    sent = request.files.get("file")
    content = sent.read() if sent and sent.filename else b""
    others_leave = request.form.get("others_leave") == "yes"
    if not content:
        return _form([gettext("Choose a file first.")], others_leave=others_leave), 422
    try:
        file = Waiting(text_of(content), others_leave)
        execute(lambda work: _keep(work, file))
    except Faulty as faulty:
        return _form(views.faults(faulty), others_leave=others_leave), 422
    return redirect(url_for("rosters.preview"), 303)


@pages.get("/preview", may=policy.may_send)
def preview() -> ResponseReturnValue:
    """What the file would change, if it were confirmed now."""
    return _preview("")


@pages.post("/confirmation", may=policy.may_send)
def confirm() -> ResponseReturnValue:
    """Do what was shown."""
    seal = request.form.get("seal", "")
    try:
        plan = execute(lambda work: commands.confirm(work, g.who, seal=seal))
    except Faulty as faulty:
        return _form(views.faults(faulty)), 409
    except Refused as refused:
        return _preview(say(refused))
    after_change("people")
    flash(
        gettext(
            "Done: %(joined)s added, %(changed)s changed, %(left)s left.",
            joined=len(plan.of(Kind.JOINS)),
            changed=len(plan.of(Kind.CHANGES)),
            left=len(plan.of(Kind.LEAVES)),
        ),
        "success",
    )
    return redirect(url_for("rosters.show"), 303)


@pages.post("/cancellation", may=policy.may_send)
def cancel() -> ResponseReturnValue:
    """Forget the file."""
    execute(lambda work: commands.drop(work, g.who))
    return redirect(url_for("rosters.show"), 303)


def _keep(work: Work, file: Waiting) -> None:
    queries.planned(work, g.who, file)
    commands.keep(work, g.who, file)


def _preview(problem: str) -> ResponseReturnValue:
    def read(work: Work) -> views.Preview | None:
        file = queries.waiting(work, g.who)
        return views.preview(work, queries.planned(work, g.who, file)) if file else None

    try:
        page = read_only(read)
    except Faulty as faulty:
        return _form(views.faults(faulty)), 409
    if page is None:
        if problem:
            return _form([problem]), 409
        return redirect(url_for("rosters.show"))
    shown = render_template("referral/roster_preview.html", page=page, problem=problem)
    return shown, 409 if problem else 200


def _form(faults: list[str] | None = None, *, others_leave: bool = False) -> str:
    keeps_all = policy.keeps_all(g.who)
    return render_template(
        "referral/roster.html", faults=faults or [], others_leave=others_leave, keeps_all=keeps_all
    )
