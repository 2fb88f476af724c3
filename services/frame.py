"""The frame of every page: brand, menu by role, who is signed in, and how fresh the page is."""

from flask import g, request

from services.catalogue import organisation
from services.codes import Role
from services.labels import label
from shared.api import service
from shared.i18n import format_datetime, gettext, language
from shared.identity.principals import Principal
from shared.shell import Link, Shell, Who, languages

BRAND = "Rinnalla"
STAFF = {Role.NGO_COORDINATOR, Role.NGO_WORKER}
MENU = (  # path, English name, who works there
    ("referral", "Referrals", {*STAFF, Role.MUNICIPAL_WORKER}),
    ("volunteers", "Support people", {*STAFF, Role.VETTING_CONTACT}),
    ("volunteers/me", "My matches", {Role.SUPPORT_PERSON}),
    ("casework", "Cases", STAFF),
    ("reporting", "Reports", {*STAFF, Role.REGIONAL_COORDINATOR, Role.FUNDER}),
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


def _menu(who: Principal | None) -> tuple[Link, ...]:
    if who is None:
        return ()
    found = [
        Link(gettext(name), f"/{path}" if "/" in path else f"/{path}/", _is_here(path))
        for path, name, roles in MENU
        if who.has(*roles)
    ]
    return tuple(found)


def _is_here(path: str) -> bool:
    inside = request.path.startswith(f"/{path}")
    return inside and (path != "volunteers" or not request.path.startswith("/volunteers/me"))


def _who(who: Principal) -> Who:
    with service().database.reading() as db:
        home = organisation(db, who.organisation) if who.organisation else None
    role = next(iter(sorted(who.roles)), "")
    return Who(
        role=label(Role(role), language()) if role else "",
        organisation=home.name if home else "",
        sign_out=f"/{service().name}/sign-out",
        name=who.name,
    )


def _freshness() -> str:
    now = format_datetime(service().clock.now(), "d.M.yyyy H.mm")
    return gettext("Everything recorded by %(moment)s is included.", moment=now)
