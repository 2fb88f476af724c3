"""What a file of people would change, in the reader's language."""

from dataclasses import dataclass

from services.common.codes import Role
from services.common.labels import label
from services.referral.rosters import queries
from services.referral.rosters.rules import Kind, Plan
from shared.web.csv_files import WHOLE, Faulty
from shared.web.i18n import gettext, language
from shared.web.sentences import in_words
from shared.work import Work


@dataclass(frozen=True)
class Part:
    """Everybody to whom the same happens."""

    title: str
    people: list[list[str]]  # name, sign-in, organisation, roles


@dataclass(frozen=True)
class Preview:
    seal: str
    parts: list[Part]
    unchanged: int


def preview(work: Work, plan: Plan) -> Preview:
    """The steps by what they are; who stays as they are is only counted."""
    names, locale = queries.organisation_names(work, language()), language()
    titles = {
        Kind.JOINS: gettext("Will be added"),
        Kind.CHANGES: gettext("Will be changed"),
        Kind.LEAVES: gettext("Will leave"),
    }
    parts = []
    for kind, title in titles.items():
        people = [
            [
                step.name or step.sign_in,
                step.sign_in,
                names.get(step.organisation, "") if step.organisation else "",
                ", ".join(label(Role(role), locale) for role in step.roles),
            ]
            for step in plan.of(kind)
        ]
        parts += [Part(title, people)] if people else []
    return Preview(plan.seal, parts, len(plan.of(Kind.STAYS)))


def faults(faulty: Faulty) -> list[str]:
    """Each with its line, as it is counted in the file."""
    lines = []
    for fault in faulty.faults:
        text = str(in_words(fault.message))
        at = gettext("Line %(number)s", number=fault.line)
        lines.append(text if fault.line == WHOLE else f"{at}: {text}")
    return lines
