"""The frame of every page: brand, menu by role, who is signed in, and how fresh the page is."""

from collections.abc import Collection
from dataclasses import replace

from flask import g, request

from services.common.catalogue import organisation
from services.common.codes import Role
from services.common.labels import label
from shared.identity.principals import Principal
from shared.inbox import count_unread
from shared.web.api import actor, service
from shared.web.formats import format_datetime
from shared.web.i18n import N_, gettext, language
from shared.web.shell import Link, Shell, Who, languages

BRAND = "Rinnalla"
STAFF = {Role.NGO_COORDINATOR, Role.NGO_WORKER}
DIRECTORY = {
    *STAFF,
    Role.MUNICIPAL_WORKER,
    Role.REGIONAL_COORDINATOR,
    Role.ADMINISTRATOR,
    Role.DATA_PROTECTION_OFFICER,
}
EDITIONS = {Role.REGIONAL_COORDINATOR, Role.FUNDER, Role.MUNICIPAL_WORKER}
SEARCHES = {*STAFF, Role.MUNICIPAL_WORKER, Role.VETTING_CONTACT, Role.SUPPORT_PERSON}
HOME, INBOX, SEARCH = "/", "/inbox", "/search"  # of the front door
SERVICES = ("referral", "volunteers", "casework", "reporting")
MENU = (  # path, English name, who works there
    ("", N_("Today"), set(Role)),
    ("referral", N_("Referrals"), {*STAFF, Role.MUNICIPAL_WORKER}),
    ("referral/deadlines", N_("Deadlines"), {Role.REGIONAL_COORDINATOR, Role.ADMINISTRATOR}),
    ("referral/family-contacts", N_("Families’ contacts"), {Role.NGO_COORDINATOR}),
    ("referral/directory", N_("Directory"), DIRECTORY),
    ("referral/admin/people", N_("People"), {Role.ADMINISTRATOR}),
    ("referral/systems", N_("Systems"), {Role.ADMINISTRATOR}),
    ("referral/feedback-received", N_("Feedback"), {Role.ADMINISTRATOR}),
    ("referral/privacy", N_("Data protection"), {Role.DATA_PROTECTION_OFFICER}),
    ("referral/privacy/requests", N_("Requests"), {Role.DATA_PROTECTION_OFFICER}),
    ("access-log", N_("Who has looked"), {Role.DATA_PROTECTION_OFFICER}),
    ("volunteers", N_("Support people"), {*STAFF, Role.VETTING_CONTACT}),
    ("volunteers/me", N_("My matches"), {Role.SUPPORT_PERSON}),
    ("casework", N_("Cases"), STAFF),
    ("reporting", N_("Reports"), {*STAFF, *EDITIONS}),
)


def frame() -> Shell:
    """The shell of this request's page."""
    who: Principal | None = g.get("who")
    here = service().name
    return Shell(
        brand=BRAND,
        language=language(),
        nav=_menu(who),
        who=_who(who) if who else None,
        sign_in=f"/{here}/sign-in",
        languages=languages(
            current=language(), path=request.path, query=request.args.items(multi=True)
        ),
        footer=footer(),
        freshness=_freshness() if who else "",
        inbox=inbox(_unread(who)) if who else None,
        search=search(who.roles) if who else "",
    )


def footer() -> tuple[Link, ...]:
    return (
        Link(gettext("Accessibility"), "/accessibility"),
        Link(gettext("Privacy"), "/privacy"),
    )


def services() -> list[tuple[str, str, str]]:
    """Each service for the front door: where it is, its name, what it is for."""
    return [
        (
            "/referral/",
            gettext("Referrals"),
            gettext("A family's way in: sent, offered, answered."),
        ),
        (
            "/volunteers/",
            gettext("Support people"),
            gettext("From application to vetted, and who walks beside whom."),
        ),
        (
            "/casework/",
            gettext("Cases"),
            gettext("The support itself: plan, visits, phases, ending."),
        ),
        (
            "/reporting/",
            gettext("Reports"),
            gettext("What the region needs to know, and nothing about anybody."),
        ),
    ]


def menu(roles: Collection[str]) -> tuple[Link, ...]:
    """What somebody with these roles works with, their own day first."""
    return tuple(
        Link(gettext(name), f"/{path}/" if path in SERVICES else f"/{path}", _is_here(path))
        for path, name, theirs in MENU
        if not theirs.isdisjoint(roles)
    )


def inbox(unread: int) -> Link:
    """The way to what somebody has not read."""
    return Link(gettext("Messages"), INBOX, request.path == INBOX, unread)


def search(roles: Collection[str]) -> str:
    """Where somebody with these roles may search; empty for who works with figures alone."""
    return "" if SEARCHES.isdisjoint(roles) else SEARCH


def _menu(who: Principal | None) -> tuple[Link, ...]:
    if who is None:
        return ()
    links = list(menu(who.roles))
    own = next(
        (n for n, link in enumerate(links) if link.href.startswith(f"/{service().name}")), None
    )
    if own is not None:  # beside the first entry of the service that has the letters
        links[own] = replace(links[own], unread=_unread(who))
    return tuple(links)


def _unread(who: Principal) -> int:
    with service().database.reading(actor().scope) as db:
        return count_unread(db, who, now=service().clock.now())


def _is_here(path: str) -> bool:
    """Whether this is the entry of the menu nearest to the page."""
    nearest = max(
        (entry for entry, _, _ in MENU if entry and request.path.startswith(f"/{entry}")),
        key=len,
        default="" if request.path == HOME else None,
    )
    return path == nearest


def _who(who: Principal) -> Who:
    with service().database.reading() as db:
        home = organisation(db, who.organisation) if who.organisation else None
    role = next(iter(sorted(who.roles)), "")
    return Who(
        role=label(Role(role), language()) if role else "",
        organisation=home.name_in(language()) if home else "",
        sign_out=f"/{service().name}/sign-out",
        name=who.name,
    )


def _freshness() -> str:
    """Up to when the page is complete; said only when it is so."""
    if not service().is_current():
        return gettext("The newest changes are still on their way to this page.")
    now = format_datetime(service().clock.now())
    return gettext("Everything recorded by %(moment)s is included.", moment=now)
