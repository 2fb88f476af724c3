"""What happened to an organisation, and what hangs on it, in words."""

from services.common import geography
from services.common.codes import OrganisationKind
from services.common.labels import label
from services.referral.directory import events
from services.referral.organisations.rules import COUNTY
from shared.web.formats import format_date
from shared.web.i18n import gettext, language, ngettext

FEWEST = 5  # families that are counted; fewer are only said to be there


def place(area: str | None) -> str:
    """A municipality or a county by name; empty for none."""
    if not area:
        return ""
    if area.startswith(COUNTY):
        return geography.county(area.removeprefix(COUNTY)).name(language())
    return geography.name(area, language())


def families(number: int) -> str:
    if 0 < number < FEWEST:
        return gettext("fewer than %(least)s families", least=FEWEST)
    return ngettext("%(num)s family", "%(num)s families", number)


def happening(event: events.OrganisationEvent) -> str:
    """One line of its history."""
    match event:
        case events.OrganisationRegistered(name=name):
            return gettext("Registered: %(name)s", name=name)
        case events.OrganisationRenamed(name=name, name_sv=name_sv, name_en=name_en):
            names = " · ".join(filter(None, (name, name_sv, name_en)))
            return gettext("Is called: %(names)s", names=names)
        case events.KindGiven(kind=kind, area=area):
            what = " · ".join(
                filter(None, (label(OrganisationKind(kind), language()), place(area)))
            )
            return gettext("Kind: %(kind)s", kind=what)
        case events.ContactGiven(phone=phone, email=email, address=address):
            reached = " · ".join(filter(None, (phone, email, address)))
            return gettext("Contact: %(contact)s", contact=reached or "–")
        case events.OrganisationLeft(on=day):
            return gettext("Left on %(day)s", day=format_date(day))
        case events.OrganisationReturned(on=day):
            return gettext("Came back on %(day)s", day=format_date(day))
