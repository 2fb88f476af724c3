"""What somebody chooses of mail, on a page of their own."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.common.letters import mark_read_of
from services.common.mailing.queries import was_refused
from services.referral.mailing import commands
from services.referral.mailing.domain import MailChoice
from services.referral.mailing.schemas import MailChoiceSchema, MailCodeSchema, as_form
from services.referral.mailing.texts import MAIL
from shared.identity.access import SIGNED_IN
from shared.kernel.aggregate import Refused
from shared.web.api import execute, read_only
from shared.web.formats import format_date
from shared.web.i18n import gettext, language
from shared.web.pages import Pages, after_change, blank_form, form_of, loaded
from shared.web.parts import Form, Option
from shared.web.problems import say
from shared.web.shell import LANGUAGE_NAMES
from shared.work import Work

pages = Pages("mailing", "/referral")


@pages.route("/mail", methods=["GET", "POST"], may=SIGNED_IN, shows_people=False)
def choose() -> ResponseReturnValue:
    """Where one's mail goes, about what and how soon; and when not."""
    if request.method == "GET":
        mark_read_of(MAIL)
        return _page()
    data, wrong = loaded(MailChoiceSchema)
    if wrong:
        return _page(form_of(MailChoiceSchema, wrong)), 422
    try:
        execute(lambda work: commands.choose(work, g.who.id, **data))
    except Refused as refused:
        return _page(form_of(MailChoiceSchema), problem=say(refused)), 409
    after_change("people")
    flash(gettext("Your choices for mail are saved."))
    return redirect(url_for("mailing.choose"), 303)


@pages.post("/mail/confirmation", may=SIGNED_IN, shows_people=False)
def confirm() -> ResponseReturnValue:
    """Say that mail arrives, with the code that came by it."""
    data, wrong = loaded(MailCodeSchema)
    if wrong:
        return _page(code=form_of(MailCodeSchema, wrong)), 422
    try:
        execute(lambda work: commands.confirm(work, g.who.id, **data))
    except Refused as refused:
        return _page(code=form_of(MailCodeSchema, {"code": [say(refused)]})), 422
    after_change("people")
    flash(gettext("Mail goes to your address from now on."))
    return redirect(url_for("mailing.choose"), 303)


@pages.post("/mail/code", may=SIGNED_IN, shows_people=False)
def send_code() -> ResponseReturnValue:
    """Send the code once more."""
    try:
        execute(lambda work: commands.send_code(work, g.who.id))
    except Refused as refused:
        return _page(problem=say(refused)), 409
    flash(gettext("The code is on its way to your address."))
    return redirect(url_for("mailing.choose"), 303)


def _page(entries: Form | None = None, *, code: Form | None = None, problem: str = "") -> str:
    def read(work: Work) -> tuple[MailChoice, bool]:
        return work.load(MailChoice(g.who.id))[0], was_refused(work.db, g.who.id)

    choice, is_refused = read_only(read)
    languages = [Option(each, name) for each, name in LANGUAGE_NAMES.items()]
    return render_template(
        "referral/mail.html",
        entries=entries or blank_form(MailChoiceSchema, as_form(choice, language())),
        code=code or blank_form(MailCodeSchema, {"code": request.args.get("code", "")[:40]}),
        sent=code or entries,
        problem=problem,
        choice=choice,
        failed=format_date(choice.failed_on, "d.M.yyyy") if choice.failed_on else "",
        languages=languages,
        is_refused=is_refused,
    )
