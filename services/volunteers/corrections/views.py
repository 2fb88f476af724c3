"""What the pages show on which a match is put right: what stands there now, and what follows."""

from collections.abc import Mapping
from typing import Any

from flask import url_for

from services.common.codes import MatchStatus
from services.common.programme import Consent
from services.volunteers.matches import queries
from services.volunteers.matches.domain import WITH_SUPPORT
from services.volunteers.matches.policy import MatchView
from services.volunteers.matches.texts import answer_parts, match_tag
from services.volunteers.matches.views import answers, givers
from services.volunteers.needs.domain import Need
from shared.web.i18n import gettext
from shared.web.own_form import OwnForm, OwnForms
from shared.work import Work

Shown = Mapping[str, Any]
TEMPLATE = "volunteers/correction.html"


def answer_form(consent: Consent) -> OwnForm[MatchView]:
    """The page on which one answer is corrected."""

    def draw(work: Work, view: MatchView) -> Shown:
        proposed, answer = view.match.proposed, view.match.answers[consent]
        need = proposed and work.load(Need(proposed.case_id))[0].opened
        error = f"corrections.{_address(consent)}_entered_in_error"
        is_struck = answer is not None and view.match.status not in WITH_SUPPORT
        return {
            "heading": gettext("Correct an answer"),
            "now": ", ".join(answer_parts(answer)) if answer else gettext("not asked yet"),
            "kind": consent.lower(),
            "givers": givers(need.adult_from if need else None, work.today),
            "answers": answers(),
            "press": gettext("Save the correction"),
            "error_href": url_for(error, match_id=view.match.id) if is_struck else "",
        }

    def written(work: Work, view: MatchView) -> Shown:
        answer: Any = view.match.answers[consent]
        if answer is None:
            return {}
        names = ("by", "view", "channel")
        values = {name: getattr(answer, name, None) for name in names}
        given = getattr(answer, "given", None)
        yes = {} if given is None else {"given": "true" if given else "false"}
        return {"on": answer.on.isoformat()} | values | yes

    return OwnForm(TEMPLATE, draw, filled=written)


def reason_form(heading: str, lead: str, press: str) -> OwnForm[MatchView]:
    """A page that asks for nothing but the reason; the texts are translated when it is drawn."""

    def draw(work: Work, view: MatchView) -> Shown:
        return {
            "heading": gettext(heading),
            "lead": gettext(lead),
            "kind": "reason",
            "press": gettext(press),
        }

    return OwnForm(TEMPLATE, draw)


def days_form() -> OwnForm[MatchView]:
    """The page on which days and the reason for the end are corrected."""

    def draw(work: Work, view: MatchView) -> Shown:
        status = view.match.status
        return {
            "heading": gettext("Correct the match"),
            "kind": "days",
            "has_start": status in WITH_SUPPORT,
            "has_end": status is MatchStatus.ENDED,
            "press": gettext("Save the correction"),
        }

    def written(work: Work, view: MatchView) -> Shown:
        match = view.match
        names = ("proposed_on", "started_on", "ended_on")
        days = {name: day.isoformat() for name in names if (day := getattr(match, name))}
        return days | ({"end_reason": match.end_reason} if match.end_reason else {})

    return OwnForm(TEMPLATE, draw, filled=written)


def _address(consent: Consent) -> str:
    addresses = {
        Consent.VOLUNTEER: "volunteer_consent",
        Consent.FAMILY: "family_consent",
        Consent.CHILD: "child_view",
    }
    return addresses[consent]


def _frame(view: MatchView) -> Shown:
    tag = match_tag(str(view.match.status))
    return {"tag": tag, "now": "", "lead": "", "error_href": "", "givers": [], "answers": []}


forms = OwnForms[MatchView](
    key="match_id",
    read=queries.match,
    home=lambda match_id: url_for("matches.match", match_id=match_id),
    lists=("matches", "needs"),
    frame=_frame,
)
