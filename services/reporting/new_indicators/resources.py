"""Indicators over HTTP: defined, given a further version, and read, by programs and on pages."""

from functools import partial
from typing import Any
from uuid import UUID

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.reporting.editions.queries import facts_reached
from services.reporting.figures import policy as reading
from services.reporting.new_indicators import commands, policy, queries, texts, views
from services.reporting.new_indicators.domain import DefinedIndicator
from services.reporting.new_indicators.policy import IndicatorView
from services.reporting.new_indicators.schemas import (
    DefinitionSchema,
    IndicatorListSchema,
    IndicatorSchema,
    IndicatorsQuery,
    as_json,
    listed_json,
    typed,
)
from services.reporting.reports.queries import names
from shared.kernel.aggregate import Invalid, Refused
from shared.kernel.conflicts import Stale
from shared.web import beginning, paging
from shared.web.api import Blueprint, execute, read_only, service
from shared.web.changes import Change, Changes
from shared.web.i18n import gettext, language
from shared.web.pages import Pages, after_change, blank_form, form_of, loaded, seen
from shared.web.paging import Page, PageRequest
from shared.web.parts import Form
from shared.web.problems import say
from shared.work import Work

ROOT = "/reporting/api/v1/new-indicators"
LISTS = ("indicators",)
api = Blueprint("new_indicators_api", ROOT, "Defined indicators", shows_people=False)
pages = Pages("new_indicators", "/reporting/new-indicators", shows_people=False)
REVISION = Change("definition", commands.revise, DefinitionSchema, policy.defines, has_form=False)
changes = Changes[IndicatorView, IndicatorView](
    [REVISION],
    thing=DefinedIndicator,
    key="indicator_id",
    read=queries.indicator,
    state=lambda view: view,
)


@api.get("", may=reading.READS)
@api.arguments(IndicatorsQuery, location="query")
@api.response(200, IndicatorListSchema)
def listed(query: dict[str, Any]) -> ResponseReturnValue:
    """The indicators that are defined, the newest first."""

    def read(work: Work) -> Page[dict[str, Any]]:
        return paging.shown_as(queries.listed(work, PageRequest(**query)), listed_json)

    return paging.answer("indicators", read_only(read))


@api.post("", may=policy.begins)
@api.arguments(DefinitionSchema)
@api.alt_response(201, description="It is counted from the first event on.")
def define(data: dict[str, Any]) -> ResponseReturnValue:
    """Define what is counted of the public events of all history."""
    return beginning.by_program(ROOT, lambda work: commands.define(work, **data))


def _body(work: Work, view: IndicatorView) -> dict[str, Any]:
    answer = queries.side_by_side(work, g.who, view, reached=partial(facts_reached, service()))
    return as_json(view, answer, work.now, language())


changes.serve(api, may=policy.reads, schema=IndicatorSchema, body=_body, beside=True)


@pages.get("", may=reading.READS)
def show_list() -> str:
    """The indicators that are defined."""

    def read(work: Work) -> Page[views.Listed]:
        page_request = PageRequest(cursor=request.args.get("cursor", ""))
        rows = queries.listed(work, page_request)
        return paging.shown_as(rows, lambda row: views.listed(row, language()))

    return render_template(
        "reporting/new_indicators.html",
        page=read_only(read),
        defines=policy.begins.admits(g.who),
        reads_editions=reading.reads_editions.access.admits(g.who),
    )


@pages.get("/<uuid:indicator_id>", may=policy.reads)
def show(indicator_id: UUID) -> str:
    """One indicator, its newest versions side by side."""

    def read(work: Work) -> views.CountedPage:
        view = queries.indicator(work, g.who, indicator_id)
        answer = queries.side_by_side(work, g.who, view, reached=partial(facts_reached, service()))
        return views.page(answer, names(work, language()), language())

    return render_template(
        "reporting/new_indicator.html",
        page=read_only(read),
        indicator_id=indicator_id,
        defines=policy.begins.admits(g.who),
    )


@pages.route("/new", methods=["GET", "POST"], may=policy.begins)
def define_new() -> ResponseReturnValue:
    """Write a definition, look at what it counts, and keep it."""
    return _write(None)


@pages.route("/<uuid:indicator_id>/definition", methods=["GET", "POST"], may=policy.defines)
def revise(indicator_id: UUID) -> ResponseReturnValue:
    """The same for a further version."""
    return _write(indicator_id)


def _write(indicator_id: UUID | None) -> ResponseReturnValue:
    view = read_only(lambda w: queries.indicator(w, g.who, indicator_id)) if indicator_id else None
    if request.method == "GET":
        kept = typed(view.indicator.definitions[-1]) if view else {}
        return _form(view, blank_form(DefinitionSchema, kept), "")
    typed_in = request.form.to_dict(flat=False)
    step = typed_in.pop("step", [])  # which button was pressed
    data, wrong = loaded(DefinitionSchema, typed_in)
    entries = form_of(DefinitionSchema, wrong)
    if wrong:
        return _form(view, entries, ""), 422
    if "keep" not in step:
        return _preview(view, entries, data)
    try:
        made = execute(lambda work: _keep(work, indicator_id, data))
    except Refused as refused:
        return _refused(view, refused), 422 if isinstance(refused, Invalid) else 409
    except Stale:
        problem = gettext("Somebody else changed this meanwhile. Look again.")
        return _form(view, form_of(DefinitionSchema), problem), 409
    after_change(*LISTS)
    return redirect(url_for(".show", indicator_id=made), 303)


def _keep(work: Work, indicator_id: UUID | None, data: dict[str, Any]) -> UUID:
    if indicator_id is None:
        return commands.define(work, **data)[0]
    changes.apply(work, REVISION, {"indicator_id": indicator_id}, data, seen=seen())
    return indicator_id


def _preview(
    view: IndicatorView | None, entries: Form, data: dict[str, Any]
) -> ResponseReturnValue:
    """What it would count, below the form; nothing is kept."""

    def read(work: Work) -> views.CountedPage:
        definition = commands.definition_of(**data)
        reached = partial(facts_reached, service())
        answer = queries.preview(work, g.who, definition, before=view, reached=reached)
        return views.page(answer, names(work, language()), language())

    try:
        page = read_only(read)
    except Invalid as refused:
        return _refused(view, refused), 422
    return _form(view, entries, "", page)


def _refused(view: IndicatorView | None, refused: Refused) -> str:
    problem = say(refused)
    wrong = {refused.field: [problem]} if refused.field else {}
    return _form(view, form_of(DefinitionSchema, wrong), problem)


def _form(
    view: IndicatorView | None,
    entries: Form,
    problem: str,
    page: views.CountedPage | None = None,
) -> str:
    return render_template(
        "reporting/new_indicator_form.html",
        entries=entries,
        problem=problem,
        page=page,
        view=view,
        events=texts.events(),
        fields_of_events=texts.fields_of_events(),
    )
