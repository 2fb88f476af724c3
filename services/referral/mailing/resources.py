"""What somebody chooses of mail, on a page of their own."""

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.common.mailing.queries import was_refused
from services.referral.mailing import commands
from services.referral.mailing.domain import MailChoice
from services.referral.mailing.schemas import MailChoiceSchema, as_form
from shared.identity.access import SIGNED_IN
from shared.web.api import execute, read_only
from shared.web.i18n import gettext, language
from shared.web.pages import Pages, after_change, blank_form, form_of, loaded
from shared.web.parts import Form, Option
from shared.web.shell import LANGUAGE_NAMES

pages = Pages("mailing", "/referral")


@pages.route("/mail", methods=["GET", "POST"], may=SIGNED_IN, shows_people=False)
def choose() -> ResponseReturnValue:
    """Where one's mail goes, about what and how soon; and when not."""
    if request.method == "GET":
        choice = read_only(lambda work: work.load(MailChoice(g.who.id))[0])
        return _page(blank_form(MailChoiceSchema, as_form(choice, language())))
    data, wrong = loaded(MailChoiceSchema)
    if wrong:
        return _page(form_of(MailChoiceSchema, wrong)), 422
    execute(lambda work: _choose(work, data))
    after_change("people")
    flash(gettext("Your choices for mail are saved."))
    return redirect(url_for("mailing.choose"), 303)


def _choose(work: Any, data: dict[str, Any]) -> None:
    commands.choose(work, g.who.id, **data)


def _page(entries: Form) -> str:
    is_refused = read_only(lambda work: was_refused(work.db, g.who.id))
    languages = [Option(code, name) for code, name in LANGUAGE_NAMES.items()]
    return render_template(
        "referral/mail.html", entries=entries, languages=languages, is_refused=is_refused
    )
