"""What the pages of programmes and their versions show, in the reader's language."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import url_for

from services.common import catalogue, people
from services.common.programme.differences import differences
from services.referral.programme_drafts.queries import open_drafts
from services.referral.programme_forms.views import ChangedField, lines
from services.referral.programme_versions import queries
from services.referral.programme_versions.queries import Version
from shared.identity.principals import Principal
from shared.web.formats import format_datetime
from shared.web.i18n import gettext, language
from shared.work import Work


@dataclass(frozen=True)
class ListedLine:
    href: str
    name: str
    code: str
    version: str
    provider: str
    takes_referrals: bool
    versions: str  # address of its history
    can_edit: bool


@dataclass(frozen=True)
class ListPage:
    drafts: list[tuple[str, str, str]]  # address, name, who wrote last
    programmes: list[ListedLine]


@dataclass(frozen=True)
class VersionPart:
    heading: str
    published: str
    lines: list[ChangedField]
    is_first: bool


def listed(work: Work, who: Principal) -> ListPage:
    """The reader's drafts, and every programme with what they may do about it."""
    name, providers = people.names(work), catalogue.providers(work.db)
    organisations = catalogue.all_organisations(work.db)
    drafts = [
        (
            url_for("programme_drafts.show", draft_id=each.id),
            each.title or each.code or gettext("Without a name"),
            " · ".join(filter(None, (format_datetime(each.changed_at), name(each.by)))),
        )
        for each in open_drafts(work, who)
    ]
    programmes = [
        ListedLine(
            href=url_for("directory.programme", code=each.code),
            name=each.name_in(language()),
            code=each.code,
            version=str(each.version),
            provider=organisations[providers[each.code]].name_in(language()),
            takes_referrals=each.referable,
            versions=url_for("programme_versions.show", code=each.code),
            can_edit=who.organisation in (None, providers[each.code]),
        )
        for each in catalogue.newest_programmes(work.db)
        if providers[each.code] in organisations
    ]
    return ListPage(drafts, sorted(programmes, key=lambda line: line.name))


def versions(work: Work, who: Principal, code: str) -> tuple[str, list[VersionPart]]:
    """The programme's name, and its versions, the newest first; raises `NotFound`."""
    every = queries.versions(work, code)
    name = people.names(work)
    return every[0].programme.name_in(language()), [_part(work, who, each, name) for each in every]


def _part(work: Work, who: Principal, of: Version, name: Callable[[str], str]) -> VersionPart:
    changed = differences(of.before, of.programme) if of.before else []
    return VersionPart(
        heading=gettext("Version %(version)s", version=of.programme.version),
        published=" · ".join(filter(None, (format_datetime(of.at), _by(work, who, of, name)))),
        lines=lines(changed),
        is_first=of.before is None,
    )


def _by(work: Work, who: Principal, of: Version, name: Callable[[str], str]) -> str:
    """Who published it: people of one's own by name, of others the organisation alone."""
    if who.organisation in (None, of.organisation):
        return name(of.by)
    home = catalogue.organisation(work.db, of.organisation) if of.organisation else None
    return home.name_in(language()) if home else gettext("the region")
