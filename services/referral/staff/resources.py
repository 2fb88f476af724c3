"""People on pages: the list, one of them with their history, and the forms of an administrator."""

from typing import Any
from uuid import UUID

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.referral.access import commands as access
from services.referral.access.domain import Person
from services.referral.mailing import commands as mailing
from services.referral.staff import commands, policy, queries, views
from services.referral.staff.queries import StaffView
from services.referral.staff.schemas import (
    LeavingSchema,
    MailFailureSchema,
    NewStaffSchema,
    StaffRolesSchema,
)
from shared.kernel.aggregate import Invalid, Refused
from shared.web.access_log import note_access
from shared.web.api import execute, read_only, uuid_of
from shared.web.change_forms import serve_forms
from shared.web.changes import Change, Changes
from shared.web.own_form import OwnForm
from shared.web.pages import Pages, after_change, blank_form, form_of, loaded
from shared.web.parts import Form
from shared.web.problems import say
from shared.work import Work

pages = Pages("staff", "/referral/admin/people")


def give_roles(work: Work, person_id: UUID, *, roles: Any) -> None:
    """These roles and no others from now on."""
    commands.give_roles(work, g.who, person_id, roles)


def note_mail_failure(work: Work, person_id: UUID) -> None:
    """Mail to them came back: none goes there until they confirm an address."""
    home = work.load(Person(person_id))[0].organisation
    mailing.note_failure(work, person_id, organisation=home)


changes = Changes[StaffView, Person](
    [
        Change(
            "roles",
            give_roles,
            StaffRolesSchema,
            policy.keeps,
            form=OwnForm("referral/staff_roles.html", views.draw_roles, filled=views.fill_roles),
        ),
        Change(
            "leaving",
            access.leave,
            LeavingSchema,
            policy.lets_leave,
            form=OwnForm("referral/staff_leaving.html", views.draw_leaving),
        ),
        Change(
            "mail-failure",
            note_mail_failure,
            MailFailureSchema,
            policy.keeps,
            form=OwnForm("referral/staff_mail_failure.html", views.draw_mail_failure),
        ),
    ],
    thing=Person,
    key="person_id",
    read=queries.person,
    state=lambda view: view.person,
)


@pages.get("", may=policy.lists)
def listed() -> str:
    """Everybody who may sign in, of every organisation or of one's own."""
    chosen = request.args.get("organisation", "")
    organisation = uuid_of(chosen)

    def read(work: Work) -> dict[str, Any]:
        return {
            "lines": views.people(work, g.who, organisation),
            "organisations": views.organisations(work) if g.who.organisation is None else [],
        }

    entries = blank_form(NewStaffSchema, {"organisation": chosen if organisation else ""})
    return render_template("referral/staff.html", entries=entries, **read_only(read))


@pages.route("/new", methods=["GET", "POST"], may=policy.lists)
def admit() -> ResponseReturnValue:
    """Let somebody in with the roles they have."""
    if request.method == "GET":
        return _form(blank_form(NewStaffSchema))
    data, wrong = loaded(NewStaffSchema)
    entries = form_of(NewStaffSchema, wrong)
    if wrong:
        return _form(entries), 422
    try:
        person_id = execute(lambda work: commands.admit(work, g.who, **data))
    except Refused as refused:
        return _form(entries, say(refused)), 422 if isinstance(refused, Invalid) else 409
    note_access(Person(person_id))
    after_change("people")
    return redirect(url_for("staff.show", person_id=person_id), 303)


@pages.get("/<uuid:person_id>", may=policy.keeps)
def show(person_id: UUID) -> str:
    """One person: what they may do, what they would leave open, and who changed what when."""
    note_access(Person(person_id))
    page = read_only(lambda work: views.person(work, g.who, person_id))
    return render_template("referral/staff_person.html", page=page)


def _form(entries: Form, problem: str = "") -> str:
    choices = read_only(views.organisations) if g.who.organisation is None else []
    return render_template(
        "referral/staff_new.html",
        entries=entries,
        problem=problem,
        organisations=choices,
        roles=views.roles(g.who),
    )


serve_forms(changes, pages, "/<uuid:person_id>", views.forms)
