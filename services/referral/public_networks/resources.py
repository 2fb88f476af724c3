"""The public pages of networks. Nobody signs in here."""

from flask import redirect, render_template
from flask.typing import ResponseReturnValue

from services.referral.public_networks import views
from shared.web import public_forms
from shared.web.api import read_only
from shared.web.public_forms import ANYBODY, PublicPages

pages = PublicPages("public_networks", "/referral/networks")


@pages.get("", may=ANYBODY)
def show_list() -> ResponseReturnValue:
    """The networks; the page of the one there is, where there are no others."""
    public_forms.same_for_all()
    lines = read_only(views.lines)
    if len(lines) == 1:
        return redirect(lines[0].href)
    return render_template("referral/public_networks.html", lines=lines)


@pages.get("/<code>", may=ANYBODY)
def show(code: str) -> str:
    """Themes, the next free times and events, and who gives the help."""
    public_forms.same_for_all()
    page = read_only(lambda work: views.network(work, code))
    return render_template("referral/public_network.html", page=page)
