"""The guide of services: public pages that need no sign-in."""

from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue

from services.referral.directory.queries import known_place
from services.referral.guide import views
from services.referral.guide.rules import Search
from services.referral.guide.schemas import SearchSchema
from services.referral.ptv import queries as descriptions
from services.referral.ptv.views import page as described_page
from shared.identity.access import PUBLIC
from shared.kernel.aggregate import Invalid
from shared.web.api import read_only
from shared.web.form_fields import field_texts
from shared.web.pages import Pages, loaded
from shared.web.parts import Form
from shared.web.problems import say

pages = Pages("guide", "/referral/directory/services", shows_people=False)
FIELDS = ("about", "age", "place")


@pages.get("", may=PUBLIC, endpoint="search")
def search_services() -> ResponseReturnValue:
    """Services by what they are about, by age and by place; all of them at first."""
    typed = {name: request.args.getlist(name)[:1] for name in FIELDS if request.args.get(name)}
    values, errors = loaded(SearchSchema, typed)
    problem, search = "", Search()
    if not errors:
        try:
            place = known_place(values["place"]) if values["place"] else None
            search = Search(about=values["about"], age=values["age"], place=place)
        except Invalid as refused:
            problem = say(refused)
    entries = Form.of(typed, errors, fields=field_texts(SearchSchema))
    page = read_only(lambda work: views.guide(work, search))
    drawn = render_template("referral/guide.html", page=page, entries=entries, problem=problem)
    return drawn, 422 if errors or problem else 200


@pages.get("/<code>", may=PUBLIC)
def show(code: str) -> str:
    """One service: for whom it is, where, and how one gets in."""
    page = read_only(lambda work: views.offer(work, code))
    return render_template("referral/offer.html", page=page)


@pages.get("/described/<uuid:description_id>", may=PUBLIC)
def described(description_id: UUID) -> str:
    """A service as the national catalogue describes it."""
    content = read_only(lambda work: descriptions.description(work, description_id))
    return render_template("referral/described.html", page=described_page(content))
