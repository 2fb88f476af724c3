"""What coordinators read of an application that somebody wrote themselves."""

from flask import url_for

from services.common.phrases import language_name
from services.volunteers.own_applications.events import OwnApplicationReceived
from shared.web.formats import format_date
from shared.web.i18n import gettext


def applied(own: OwnApplicationReceived | None) -> list[tuple[str, str]]:
    """When, why and in which language; nothing where a coordinator wrote them down."""
    if own is None:
        return []
    facts = (
        (gettext("Applied by themselves"), format_date(own.on, "d.M.yyyy")),
        (gettext("Why they would like to"), own.motivation or ""),
        (gettext("Language"), language_name(own.language)),
        (gettext("Promised and read"), gettext("the confidentiality pledge, the privacy notice")),
    )
    return [(name, text) for name, text in facts if text]


def similar_to(own: OwnApplicationReceived | None) -> str:
    """The address of whom of the register they seem to be; empty when nobody."""
    if own is None or own.similar_to is None:
        return ""
    return url_for("people.show", volunteer_id=own.similar_to)
