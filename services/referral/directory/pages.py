"""The pages of the directory: who is there, one programme, publishing a new one."""

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.common.programme.loader import Faulty, read_programme
from services.referral.directory import commands, views
from shared.kernel.aggregate import Refused
from shared.web.api import execute, read_only
from shared.web.pages import after_change
from shared.web.parts import Form
from shared.web.problems import say

pages = Blueprint("directory", __name__, url_prefix="/referral/directory")
KNOWN = "catalogue"  # the projection that the list is read from


@pages.get("")
def show() -> str:
    """Programmes, organisations, and the reader's own agreements."""
    page = read_only(lambda work: views.directory(work, g.who))
    return render_template("referral/directory.html", page=page)


@pages.get("/programmes/<code>")
def programme(code: str) -> str:
    page = read_only(lambda work: views.programme(work, code))
    return render_template("referral/programme.html", page=page)


@pages.get("/publication")
def write() -> str:
    return _form(Form())


@pages.post("/publication")
def publish() -> ResponseReturnValue:
    """Read what was typed or sent as a file; faults are shown with their lines."""
    text = _text()
    entries = Form.of({"yaml": text})
    try:
        found = read_programme(text)
        execute(lambda work: commands.publish_programme(work, found))
    except Faulty as faulty:
        faults: dict[object, object] = {
            "yaml": [f"{one.line}: {one.field} {one.message}" for one in faulty.faults]
        }
        return _form(Form.of({"yaml": text}, faults)), 422
    except Refused as refused:
        return _form(entries, problem=say(refused)), 409
    after_change(KNOWN)
    return redirect(url_for(".programme", code=found.code), 303)


def _text() -> str:
    sent = request.files.get("file")
    if sent and sent.filename:
        content: bytes = sent.read()
        return content.decode("utf-8", errors="replace")
    return request.form.get("yaml", "").replace("\r\n", "\n")


def _form(entries: Form, *, problem: str = "") -> str:
    return render_template("referral/publication.html", entries=entries, problem=problem)
