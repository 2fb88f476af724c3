"""How a service's mails went, on a page for administrators: the same in every service."""

from flask import render_template

from services.common.mailing import policy, views
from shared.web.api import read_only
from shared.web.pages import Pages


def mail_pages(name: str) -> Pages:
    """`GET /<service>/mails`."""
    pages = Pages("mails", f"/{name}")

    @pages.get("/mails", may=policy.reads)
    def show() -> str:
        """The newest mails, and how each went."""
        return render_template("shared/mails.html", lines=read_only(views.listed))

    return pages
