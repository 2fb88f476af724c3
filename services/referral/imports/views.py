"""What a file of referrals would send or has sent, in the reader's language."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import url_for

from services.common import catalogue
from services.common.labels import label
from services.referral.imports import queries, texts
from services.referral.imports.events import ImportConfirmed
from services.referral.imports.queries import ImportView
from services.referral.imports.rules import Kind, Plan, Step
from services.referral.imports.schemas import LEFT_OUT
from shared.identity.principals import Principal
from shared.web import csv_files
from shared.web.formats import format_date
from shared.web.i18n import gettext, language, ngettext
from shared.web.parts import Option
from shared.web.sentences import in_words
from shared.web.spreadsheets import FOR_PEOPLE, as_csv
from shared.work import Work

EXAMPLE: Mapping[str, str] = {  # of an invented child; codes stand for what the reader calls them
    "source_reference": "2026-001",
    "programme": "kaveri",
    "municipality": "853",
    "referrer.kind": "SCHOOL",
    "subject.kind": "CHILD",
    "subject.given_name": "Aino",
    "subject.family_name": "Testinen",
    "subject.service_language": "fi",
    "subject.guardians.0.given_name": "Oili",
    "subject.guardians.0.family_name": "Testinen",
    "needs": "LONELINESS",
    "client_status": "NONE",
    "consent.given_by": "GUARDIAN",
}
DAYS = {"subject.date_of_birth": "1.4.2015", "consent.given_on": "20.11.2026"}


@dataclass(frozen=True)
class LineView:
    """A line, and what is to be done about it."""

    line: int
    reference: str
    name: str
    programme: str
    tag: tuple[str, str]
    notes: list[str]
    href: str


@dataclass(frozen=True)
class Preview:
    id: UUID
    seal: str
    unknown: list[tuple[str, str]]  # a field of the form, and the column's own name
    targets: list[Option]
    faulty: list[LineView]
    others: list[LineView]
    new: int
    there: int


@dataclass(frozen=True)
class ImportsPage:
    waiting: list[str]  # addresses
    sent: list[list[str]]
    columns: list[tuple[str, str, list[str]]]  # name, needed or not, what may stand there


def imports(work: Work, principal: Principal) -> ImportsPage:
    """Where a file is sent, which wait, and which were sent."""
    waiting = queries.all_waiting(work, principal)
    sent = queries.book(work, principal).confirmed
    return ImportsPage(
        waiting=[url_for("imports.preview", import_id=each) for each in waiting],
        sent=[[format_date(each.on), *_counted(each)] for each in reversed(sent[-20:])],
        columns=[
            (column.title(language()), _need(column.field), _about(column))
            for column in texts.columns().values()
        ],
    )


def preview(work: Work, view: ImportView) -> Preview | None:
    """The lines by what has to be done; None where they have been sent."""
    if view.plan is None:
        return None
    names = catalogue.names_of_programmes(work.db, language())
    lines = [(step.kind, _line(step, names)) for step in view.plan.steps]
    return Preview(
        id=view.id,
        seal=view.plan.seal,
        unknown=[(f"column.{n}", name) for n, name in enumerate(view.plan.unknown)],
        targets=_targets() if view.plan.unknown else [],
        faulty=[line for kind, line in lines if kind is Kind.FAULTY],
        others=[line for kind, line in lines if kind is not Kind.FAULTY],
        new=len(view.plan.of(Kind.NEW)),
        there=len(view.plan.of(Kind.THERE)),
    )


def as_json(view: ImportView) -> dict[str, Any]:
    """The same for a program."""
    if view.confirmed:
        return {
            "id": view.id,
            "status": "confirmed",
            "lines": [],
            "unknown_columns": [],
            "new": len(view.confirmed.referrals),
            "there": view.confirmed.there,
            "faulty": view.confirmed.left_out,
            "referrals": view.confirmed.referrals,
        }
    plan = view.plan or Plan((), ())
    return {
        "id": view.id,
        "status": "waiting",
        "seal": plan.seal,
        "unknown_columns": list(plan.unknown),
        "lines": [_line_json(step) for step in plan.steps],
        "new": len(plan.of(Kind.NEW)),
        "there": len(plan.of(Kind.THERE)),
        "faulty": len(plan.of(Kind.FAULTY)),
        "referrals": [],
    }


def faults(faulty: csv_files.Faulty) -> list[str]:
    """Each with its line, as it is counted in the file."""
    return [
        str(in_words(fault.message))
        if fault.line == csv_files.WHOLE
        else f"{_at(fault.line)}: {in_words(fault.message)}"
        for fault in faulty.faults
    ]


def template() -> bytes:
    """A file with every column, as the reader calls it, and a line of an invented child."""
    columns = list(texts.columns().values())
    titles = [column.title(language()) for column in columns]
    example: list[str | int | float | None] = [_example(column.field) for column in columns]
    return as_csv(titles, [example], FOR_PEOPLE[language()])


def _example(field: str) -> str:
    code = EXAMPLE.get(field, "")
    named = next((c for c in texts.codes_of(texts.field_for(field)) if c.value == code), None)
    return label(named, language()) if named else DAYS.get(field, code)


def _counted(confirmed: ImportConfirmed) -> list[str]:
    return [str(len(confirmed.referrals)), str(confirmed.there), str(confirmed.left_out)]


def _need(field: str) -> str:
    return gettext("needed") if texts.is_needed(field) else ""


def _about(column: texts.Column) -> list[str]:
    hint = column.hint.get(language(), "")
    return [text for text in (hint, *texts.taken(column.field)) if text]


def _targets() -> list[Option]:
    leave = Option("leave", gettext("Leave this column out"))
    columns = texts.columns().values()
    return [leave, *(Option(each.field, each.title(language())) for each in columns)]


def chosen(names: Sequence[str], typed: Mapping[str, str]) -> dict[str, str]:
    """What was chosen for each column; those for which nothing was stay unknown."""
    targets = {option.value for option in _targets()}
    columns = {}
    for number, name in enumerate(names):
        target = typed.get(f"column.{number}", "")
        if target in targets:
            columns[texts.plain(name)] = LEFT_OUT if target == "leave" else target
    return columns


def _line(step: Step, programmes: Mapping[str, str]) -> LineView:
    tags = {
        Kind.NEW: ("done", gettext("will be sent")),
        Kind.THERE: ("idle", gettext("sent before")),
        Kind.FAULTY: ("late", gettext("has a mistake")),
    }
    code = step.data.get("programme") or ""
    return LineView(
        line=step.line,
        reference=step.reference,
        name=step.described.name,
        programme=programmes.get(code, code),
        tag=tags[step.kind],
        notes=[*_mistakes(step), *_warnings(step)],
        href=url_for("referrals.show", referral_id=step.referral_id) if step.referral_id else "",
    )


def _mistakes(step: Step) -> Iterator[str]:
    for field, messages in step.mistakes.items():
        for message in messages:
            yield f"{texts.title_of(field)}: {message}" if field else message


def _warnings(step: Step) -> Iterator[str]:
    if step.same_as:
        yield gettext("The same child is on line %(line)s too.", line=step.same_as)
    for double in step.doubles:
        yield gettext(
            "This child was sent on %(day)s already: %(reference)s.",
            day=format_date(double.referred_on),
            reference=double.reference or gettext("Referral"),
        )
    if step.warnings:
        yield ngettext(
            "A rule of the programme speaks against it, and does not exclude it.",
            "%(num)s rules of the programme speak against it, and do not exclude it.",
            len(step.warnings),
        )


def _line_json(step: Step) -> dict[str, Any]:
    return {
        "line": step.line,
        "source_reference": step.reference,
        "kind": step.kind.value,
        "mistakes": [
            {"column": field, "message": message}
            for field, messages in step.mistakes.items()
            for message in messages
        ],
        "warnings": [*step.warnings, *_warnings(step)],
        "referral": step.referral_id,
    }


def _at(line: int) -> str:
    return gettext("Line %(number)s", number=line)
