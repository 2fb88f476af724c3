"""What families answered as a table, and on the wire."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from services.common.codes import Unanswered
from services.common.labels import label
from services.reporting.circumstances.rules import Circumstance
from services.reporting.figures import texts
from services.reporting.figures.views import Table
from shared.web.i18n import gettext, language


def table(circumstances: Iterable[Circumstance], *, programmes: Mapping[str, str]) -> Table:
    """A row for each answer, and three for those of whom there is none."""
    columns: list[str | tuple[str, str]] = [gettext("Question"), gettext("Answer")]
    columns += [gettext("Programme"), (gettext("Number"), "num"), (gettext("Share"), "num")]
    cells = [
        [text, answer, texts.programme_name(each.programme, programmes), str(number), share]
        for each in circumstances
        for text, answer, number, share in _rows(each)
    ]
    lead = gettext(
        "As families answered by the end of the period. Parents are counted where they were asked, "
        "each by themselves; not asked counts families. A share is of those who answered, from "
        "ten on."
    )
    return Table(gettext("Circumstances of the families"), lead, columns, cells, is_list=True)


def answered_as_json(each: Circumstance) -> dict[str, Any]:
    return {
        "programme": each.programme,
        "question": each.question.code,
        "name": each.question.text.said_in(language()),
        "about": str(each.question.about),
        "answered": each.answered,
        "answers": dict(each.answers),
        "declined": each.declined,
        "unknown": each.unknown,
        "not_asked": each.not_asked,
    }


def _rows(each: Circumstance) -> Iterator[tuple[str, str, int, str]]:
    locale = language()
    text = each.question.text.said_in(locale)
    for code, number in each.answers.items():
        share = each.share(code)
        shown = "" if share is None else gettext("%(share)s %%", share=share)
        yield text, each.question.answer_in(locale, code), number, shown
    yield text, label(Unanswered.DECLINED, locale), each.declined, ""
    yield text, label(Unanswered.UNKNOWN, locale), each.unknown, ""
    yield text, gettext("Not asked"), each.not_asked, ""
