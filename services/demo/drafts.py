"""A programme that somebody is making: begun as a copy, not published yet."""

from services.referral.programme_drafts import commands
from services.referral.programme_drafts.domain import ProgrammeDraft
from shared.work import Work

BASIS, CODE, TITLE = "kaveri", "lukukaveri", "Lukukaveri"


def begin_a_draft(work: Work) -> None:
    """A friend who reads with a child, made from those that there are, for ages 6–12."""
    draft_id = commands.begin(work, basis=BASIS, code=CODE, title=TITLE)
    draft, _ = work.load(ProgrammeDraft(draft_id))
    text = draft.yaml.replace("age_max: 17", "age_max: 12")
    commands.write(work, draft_id, yaml=text)
