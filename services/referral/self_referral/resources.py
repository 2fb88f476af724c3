"""The public form of families, and what their code leads to. Nobody signs in here."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound as NoPage

from services.referral.consent_wishes import commands as wishes
from services.referral.consent_wishes.schemas import WithdrawalWishSchema
from services.referral.family_contacts import commands, queries
from services.referral.public_networks import views as public_networks
from services.referral.self_referral import rules, views
from services.referral.self_referral.rules import CHECK, WHOLE, Question
from services.referral.self_referral.schemas import (
    OwnContactSchema,
    ReturnSchema,
    WhoWeAreSchema,
    WriteOnSchema,
)
from shared.kernel.aggregate import Invalid, NotFound, Refused
from shared.web import public_forms, return_codes
from shared.web.api import execute, read_only, service
from shared.web.drafts import Typed
from shared.web.held_forms import typed_form
from shared.web.i18n import gettext, language
from shared.web.pages import after_change, blank_form, form_of, loaded
from shared.web.parts import Form
from shared.web.problems import say
from shared.web.public_forms import ANYBODY, PublicPages
from shared.web.rates import take_guess, take_public
from shared.work import Actor, Work

FORM = "self-referral"  # of the drafts
FAMILY = "family"  # in whose name the events are written
pages = PublicPages("self_referral", "/referral/self-referral")


@pages.get("", may=ANYBODY)
def show() -> str:
    """What this is, and the ways to begin or to come back."""
    return _front(blank_form(ReturnSchema))


@pages.post("", may=ANYBODY)
def begin() -> ResponseReturnValue:
    """Begin the form, a question a page or all on one; nothing is kept yet."""
    name = WHOLE if request.form.get("layout") == WHOLE else rules.QUESTIONS[0].name
    return redirect(url_for(".ask", key=public_forms.new_key(), name=name), 303)


@pages.post("/return", may=ANYBODY)
def come_back() -> ResponseReturnValue:
    """To where a typed code leads."""
    data, wrong = loaded(ReturnSchema)
    if wrong:
        return _front(form_of(ReturnSchema, wrong)), 422
    try:
        read_only(lambda work: queries.by_code(work, data["code"]))
    except NotFound:
        take_guess()
        text = gettext("No contact has this code. Check each letter and number.")
        return _front(form_of(ReturnSchema, {"code": [text]})), 422
    code = return_codes.in_groups(return_codes.read_code(data["code"]))
    return redirect(url_for(".follow", code=code), 303)


@pages.get("/write/<key>/<name>", may=ANYBODY)
def ask(key: str, name: str) -> ResponseReturnValue:
    """A question with what was answered before, or everything to look through."""
    typed = _typed(key)
    if name == CHECK:
        return _check_page(key, typed)
    return _question_page(key, _question(name), typed)


@pages.post("/write/<key>/<name>", may=ANYBODY)
def keep(key: str, name: str) -> ResponseReturnValue:
    """Keep the answer and go on; from the last page, send everything."""
    typed = _typed(key)
    if name == CHECK:
        return _send(key, typed)
    question = _question(name)
    typed = rules.changed(typed, typed_form(), question)
    execute(lambda work: public_forms.keep(work, key, FORM, typed))
    errors = dict(_errors(typed, question.fields)) | public_forms.trapped()
    if errors:
        return _question_page(key, question, typed, errors), 422
    following = CHECK if "back" in request.args else rules.after(name)
    return redirect(url_for(".ask", key=key, name=following), 303)


@pages.post("/write/<key>/discard", may=ANYBODY)
def discard(key: str) -> ResponseReturnValue:
    """Throw away what was written, and lead away."""
    execute(lambda work: public_forms.drop(work, _key(key), FORM))
    return redirect(url_for(".show"), 303)


@pages.get("/<code>", may=ANYBODY)
def follow(code: str) -> ResponseReturnValue:
    """Where the contact stands, what was answered, and what the family can do."""
    return _own(code)


@pages.post("/<code>/messages", may=ANYBODY)
def write_on(code: str) -> ResponseReturnValue:
    """Write on to the organisation."""
    data, wrong = loaded(WriteOnSchema)
    entries = form_of(WriteOnSchema, {**wrong, **public_forms.trapped()})
    return _act(
        code, entries, _own, lambda work, contact_id: commands.write_on(work, contact_id, **data)
    )


@pages.route("/<code>/who", methods=["GET", "POST"], may=ANYBODY)
def say_who(code: str) -> ResponseReturnValue:
    """Say who you are: it goes on as everybody's request for support does."""
    if request.method == "GET":
        return _who_page(code, blank_form(WhoWeAreSchema))
    data, wrong = loaded(WhoWeAreSchema)
    entries = form_of(WhoWeAreSchema, {**wrong, **public_forms.trapped()})
    return _act(
        code, entries, _who_page, lambda work, contact_id: commands.refer(work, contact_id, **data)
    )


@pages.post("/<code>/consent-withdrawal", may=ANYBODY)
def take_consent_back(code: str) -> ResponseReturnValue:
    """Wish that nobody, or one organisation, is told any more; people deal with it today."""
    data, wrong = loaded(WithdrawalWishSchema)
    entries = form_of(WithdrawalWishSchema, {**wrong, **public_forms.trapped()})
    return _act(
        code, entries, _own_wish, lambda work, contact_id: wishes.express(work, contact_id, **data)
    )


@pages.post("/<code>/withdrawal", may=ANYBODY)
def withdraw(code: str) -> ResponseReturnValue:
    """Take it back: everything written is erased."""
    contact_id, organisation = _whose(code)
    _in_their_name(organisation, lambda work: commands.withdraw(work, contact_id))
    after_change("family_contacts")
    return render_template("referral/self_referral_gone.html")


def _send(key: str, typed: Typed) -> ResponseReturnValue:
    errors = _errors(typed, rules.FIELDS)
    if errors:
        first = rules.first_wrong(errors)
        return _question_page(key, _question(first), typed, errors), 422
    data, _ = loaded(OwnContactSchema, typed)
    municipality, chosen = data["municipality"], data["programme"]
    taker = read_only(lambda work: queries.taker(work, municipality, chosen))
    if taker is None:
        raise NoPage
    take_public()

    def receive(work: Work) -> str:
        code, _ = commands.receive(work, key, organisation=taker, language=language(), **data)
        public_forms.drop(work, key, FORM)
        return code

    code = return_codes.in_groups(_in_their_name(taker, receive))
    after_change("family_contacts")
    return redirect(url_for(".follow", code=code, new=1), 303)


def _act(
    code: str,
    entries: Form,
    draw: Callable[..., str],
    command: Callable[[Work, UUID], Any],
) -> ResponseReturnValue:
    """Do what a form of the family's page asks for, or show it again with what is wrong."""
    contact_id, organisation = _whose(code)
    if entries.errors:
        return draw(code, entries), 422
    take_public()
    try:
        _in_their_name(organisation, lambda work: command(work, contact_id))
    except Refused as refused:
        status = 422 if isinstance(refused, Invalid) else 409
        return draw(code, entries, problem=say(refused)), status
    after_change("family_contacts")
    return redirect(url_for(".follow", code=code), 303)


def _whose(code: str) -> tuple[UUID, UUID]:
    """The contact that the code leads to, and who takes it in; a wrong code is counted."""
    try:
        contact = read_only(lambda work: queries.by_code(work, code)).contact
    except NotFound:
        take_guess()
        raise
    if contact.received is None:
        raise NotFound
    return contact.id, contact.received.organisation


def _in_their_name(organisation: UUID, act: Callable[[Work], Any]) -> Any:
    """Run a command for the family, on the rows of the organisation that takes it in."""
    return service().execute(act, Actor(FAMILY, organisation))


def _key(text: str) -> str:
    key = public_forms.key_of(text)
    if not key:
        raise NoPage
    return key


def _typed(key: str) -> Typed:
    checked = _key(key)
    return read_only(lambda work: public_forms.kept(work, checked, FORM))


def _question(name: str) -> Question:
    question = rules.question(name)
    if question is None:
        raise NoPage
    return question


def _errors(typed: Typed, fields: tuple[str, ...]) -> dict[str, list[str]]:
    """What is wrong with these fields, in the reader's words."""
    wrong = Form.of({}, loaded(OwnContactSchema, typed)[1]).errors
    errors = {name: list(texts) for name, texts in wrong.items() if name in fields}
    municipality = "".join(typed.get("municipality", ()))
    if "municipality" in fields and "municipality" not in errors:
        errors |= read_only(lambda work: views.nowhere(work, municipality))
    if "programme" in fields and "programme" not in errors:
        errors |= read_only(lambda work: views.unfit(work, typed))
    return errors


def _front(entries: Form) -> str:
    networks = read_only(public_networks.lines)
    return render_template("referral/self_referral.html", entries=entries, networks=networks)


def _question_page(
    key: str, question: Question, typed: Typed, errors: Mapping[Any, Any] | None = None
) -> str:
    checks = "back" in request.args
    page = read_only(lambda work: views.question(work, key, question, typed, checks=checks))
    return render_template(
        "referral/self_referral_question.html",
        page=page,
        key=key,
        entries=views.entries(typed, errors),
        is_trapped=public_forms.TRAP in (errors or {}),
    )


def _check_page(key: str, typed: Typed) -> ResponseReturnValue:
    first = rules.first_wrong(_errors(typed, rules.FIELDS))
    if first:
        return redirect(url_for(".ask", key=key, name=first), 303)
    answers = read_only(lambda work: views.answers(work, key, typed))
    keeper = read_only(lambda work: views.kept_by(work, typed))
    return render_template(
        "referral/self_referral_check.html", key=key, answers=answers, keeper=keeper
    )


def _own_wish(code: str, entries: Form, *, problem: str = "") -> str:
    return _own(code, withdrawal=entries, problem=problem)


def _own(
    code: str, entries: Form | None = None, *, withdrawal: Form | None = None, problem: str = ""
) -> str:
    try:
        page = read_only(lambda work: views.own(work, code))
    except NotFound:
        take_guess()
        raise
    return render_template(
        "referral/self_referral_own.html",
        page=page,
        entries=entries or blank_form(WriteOnSchema),
        withdrawal=withdrawal or blank_form(WithdrawalWishSchema),
        problem=problem,
        is_new="new" in request.args,
    )


def _who_page(code: str, entries: Form, *, problem: str = "") -> str:
    page = read_only(lambda work: views.own(work, code))
    return render_template(
        "referral/self_referral_who.html", page=page, entries=entries, problem=problem
    )
