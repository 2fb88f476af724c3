"""What the pages of a programme in the making show, in the reader's language."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import url_for
from ruamel.yaml.comments import CommentedMap

from services.common import catalogue
from services.common.programme import Programme
from services.common.programme.differences import differences
from services.common.programme.document import parsed
from services.common.programme.fields import SECTIONS, fields_in, section_of
from services.common.programme.filling import Typed, shown
from services.common.programme.loader import Fault
from services.common.programme.schema import MISSING_FIELD
from services.common.programme.strictyaml import NotPlain
from services.referral.programme_drafts import queries, rules
from services.referral.programme_drafts.domain import State
from services.referral.programme_drafts.queries import Checked, DraftView
from services.referral.programme_forms import texts, views as forms
from services.referral.programme_forms.views import ChangedField, FormField
from shared.identity.principals import Principal
from shared.web.i18n import gettext, language, ngettext
from shared.web.parts import Form, Option
from shared.work import Work

NOT_THERE = MISSING_FIELD["required"]
FEWEST = 5  # families: what is less is not told as a number


@dataclass(frozen=True)
class FaultLine:
    """What is wrong, with its line of the text and the form in which its field stands."""

    line: int
    text: str  # as it is written there
    where: str
    message: str
    form: str  # address of the form with the field; empty: no form has it


@dataclass(frozen=True)
class SectionLine:
    href: str
    name: str
    wrong: str  # how much; empty: nothing


@dataclass(frozen=True)
class DraftPage:
    id: UUID
    version: int
    name: str
    code: str
    state: str
    provider: str
    faults: list[FaultLine]
    sections: list[SectionLine]
    is_readable: bool  # by the forms, whatever is wrong
    can_publish: bool
    is_new_version: bool
    changes: list[ChangedField]
    consequences: list[str]
    published: str  # address of the published programme; empty: it is not


@dataclass(frozen=True)
class SectionPage:
    name: str
    heading: str
    fields: tuple[FormField, ...]
    entries: Form
    seen: int | None
    following: str  # address of the next section; empty after the last


def draft(work: Work, who: Principal, draft_id: UUID) -> DraftPage:
    """One draft: what is still wrong, its forms, and what publishing it changes for whom."""
    view = queries.draft(work, who, draft_id)
    checked = queries.checked(work, view.draft.yaml, own=who.organisation)
    programme, published = checked.programme, checked.published
    is_open, state = view.draft.state is State.OPEN, view.draft.state
    is_published = state is State.PUBLISHED and programme is not None
    changes = differences(published, programme) if published and programme else []
    named = title(view)
    return DraftPage(
        id=draft_id,
        version=view.version,
        name=named,
        code=programme.code if programme else "",
        state=state.value if state else "",
        provider=programme.provider if programme else "",
        faults=fault_lines(view, checked.faults) if is_open else [],
        sections=_sections(draft_id, checked),
        is_readable=document(view) is not None,
        can_publish=is_open and programme is not None and not checked.faults,
        is_new_version=published is not None,
        changes=forms.lines(changes),
        consequences=list(_consequences(work, programme, published))
        if programme and is_open
        else [],
        published=url_for("directory.programme", code=programme.code)
        if programme and is_published
        else "",
    )


def title(view: DraftView) -> str:
    """What the text calls it, in the reader's language where it says so."""
    about, read = rules.heading(view.draft.yaml), document(view)
    names = read.get("name") if read else None
    own = names.get(language()) if isinstance(names, Mapping) else None
    if isinstance(own, str) and own:
        return own
    return about.title or about.code or gettext("A programme without a name")


def document(view: DraftView) -> CommentedMap | None:
    """The text as its fields; None where it cannot be read."""
    try:
        return parsed(view.draft.yaml)
    except NotPlain:
        return None


def fault_lines(view: DraftView, faults: Iterable[Fault]) -> list[FaultLine]:
    written = view.draft.yaml.splitlines()
    return [
        FaultLine(
            line=fault.line,
            text=_line_of(written, fault),
            where=forms.where_of(fault),
            message=fault.message(),
            form=url_for(
                "programme_drafts.section",
                draft_id=view.draft.id,
                section=section_of(str(fault.path[0])),
            )
            if fault.path
            else "",
        )
        for fault in faults
    ]


def _line_of(written: list[str], fault: Fault) -> str:
    """The line as it is written; nothing for a field that is not there."""
    is_there = fault.sentence != NOT_THERE and fault.line <= len(written)
    return written[fault.line - 1].strip() if is_there else ""


def section(
    work: Work,
    who: Principal,
    draft_id: UUID,
    name: str,
    *,
    typed: Typed | None = None,
    errors: Mapping[str, list[str]] | None = None,
    is_checked: bool = False,
) -> SectionPage | None:
    """The form of one section; None while the text cannot be read as fields."""
    view = queries.draft(work, who, draft_id)
    read, fields = document(view), fields_in(name)
    if read is None:
        return None
    values = typed if typed is not None else shown(fields, read)
    faults: list[Fault] = []
    if is_checked and typed is None:
        checked = queries.checked(work, view.draft.yaml, own=who.organisation)
        faults = [each for each in checked.faults if each.path and each.path[0] in SECTIONS[name]]
    entries = forms.entries(fields, values, faults)
    sections = [*SECTIONS, ""]
    return SectionPage(
        name=name,
        heading=gettext(texts.SECTIONS[name]),
        fields=forms.form_fields(fields, values),
        entries=forms.with_errors(entries, errors) if errors else entries,
        seen=view.version,
        following=sections[sections.index(name) + 1],
    )


def bases(work: Work) -> list[Option]:
    """The programmes that a new one can begin as."""
    programmes = catalogue.newest_programmes(work.db)
    options = (Option(each.code, each.name_in(language())) for each in programmes)
    return sorted(options, key=lambda option: option.label)


def _sections(draft_id: UUID, checked: Checked) -> list[SectionLine]:
    lines = []
    for name in SECTIONS:
        wrong = sum(
            1 for each in checked.faults if each.path and section_of(str(each.path[0])) == name
        )
        lines.append(
            SectionLine(
                url_for("programme_drafts.section", draft_id=draft_id, section=name),
                gettext(texts.SECTIONS[name]),
                ngettext("%(num)s to look at", "%(num)s to look at", wrong) if wrong else "",
            )
        )
    return lines


def _consequences(work: Work, programme: Programme, published: Programme | None) -> Iterator[str]:
    """Whom publishing it concerns, and how."""
    if published is None:
        yield gettext(
            "It stands in the directory at once; referrals need an agreement that names it."
        )
        return
    families = queries.families(work, programme.code)
    yield gettext(
        "Cases that have begun keep the version that they began with: %(number)s.",
        number=_families(families.going_on),
    )
    yield gettext(
        "Referrals that wait for an answer are checked by the new version when they are "
        "answered: %(number)s.",
        number=_families(families.waiting),
    )
    yield gettext("Referrals that come from now on, and cases of theirs, follow the new version.")


def _families(number: int) -> str:
    if 0 < number < FEWEST:
        return gettext("fewer than %(least)s families", least=FEWEST)
    return ngettext("%(num)s family", "%(num)s families", number)


def draw_text(work: Work, view: DraftView) -> Mapping[str, Any]:
    """The lines in which something is wrong."""
    checked = queries.checked(work, view.draft.yaml, own=work.actor.organisation)
    return {"faults": fault_lines(view, checked.faults)}


def fill_text(_work: Work, view: DraftView) -> Mapping[str, object]:
    return {"yaml": view.draft.yaml}
