"""How a package is said, in the reader's language."""

from collections.abc import Mapping
from uuid import UUID

from services.common.codes import PackageAudience, PackageKind, PackageStatus, PayerKind, Theme
from services.common.labels import label
from services.common.phrases import place
from services.common.sessions.rules import moment
from services.referral.bookings.texts import when
from services.referral.package_plans.events import BudgetLine, PackageSession
from services.referral.packages.events import PartnerAgreed, PartnerWord, SessionHeld
from services.referral.packages.rules import HEADS, Payer, Share
from shared.kernel.aggregate import Word
from shared.web.formats import format_date, format_duration, format_money
from shared.web.i18n import gettext, language
from shared.web.parts import Kind

KINDS: dict[str, Kind] = {
    PackageStatus.REQUESTED: "wait",
    PackageStatus.IN_PLANNING: "info",
    PackageStatus.AGREED: "done",
    PackageStatus.CLOSED: "idle",
    PackageStatus.CANCELLED: "idle",
}
Names = Mapping[UUID, str]


def tag(status: str) -> tuple[Kind, str]:
    return KINDS[status], label(PackageStatus(status), language())


def title(kind: str, municipality: str) -> str:
    """Such as "Workshop for a class, Laitila"."""
    return f"{label(PackageKind(kind), language())}, {place(municipality)}"


def about(theme: str, audience: str) -> str:
    """Such as "Puberty · A class"."""
    own = label(Theme(theme), language())
    return f"{own} · {label(PackageAudience(audience), language())}"


def changes(names: tuple[str, ...]) -> str:
    """What was changed, our own words translated."""
    return ", ".join(gettext(each) if isinstance(each, Word) else each for each in names)


def time(session: PackageSession) -> str:
    """When it is and for how long, or that nobody has said yet."""
    if session.day is None:
        at = gettext("no day yet")
    elif not session.begins:
        at = format_date(session.day)
    else:
        at = when(moment(session.day, session.begins))
    return f"{at} · {format_duration(session.minutes)}"


def where(session: PackageSession, names: Names) -> str:
    """The place, that it is online, and who hosts it."""
    online = gettext("online") if session.is_online else ""
    place_of = session.place or ("" if online else gettext("no place yet"))
    host = names.get(session.host, "–") if session.host else ""
    return " · ".join(part for part in (place_of, online, host) if part)


def payer(key: Payer, names: Names) -> str:
    """Who pays, by name where it is known."""
    kind, organisation, funder = key
    own = label(kind, language())
    name = names.get(organisation, "–") if organisation else funder
    if kind is PayerKind.OWN_GRANT and name:
        return f"{own}: {name}"
    return name or own


def payer_of(line: BudgetLine, names: Names) -> str:
    return payer((PayerKind(line.payer), line.organisation, line.funder), names)


def over(share: Share) -> str:
    """That it costs more than was agreed; empty where it does not."""
    if not share.over:
        return ""
    return gettext("%(amount)s more than agreed", amount=format_money(share.over))


def heads(held: SessionHeld) -> str:
    """How many came, by kind."""
    called = {
        "children": gettext("children"),
        "young_people": gettext("young people"),
        "parents": gettext("parents"),
        "professionals": gettext("professionals"),
        "others": gettext("others"),
    }
    parts = (f"{called[name]} {getattr(held, name)}" for name in HEADS if getattr(held, name))
    counted = ", ".join(parts) or gettext("nobody came")
    return gettext("About: %(heads)s", heads=counted) if held.is_estimate else counted


def word_of_partner(name: str, word: PartnerWord | None, *, sees_reason: bool) -> str:
    """Whether a partner takes part."""
    if word is None:
        return gettext("%(partner)s: has not said yet whether it takes part", partner=name)
    if isinstance(word, PartnerAgreed):
        return gettext(
            "%(partner)s: takes part, as of edition %(edition)s", partner=name, edition=word.edition
        )
    if not sees_reason:
        return gettext("%(partner)s: takes no part", partner=name)
    return gettext("%(partner)s: takes no part. %(reason)s", partner=name, reason=word.reason)
