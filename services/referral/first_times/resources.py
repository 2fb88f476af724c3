"""First free times over HTTP: for programs, and as a page for whoever keeps the rota."""

from flask import jsonify, render_template
from flask.typing import ResponseReturnValue

from services.referral.first_times import queries, views
from services.referral.first_times.schemas import FirstTimesSchema, as_json
from services.referral.receptions import policy
from shared.web.api import Blueprint, read_only
from shared.web.pages import Pages

ROOT = "/referral/api/v1/reception/first-free"
api = Blueprint("first_times_api", ROOT, "Reception", shows_people=False)
pages = Pages("first_times", "/referral/reception/first-free", shows_people=False)


@api.get("", may=policy.lists)
@api.response(200, FirstTimesSchema)
def show() -> ResponseReturnValue:
    """The first free time about each theme at each place, and in how many days it is."""
    lines = read_only(queries.first_times)
    return jsonify({"first_times": [as_json(line) for line in lines]})


@pages.get("", may=policy.lists)
def page() -> str:
    """The same as a table."""
    return render_template("referral/first_times.html", lines=read_only(views.lines))
