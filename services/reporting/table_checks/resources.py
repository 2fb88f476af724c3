"""The checker of published tables over HTTP. It keeps nothing."""

from collections.abc import Mapping
from typing import Any

from flask import jsonify, render_template, request
from flask.typing import ResponseReturnValue

from services.reporting.figures import policy
from services.reporting.table_checks import views
from services.reporting.table_checks.rules import check
from services.reporting.table_checks.schemas import (
    USUAL,
    CheckedTableSchema,
    TableSchema,
    as_json,
)
from shared.kernel.aggregate import Invalid
from shared.web.api import Blueprint
from shared.web.form_fields import field_texts
from shared.web.pages import Pages, loaded
from shared.web.parts import Form
from shared.web.problems import say

api = Blueprint("table_checks_api", "/reporting/api/v1", "Published tables", shows_people=False)
pages = Pages("table_checks", "/reporting", shows_people=False)


@api.get("/table-checks", may=policy.READS)
@api.arguments(TableSchema, location="query")
@api.response(200, CheckedTableSchema)
def show(data: dict[str, Any]) -> ResponseReturnValue:
    """From how many people the percentages of a table can come, and what is missing from sums."""
    checked = check(data["table"], largest=_largest(data))
    return jsonify({"lines": [as_json(line, data["of"]) for line in checked]})


@pages.get("/table-checks", may=policy.READS)
def page() -> ResponseReturnValue:
    """A form for a table, and what comes of it; what is wrong is said above."""
    typed = {name: [request.args.get(name, "")] for name in ("table", "of", "largest")}
    data, wrong = loaded(TableSchema, typed)
    if not typed["largest"][0]:
        typed["largest"] = [str(USUAL)]
    if wrong:
        return _page(typed, wrong, []), 422
    try:
        checked = check(data["table"], largest=_largest(data))
    except Invalid as refused:
        return _page(typed, {"table": [say(refused)]}, []), 422
    return _page(typed, {}, views.lines(checked, of=data["of"], largest=_largest(data)))


def _page(
    typed: Mapping[str, list[str]], wrong: Mapping[Any, Any], lines: list[views.CheckedLine]
) -> str:
    entries = Form.of(typed, wrong, fields=field_texts(TableSchema))
    return render_template(
        "reporting/table_checks.html", entries=entries, lines=lines, example=views.example()
    )


def _largest(data: Mapping[str, Any]) -> int:
    """Far enough to say of the number that was published whether it fits."""
    largest: int = max(data["largest"], data["of"] or 0)
    return largest
