"""As what somebody signs, and how far an agreement is signed, in the reader's language."""

from services.casework.agreements.domain import Agreement
from services.casework.plan.texts import profession_name
from services.common.codes import Signer
from services.common.labels import label
from services.common.programme import Programme
from shared.web.i18n import gettext, language, ngettext


def place_name(programme: Programme, place: str) -> str:
    """A profession by its name, else the signer's."""
    if place in set(Signer):
        return label(Signer(place), language())
    return profession_name(programme, place) or place


def tag(agreement: Agreement) -> tuple[str, str]:
    """How far it is signed."""
    missing = len(agreement.unsigned)
    if not missing:
        return "done", gettext("All have signed")
    if not agreement.signed:
        return "idle", gettext("Not signed yet")
    return "wait", ngettext("%(num)s signature missing", "%(num)s signatures missing", missing)
