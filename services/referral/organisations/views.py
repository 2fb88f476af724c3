"""The page on which an administrator says how an organisation is reached."""

from collections.abc import Mapping
from typing import Any

from flask import url_for

from services.common.catalogue import Organisation
from services.referral.organisations import queries
from services.referral.organisations.queries import OrganisationView
from shared.kernel.aggregate import Refused
from shared.web.i18n import gettext, language
from shared.web.own_form import OwnForm, OwnForms
from shared.web.problems import say
from shared.work import Stale, Work


def contact_form() -> OwnForm[OrganisationView]:
    """Begins with what is told now."""

    def draw(work: Work, view: OrganisationView) -> Mapping[str, Any]:
        return {"heading": gettext("How the organisation is reached")}

    def said_now(work: Work, view: OrganisationView) -> Mapping[str, object]:
        contact = view.organisation.contact
        return {name: getattr(contact, name, "") for name in ("phone", "email", "address")}

    return OwnForm("referral/organisation.html", draw, filled=said_now)


def _frame(view: OrganisationView) -> Mapping[str, Any]:
    registered = view.organisation.registered
    if registered is None:
        return {"name": "–"}
    about = (view.organisation.id, registered.code, registered.name, registered.kind)
    return {"name": Organisation(*about, registered.area).name_in(language())}


def _explain(_view: OrganisationView, refusal: Refused | Stale) -> Mapping[str, Any]:
    if isinstance(refusal, Stale):
        return {"problem": gettext("Somebody else changed this meanwhile. Look at it again.")}
    return {"problem": say(refusal)}


forms = OwnForms[OrganisationView](
    key="organisation_id",
    read=queries.organisation,
    home=lambda _organisation_id: url_for("directory.show"),
    lists=("catalogue",),
    frame=_frame,
    explain=_explain,
)
