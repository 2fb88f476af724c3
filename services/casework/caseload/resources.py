"""The list of cases over HTTP."""

from flask import g, render_template, request

from services.casework.caseload import views
from services.casework.cases import policy
from shared.web.api import read_only
from shared.web.pages import Pages
from shared.web.parts import Form

pages = Pages("caseload", "/casework")


@pages.get("/", may=policy.opens)
def mine() -> str:
    """The reader's cases."""
    page = read_only(lambda work: views.page(work, g.who, request.args))
    return render_template("casework/list.html", page=page, entries=Form.of(page.chosen))
