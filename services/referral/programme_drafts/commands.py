"""What can be asked of programmes in the making; each function runs in the caller's transaction."""

from collections.abc import Mapping, Sequence
from uuid import UUID, uuid4

from services.common import catalogue
from services.common.programme import Programme
from services.common.programme.document import rewritten
from services.common.programme.fields import fields_in
from services.common.programme.filling import fill
from services.common.programme.loader import read_programme
from services.common.programme.strictyaml import NotPlain
from services.referral.directory.commands import publish_programme
from services.referral.programme_drafts import events, rules
from services.referral.programme_drafts.domain import ProgrammeDraft
from shared.kernel.aggregate import Invalid
from shared.work import Work


def begin(work: Work, *, basis: str = "", code: str = "", title: str = "") -> UUID:
    """Begin with nothing, with the next version of a programme, or with a copy of one."""
    programme = _basis(work, basis) if basis else None
    if programme and code in ("", programme.code):
        text = rules.next_version(programme)
    elif not code or not title:
        raise Invalid("A new programme needs a code and a name.", code="no-code", field="code")
    elif programme:
        text = rules.copied(programme, code, title, _own_code(work))
    else:
        text = rules.new_text(code, title, _own_code(work))
    return _begin(work, text, basis)


def write(work: Work, draft_id: UUID, *, yaml: str) -> None:
    """Let the text be this; it may still be wrong, and says so."""
    yaml = yaml.replace("\r\n", "\n").rstrip() + "\n"
    rules.check_length(yaml)
    about = rules.heading(yaml)
    written = events.DraftWritten(draft_id=draft_id, code=about.code, title=about.title, yaml=yaml)
    work.change(ProgrammeDraft(draft_id), lambda draft: draft.write(written))


def fill_in(
    work: Work, draft_id: UUID, *, section: str, typed: Mapping[str, Sequence[str]]
) -> None:
    """Write what was typed in the form of one section; the rest of the text stays as it is."""
    text = work.load(ProgrammeDraft(draft_id))[0].yaml
    fields = fields_in(section)
    try:
        text = rewritten(text, lambda node: fill(fields, node, typed), rules.ORDER)
    except NotPlain as wrong:
        raise Invalid(
            "The text cannot be read: mend its line %(line)s first.",
            code="unreadable",
            line=wrong.line,
        ) from wrong
    write(work, draft_id, yaml=text)


def publish(work: Work, draft_id: UUID) -> None:
    """Publish the programme that the text says; raises `Faulty` while it says none."""
    draft, _ = work.load(ProgrammeDraft(draft_id))
    programme = read_programme(draft.yaml)
    publish_programme(work, programme)
    work.change(draft, lambda draft: draft.publish(programme.code, programme.version))


def discard(work: Work, draft_id: UUID) -> None:
    """Throw it away; what is published stays."""
    work.change(ProgrammeDraft(draft_id), lambda draft: draft.discard())


def _begin(work: Work, text: str, basis: str) -> UUID:
    about = rules.heading(text)
    begun = events.DraftBegun(
        draft_id=uuid4(),
        organisation=work.actor.organisation,
        basis=basis,
        code=about.code,
        title=about.title,
        yaml=text,
    )
    work.start(ProgrammeDraft(begun.draft_id), lambda draft: draft.begin(begun))
    return begun.draft_id


def _basis(work: Work, code: str) -> Programme:
    programme = catalogue.programme(work.db, code)
    if programme is None:
        raise Invalid(
            "No programme is called %(programme)s.",
            code="unknown-programme",
            field="basis",
            programme=code,
        )
    return programme


def _own_code(work: Work) -> str:
    """What the administrator's own organisation is called in a text; empty for the region's."""
    own = work.actor.organisation
    organisation = catalogue.organisation(work.db, own) if own else None
    return organisation.code if organisation else ""
