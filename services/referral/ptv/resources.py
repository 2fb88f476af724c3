"""A file of the national catalogue, on pages: sent, looked at, confirmed."""

from collections.abc import Sequence

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.referral.ptv import commands, policy, queries, views
from services.referral.ptv.queries import Waiting
from services.referral.ptv.rules import Kind
from services.referral.ptv.schemas import LARGEST, Unreadable
from shared.kernel.aggregate import Refused
from shared.web import csv_files
from shared.web.api import execute, read_only
from shared.web.i18n import gettext
from shared.web.pages import Pages, after_change
from shared.web.problems import say
from shared.web.sentences import in_words
from shared.work import Work

pages = Pages("ptv", "/referral/directory/catalogue", shows_people=False)


@pages.get("", may=policy.administers)
def show() -> str:
    """Where a file is sent."""
    return _form()


@pages.post("", may=policy.administers)
def send() -> ResponseReturnValue:
    """Read the file; nothing is changed before it was looked at and confirmed."""
    sent = request.files.get("file")
    content = sent.read() if sent and sent.filename else b""
    if not content:
        return _form([gettext("Choose a file first.")]), 422
    try:
        text = csv_files.text_of(content, longest=LARGEST)
        file = Waiting(text, request.form.get("others_end") == "yes")
        execute(lambda work: commands.keep(work, g.who, file))
    except csv_files.Faulty:
        return _form([gettext("This is no JSON file of the catalogue, or it is too long.")]), 422
    except Unreadable as wrong:
        return _form([str(in_words(wrong.message))]), 422
    return redirect(url_for("ptv.preview"), 303)


@pages.get("/preview", may=policy.administers)
def preview() -> ResponseReturnValue:
    """What the file would change, if it were confirmed now."""
    return _preview("")


@pages.post("/confirmation", may=policy.administers)
def confirm() -> ResponseReturnValue:
    """Do what was shown."""
    seal = request.form.get("seal", "")
    try:
        plan = execute(lambda work: commands.confirm(work, g.who, seal=seal))
    except Refused as refused:
        return _preview(say(refused))
    after_change("service descriptions")
    flash(
        gettext(
            "Done: %(new)s added, %(changed)s changed, %(ended)s ended.",
            new=len(plan.of(Kind.NEW)),
            changed=len(plan.of(Kind.CHANGED)),
            ended=len(plan.of(Kind.ENDS)),
        ),
        "success",
    )
    return redirect(url_for("ptv.show"), 303)


@pages.post("/cancellation", may=policy.administers)
def cancel() -> ResponseReturnValue:
    """Forget the file."""
    execute(lambda work: commands.drop(work, g.who))
    return redirect(url_for("ptv.show"), 303)


def _preview(problem: str) -> ResponseReturnValue:
    def read(work: Work) -> views.Preview | None:
        file = queries.waiting(work, g.who)
        return views.preview(queries.planned(work, file)) if file else None

    shown = read_only(read)
    if shown is None:
        return (_form([problem]), 409) if problem else redirect(url_for("ptv.show"))
    drawn = render_template("referral/ptv_preview.html", page=shown, problem=problem)
    return drawn, 409 if problem else 200


def _form(faults: Sequence[str] = ()) -> str:
    return render_template("referral/ptv.html", faults=list(faults))
