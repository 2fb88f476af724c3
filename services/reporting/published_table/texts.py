"""What the rows of the published table are called, and what is to be known of each."""

from services.reporting.published_table.domain import Publication, Row
from services.reporting.published_table.rules import Figure, Snapshot, checked
from services.reporting.table_checks.rules import Shares, Sum
from shared.web.i18n import gettext, ngettext

SHOWN = 12  # numbers of one line


def row_name(code: str) -> str:
    names = {
        "CHILDREN": gettext("Children and young people supported"),
        "BOYS": gettext("Boys"),
        "GIRLS": gettext("Girls"),
        "COUNSELLED": gettext("Parents with adult-social-work counselling"),
        "OUT_OF_WORK": gettext("Parents out of work"),
        "POOR": gettext("Parents in a poor economy"),
        "VIOLENCE": gettext("Families with a history of violence"),
        "ENDED": gettext("Support ended"),
        "IMPROVED": gettext("… and the situation had improved"),
        "UNCHANGED": gettext("… and the situation was unchanged"),
        "PLACED": gettext("… with a placement outside the home"),
    }
    return names[code]


def published(row: Row) -> str:
    return str(row.number) if row.number is not None else _per_cent(row.percent)


def counted(figure: Figure) -> str:
    """Such as 28 / 35, 80 %."""
    if figure.whole is None:
        return str(figure.part)
    if figure.share is None:
        return "–"
    return f"{figure.part} / {figure.whole}, {_per_cent(figure.share)}"


def notes(publication: Publication, row: Row, taken: Snapshot | None) -> str:
    """What does not agree in the published figure itself, and how ours is counted otherwise."""
    return " ".join(each for each in (_arithmetic(publication, row), _ours(row, taken)) if each)


def _arithmetic(publication: Publication, row: Row) -> str:
    people = publication.published_people
    lines = zip(publication.checks, checked(publication), strict=True)
    line = next((line for each, line in lines if each.rows[0] == row.code), None)
    if isinstance(line, Sum):
        return ngettext(
            "%(line)s: %(num)s stands in no part.",
            "%(line)s: %(num)s stand in no part.",
            line.missing,
            line=line.text,
        )
    if not isinstance(line, Shares):
        return ""
    numbers = [whole.number for whole in line.wholes]
    near = ", ".join(map(str, [each for each in numbers if each <= people][:SHOWN]))
    if people in numbers:
        return gettext("%(line)s can come from %(people)s.", line=line.text, people=people)
    if not near:
        far = ", ".join(map(str, numbers[:SHOWN]))
        return gettext(
            "%(line)s cannot all come from %(people)s, only from more: %(numbers)s.",
            line=line.text,
            people=people,
            numbers=far,
        )
    return gettext(
        "%(line)s cannot come from %(people)s, but from %(numbers)s.",
        line=line.text,
        people=people,
        numbers=near,
    )


def _ours(row: Row, taken: Snapshot | None) -> str:
    if taken is None:
        return ""
    if row.code == "COUNSELLED":
        return gettext(
            "Published of parents. Who of a family was there is kept nowhere, so families are "
            "counted here."
        )
    if row.code == "OUT_OF_WORK":
        return gettext("Out of work and a poor economy are asked apart: one parent may be in both.")
    if row.code == "ENDED" and taken.undone:
        return ngettext(
            "Here %(num)s of those that ended was not assessed.",
            "Here %(num)s of those that ended were not assessed.",
            taken.undone,
        )
    if row.code == "IMPROVED":
        return gettext("Published without who judged it and how; here both are kept.")
    if row.code == "PLACED":
        return _placed(taken)
    return _not_asked(row, taken)


def _placed(taken: Snapshot) -> str:
    ended = taken.figures["ENDED"].part
    followed = gettext(
        "The six months of follow-up were over for %(followed)s of %(ended)s: more may come.",
        followed=taken.followed,
        ended=ended,
    )
    return gettext("Why support ended and what had changed are two facts here.") + " " + followed


def _not_asked(row: Row, taken: Snapshot) -> str:
    number = taken.unanswered.get(row.code, 0)
    if not number:
        return ""
    return ngettext(
        "%(num)s family had not been asked.", "%(num)s families had not been asked.", number
    )


def _per_cent(share: int | None) -> str:
    return gettext("%(share)s %%", share=share)
