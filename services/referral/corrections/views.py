"""The forms that put a referral right: what stands in them, and what they say around it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from services.common import catalogue, geography
from services.common.phrases import language_name
from shared.kernel.aggregate import NotFound
from shared.web.i18n import N_, gettext, language
from shared.web.own_form import OwnForm
from shared.web.parts import Option
from shared.work import Work

TONGUES = ("fi", "sv", "so", "ar", "uk", "ru", "ku", "fa", "sq", "en", "et", "vi", "th", "tr")
SAME = (
    *("given_name", "family_name", "date_of_birth", "phone", "email", "address"),
    *("mother_tongue", "service_language", "needs", "client_status", "notes"),
)
OF_REFERRER = ("referrer_name", "referrer_phone", "referrer_email")


@dataclass(frozen=True)
class Step:
    """What the page of a step with nothing but its reason says."""

    heading: str
    lead: str
    press: str


REOPENING = Step(
    N_("Reopen the referral"),
    N_("Its end was a mistake. It goes on where it stood, and the other side is told."),
    N_("Reopen"),
)
IN_ERROR = Step(
    N_("Sent by mistake"),
    N_("For a referral that should never have been sent. It is counted nowhere, and stays so."),
    N_("Mark as sent by mistake"),
)


def step_form(step: Step) -> OwnForm[Any]:
    """A form that asks for nothing but the reason."""

    def draw(work: Work, view: Any) -> Mapping[str, Any]:
        return {
            "heading": gettext(step.heading),
            "lead": gettext(step.lead),
            "press": gettext(step.press),
        }

    return OwnForm("referral/step_back.html", draw)


def draw_correction(work: Work, view: Any) -> Mapping[str, Any]:
    """What can be chosen in the form."""
    places = (
        Option(place.code, place.name(language())) for place in geography.municipalities().values()
    )
    return {
        "places": sorted(places, key=lambda option: option.label),
        "tongues": [Option(code, language_name(code)) for code in TONGUES],
    }


def fill_correction(work: Work, view: Any) -> Mapping[str, object]:
    """What the reader's own record says now; nothing of what is hidden from them."""
    if not view.shows_contact:
        raise NotFound
    record = view.record
    values: dict[str, object] = {name: getattr(record, name) for name in SAME}
    if view.is_sender:
        sent = view.referral.described
        values |= {name: getattr(sent, name) for name in OF_REFERRER}
        values["municipality"] = sent.place
    for name in ("interpreter_needed", "non_disclosure"):
        values[name] = "yes" if getattr(record, name) else ""
    guardian = next(iter(record.guardians), None)
    if guardian:
        own = ("given_name", "family_name", "phone")
        values |= {f"guardian.{name}": getattr(guardian, name) for name in own}
    return values


def draw_consent(work: Work, view: Any) -> Mapping[str, Any]:
    """Whom the family may let know: everybody but the two sides."""
    sides = (view.referral.sender, view.referral.organisation)
    return {"organisations": _organisations(work, view, lambda each: each not in sides)}


def draw_withdrawal(work: Work, view: Any) -> Mapping[str, Any]:
    """For whom it can be withdrawn alone."""
    informed = view.referral.described.consent.inform
    return {"organisations": _organisations(work, view, lambda each: each in informed)}


def fill_consent(work: Work, view: Any) -> Mapping[str, object]:
    """The consent as it was written down."""
    consent = view.referral.described.consent
    names = ("given_on", "given_by", "disclosure_level", "valid_until", "other_guardian")
    lists = {"inform": [str(each) for each in consent.inform], "purposes": list(consent.purposes)}
    own = {"child_view": view.referral.child_view}
    return {name: getattr(consent, name) for name in names} | lists | own


def _organisations(work: Work, view: Any, is_offered: Callable[[UUID], bool]) -> list[Option]:
    everybody = catalogue.all_organisations(work.db).values()
    options = [
        Option(str(each.id), each.name_in(language())) for each in everybody if is_offered(each.id)
    ]
    return sorted(options, key=lambda option: option.label)
