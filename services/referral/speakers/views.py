"""What the page of speakers shows to whoever plans and holds events; templates only draw it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import url_for

from services.common.codes import SpeakerRole
from services.common.labels import choices
from services.referral.happenings import policy, texts as happenings
from services.referral.speakers import queries, texts
from services.referral.speakers.queries import SpeakersView
from shared.identity.principals import Principal
from shared.web.formats import format_date
from shared.web.i18n import gettext, language
from shared.web.own_form import OwnForm, OwnForms
from shared.web.parts import Option
from shared.work import Work

LISTS = ("speakers",)


@dataclass(frozen=True)
class SpeakerLine:
    id: UUID
    name: str
    role: str
    agreed: str
    is_public: bool


@dataclass(frozen=True)
class SpeakersPage:
    view: SpeakersView
    title: str
    lines: list[SpeakerLine]
    may_keep: bool


def page(work: Work, who: Principal, happening_id: UUID) -> SpeakersPage:
    """Who speaks, and whose name everybody reads."""
    view = queries.speakers(work, who, happening_id)
    return SpeakersPage(
        view=view,
        title=happenings.title(view.happening.plan_of_today),
        lines=[
            SpeakerLine(
                id=each.id,
                name=each.name or gettext("Erased"),
                role=texts.role(each),
                agreed=format_date(each.agreed_on)
                if each.agreed_on
                else gettext("Everybody reads the role alone"),
                is_public=each.agreed_on is not None,
            )
            for each in view.speakers.speakers.values()
        ],
        may_keep=policy.keeps.allows(who, view.happening),
    )


def _draw(_work: Work, _view: SpeakersView) -> Mapping[str, Any]:
    roles = choices(SpeakerRole, language())
    return {
        "heading": gettext("Say who speaks"),
        "roles": [Option(value, text) for value, text in roles],
    }


def _frame(view: SpeakersView) -> Mapping[str, Any]:
    return {"title": happenings.title(view.happening.plan_of_today), "seen": view.version}


ADD = OwnForm[SpeakersView]("referral/speaker_new.html", _draw, address="new-speaker")
forms = OwnForms[SpeakersView](
    key="happening_id",
    read=queries.speakers,
    home=lambda happening_id: url_for("speakers.show", happening_id=happening_id),
    lists=LISTS,
    frame=_frame,
)
