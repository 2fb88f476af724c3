"""What the pages of programmes and their versions show, in the reader's language."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from flask import url_for

from services.common import catalogue, people
from services.common.histories import history
from services.common.phrases import closing
from services.common.programme.differences import differences
from services.referral.directory import queries as directory
from services.referral.directory.events import (
    ProgrammeEvent,
    ProgrammeWithdrawn,
    WithdrawalTakenBack,
)
from services.referral.programme_drafts.queries import open_drafts
from services.referral.programme_endings.policy import ends
from services.referral.programme_forms.views import ChangedField, lines
from services.referral.programme_versions import queries
from services.referral.programme_versions.queries import Version
from shared.identity.principals import Principal
from shared.web.formats import format_date, format_datetime
from shared.web.i18n import gettext, language
from shared.web.parts import Moment
from shared.work import Work


@dataclass(frozen=True)
class ListedLine:
    href: str
    name: str
    code: str
    version: str
    provider: str
    takes_referrals: bool
    closing: str  # until when it takes new families; empty for no end
    versions: str  # address of its history
    can_edit: bool


@dataclass(frozen=True)
class ListPage:
    drafts: list[tuple[str, str, str]]  # address, name, who wrote last
    programmes: list[ListedLine]


@dataclass(frozen=True)
class VersionsPage:
    name: str
    closing: str  # until when it takes new families, or since when no more; empty for no end
    end_href: str  # of the form that ends it; empty where the reader does not, or it has ended
    go_on_href: str  # of the form that takes its end back
    versions: list["VersionPart"]
    history: list[Moment]  # who let it end, or go on after all, and when


@dataclass(frozen=True)
class VersionPart:
    heading: str
    published: str
    lines: list[ChangedField]
    is_first: bool


def listed(work: Work, who: Principal) -> ListPage:
    """The reader's drafts, and every programme with what they may do about it."""
    name, providers = people.names(work), catalogue.providers(work.db)
    organisations, closings = catalogue.all_organisations(work.db), catalogue.closings(work.db)
    takes = {each.code for each in catalogue.open_programmes(work.db, work.today)}
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
            takes_referrals=each.code in takes,
            closing=closing(closings.get(each.code), work.today),
            versions=url_for("programme_versions.show", code=each.code),
            can_edit=who.organisation in (None, providers[each.code])
            and (each.code not in closings or closings[each.code] > work.today),
        )
        for each in catalogue.newest_programmes(work.db)
        if providers[each.code] in organisations
    ]
    return ListPage(drafts, sorted(programmes, key=lambda line: line.name))


def versions(work: Work, who: Principal, code: str) -> VersionsPage:
    """The programme's versions, the newest first, and its end; raises `NotFound`."""
    every, (entry, _) = queries.versions(work, code), directory.entry(work, code)
    name, closes_on, today = people.names(work), entry.closes_on, work.today
    may_end = ends.allows(who, entry) and (closes_on is None or today < closes_on)
    address = partial(url_for, programme_id=entry.id)
    return VersionsPage(
        name=every[0].programme.name_in(language()),
        closing=closing(closes_on, today),
        end_href=address("programme_endings.withdrawal") if may_end else "",
        go_on_href=address("programme_endings.continuation") if may_end and closes_on else "",
        versions=[_part(work, who, each, name) for each in every],
        history=[
            Moment(at=format_datetime(each.at), text=text, by=each.by)
            for each in reversed(history(work, who, entry))
            if (text := _ending(each.event))
        ],
    )


def _ending(event: ProgrammeEvent) -> str:
    """What was decided of its end; empty for everything else."""
    match event:
        case ProgrammeWithdrawn(closes_on=day):
            return gettext("No new families from %(day)s on", day=format_date(day))
        case WithdrawalTakenBack():
            return gettext("It goes on after all")
        case _:
            return ""


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
