"""The officer's page on which what is held is read through, judged, and written out."""

import json
from urllib.parse import urlencode
from uuid import UUID

from flask import Response, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale

from services.common.held.collecting import Question
from services.common.papers.making import pdf
from services.referral.exports import queries, views
from services.referral.exports.queries import Answers
from services.referral.rights import commands, policy
from services.referral.rights.domain import RightsRequest
from services.referral.rights.queries import name_of, request as read_request
from services.referral.rights.schemas import JudgementSchema
from shared.identity.neighbours import Neighbours
from shared.kernel.aggregate import Refused
from shared.web.api import execute, read_only, service
from shared.web.i18n import gettext
from shared.web.pages import Pages, after_change, blank_form, loaded
from shared.web.parts import Form, Option
from shared.web.problems import say
from shared.web.shell import LANGUAGE_NAMES
from shared.work import Work

TRIED = "tried"  # services where a silent sign-in was tried already


def export_pages(neighbours: Neighbours) -> Pages:
    """`/export` below a request: read through, judge, write out."""
    pages = Pages("exports", "/referral/privacy/requests/<uuid:request_id>/export")

    def show(request_id: UUID) -> ResponseReturnValue:
        """What each service holds, with what waits for a judgement."""
        if there := _next_sign_in(neighbours):
            return redirect(there)
        return _page(neighbours, request_id)

    def write(request_id: UUID) -> ResponseReturnValue:
        """Write it out as a paper or a file; that it was is kept."""
        return _write(neighbours, request_id)

    def judge(request_id: UUID, entry_id: UUID) -> ResponseReturnValue:
        """Say whether an entry about a child's safety is told."""
        return _decide(neighbours, request_id, entry_id)

    pages.route("", may=policy.answers)(show)
    pages.route("", methods=["POST"], may=policy.answers)(write)
    pages.route("/judgements/<uuid:entry_id>", methods=["POST"], may=policy.answers)(judge)
    return pages


def _write(neighbours: Neighbours, request_id: UUID) -> ResponseReturnValue:
    form = "json" if request.form.get("form") == "json" else "pdf"
    chosen = request.form.get("language", "")
    tongue = chosen if chosen in LANGUAGE_NAMES else "fi"
    with force_locale(tongue):
        state, answers = _gathered(neighbours, request_id)
        if not answers.is_whole:
            return _page(neighbours, request_id), 503
        content = _written(state, answers, form)
    try:
        execute(lambda work: _keep(work, request_id, answers, form, tongue))
    except Refused as refused:
        return _page(neighbours, request_id, problem=say(refused)), 409
    kind = "application/json" if form == "json" else "application/pdf"
    name = gettext("own-data")
    headers = {"Content-Disposition": f'attachment; filename="{name}.{form}"'}
    return Response(content, mimetype=kind, headers=headers)


def _decide(neighbours: Neighbours, request_id: UUID, entry_id: UUID) -> ResponseReturnValue:
    data, wrong = loaded(JudgementSchema)
    if wrong:
        first = next(iter(wrong.values()))
        return _page(neighbours, request_id, problem=str(first[0])), 422
    try:
        execute(lambda work: _judge(work, request_id, entry_id, data))
    except Refused as refused:
        return _page(neighbours, request_id, problem=say(refused)), 409
    after_change("rights")
    return redirect(url_for("exports.show", request_id=request_id), 303)


def _keep(work: Work, request_id: UUID, answers: Answers, form: str, tongue: str) -> None:
    policy.answers.check(g.who, read_request(work, g.who, request_id).request)
    commands.export(
        work,
        request_id,
        form=form,
        language=tongue,
        entries=answers.number,
        left_out=answers.left_out,
    )


def _judge(work: Work, request_id: UUID, entry_id: UUID, data: dict[str, object]) -> None:
    policy.answers.check(g.who, read_request(work, g.who, request_id).request)
    commands.judge(
        work,
        request_id,
        entry_id,
        is_told=bool(data["is_told"]),
        reason=str(data["reason"]),
    )


def _gathered(neighbours: Neighbours, request_id: UUID) -> tuple[RightsRequest, Answers]:
    def read(work: Work) -> tuple[RightsRequest, Question]:
        state = read_request(work, g.who, request_id).request
        policy.answers.check(g.who, state)
        return state, queries.question(work, state)

    state, query = read_only(read)
    return state, queries.gathered(neighbours, query, service().name)


def _written(state: RightsRequest, answers: Answers, form: str) -> bytes:
    today = service().clock.today()
    if form == "json":
        return json.dumps(views.whole(answers, state, today), ensure_ascii=False).encode()
    return pdf("held", views.paper(answers, state, _name(state), today))


def _name(state: RightsRequest) -> str:
    received = state.received
    if received is None:
        return ""
    return read_only(lambda work: name_of(work, received.referral_id))


def _page(neighbours: Neighbours, request_id: UUID, *, problem: str = "") -> str:
    state, answers = _gathered(neighbours, request_id)
    return render_template(
        "referral/export.html",
        state=state,
        name=_name(state),
        parts=views.parts(answers),
        answers=answers,
        away=[views.title(name) for name in answers.away],
        head=views.head,
        note=views.note,
        paper=Form.of({"language": "fi"}),
        languages=[Option(code, name) for code, name in LANGUAGE_NAMES.items()],
        judgements={
            each.id: blank_form(JudgementSchema, prefix=each.id)
            for held in answers.by_service.values()
            for each in held.entries
            if each.waits
        },
        problem=problem,
    )


def _next_sign_in(neighbours: Neighbours) -> str:
    """The way to a session where one is missing, which asks nothing; each once."""
    tried = request.args.get(TRIED, "").split()
    met = neighbours.met_by(request.cookies)
    missing = [name for name in queries.OTHERS if name not in met and name not in tried]
    if not missing:
        return ""
    back = f"{request.path}?{urlencode({TRIED: ' '.join([*tried, missing[0]])})}"
    return f"/{missing[0]}/sign-in?{urlencode({'silent': 1, 'next': back})}"
