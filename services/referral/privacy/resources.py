"""The officer's pages over HTTP."""

from flask import g, render_template, request

from services.referral.privacy import policy, views
from shared.web.api import read_only
from shared.web.pages import Pages

pages = Pages("privacy", "/referral/privacy")


@pages.get("", may=policy.oversees)
def show() -> str:
    """What the officer looks after, and what waits."""
    page = read_only(lambda work: views.doors(work, g.who))
    return render_template("referral/privacy.html", page=page)


@pages.get("/disclosures", may=policy.oversees)
def disclosures() -> str:
    """To whom families' details went, what and why."""
    page = read_only(lambda work: views.disclosed(work, request.args))
    return render_template("referral/disclosures.html", page=page)


@pages.get("/retention", may=policy.reads_register)
def retention() -> str:
    """How long everything is kept, and what a law holds."""
    return render_template("referral/retention.html", rows=views.retention())


@pages.get("/register", may=policy.reads_register)
def register() -> str:
    """The records of processing activities."""
    page = read_only(views.register)
    return render_template("referral/register.html", page=page)
