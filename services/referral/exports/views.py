"""What the officer reads before the answer is given, and the paper that is handed over."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from services.common.held.collecting import Entry
from services.referral.exports.queries import Answers
from services.referral.rights.domain import RightsRequest
from services.referral.rights.texts import complaint
from shared.web.formats import format_date
from shared.web.i18n import gettext, language, ngettext


@dataclass(frozen=True)
class Part:
    """What one service holds."""

    service: str
    title: str
    entries: list[Entry]
    waiting: list[Entry]  # for a person to judge


def parts(answers: Answers) -> list[Part]:
    """By service, in the order in which a family meets them."""
    return [
        Part(
            name,
            title(name),
            [each for each in held.entries if not each.waits],
            [each for each in held.entries if each.waits],
        )
        for name, held in answers.by_service.items()
    ]


def title(service: str) -> str:
    """What a service's part of the paper is called."""
    return {
        "referral": gettext("How contact was made"),
        "casework": gettext("The support itself"),
        "volunteers": gettext("Support people"),
    }[service]


def head(entry: Entry) -> str:
    """Day and name of an entry."""
    return f"{day(entry)} · {entry.title}"


def day(entry: Entry) -> str:
    return format_date(date.fromisoformat(entry.day), "d.M.yyyy")


def note(entry: Entry) -> str:
    """What is not told of an entry, so that nobody wonders whether it is all."""
    if not entry.left_out:
        return ""
    return gettext("Not told here: %(what)s", what=", ".join(entry.left_out).lower())


def paper(answers: Answers, state: RightsRequest, name: str, today: date) -> dict[str, Any]:
    """The values of the paper, in the language of this request."""
    on = format_date(today, "d.M.yyyy")
    return {
        "title": gettext("What is held about you"),
        "author": "Rinnalla",
        "language": language(),
        "foot": gettext("Written out on %(day)s", day=on),
        "lead": _lead(answers, state, name, on),
        "parts": [_part(part) for part in parts(answers) if part.entries],
        "looks": _looks(answers),
        "end": {"title": gettext("What you can do"), "lines": _end()},
    }


def whole(answers: Answers, state: RightsRequest, today: date) -> dict[str, Any]:
    """The same for a program: every entry with its facts, and what was left out."""
    return {
        "request": str(state.id),
        "written_on": today.isoformat(),
        "services": {
            name: {
                "entries": [asdict(each) for each in held.entries if not each.waits],
                "not_told": len([each for each in held.entries if each.waits]),
                "looks": [asdict(each) for each in held.looks],
            }
            for name, held in answers.by_service.items()
        },
    }


def _part(part: Part) -> dict[str, Any]:
    return {
        "title": part.title,
        "lead": ngettext("%(num)s entry", "%(num)s entries", len(part.entries)),
        "entries": [
            {
                "head": head(each),
                "facts": [{"label": fact.label, "text": fact.text} for fact in each.facts],
                "note": note(each),
            }
            for each in part.entries
        ],
    }


def _lead(answers: Answers, state: RightsRequest, name: str, on: str) -> list[str]:
    lines = [
        gettext("This is all that Rinnalla held on %(day)s of %(name)s.", day=on, name=name)
        if name
        else gettext("This is all that Rinnalla held on %(day)s.", day=on),
        gettext(
            "What tells of other people is left out: it is theirs. Where something is left out, "
            "it says so."
        ),
    ]
    if answers.left_out:
        lines.append(
            gettext("Entries about a child's safety are told only after somebody has judged them.")
        )
    return lines


def _looks(answers: Answers) -> dict[str, Any]:
    return {
        "title": gettext("Who has looked at the data"),
        "lead": gettext("How often people of each organisation opened it, by month."),
        "columns": [
            gettext("Month"),
            gettext("Organisation"),
            gettext("Role"),
            gettext("Times"),
        ],
        "rows": [
            [each.month, each.organisation or "–", each.role or "–", str(each.number)]
            for held in answers.by_service.values()
            for each in held.looks
        ],
    }


def _end() -> list[str]:
    return [
        gettext(
            "If something is wrong, ask for it to be corrected. You may also ask for your data to "
            "be erased, or its use to be restricted or to end, and complain if you are refused."
        ),
        complaint(),
    ]
