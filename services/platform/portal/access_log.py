"""Who has looked at somebody's data, in all services: a page in words, and the same as a file.

For the data protection officer, and for whoever works with a family on the family's behalf. Each
service says only what the reader may know there; asking is itself kept in each of them.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from flask import Blueprint, Response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from services.common.accesses.policy import OFFICER, reads as may_read
from services.platform.portal import views
from services.platform.portal.guest import Guest, guest
from shared.accesslog.log import Outcome
from shared.identity.neighbours import Neighbours, Reply
from shared.web.formats import format_datetime, read_day
from shared.web.i18n import N_, gettext, language
from shared.web.parts import FieldText, Form, Option
from shared.web.spreadsheets import CSV, FOR_PEOPLE, as_csv

ROOT = "/access-log"
IDS, DAYS = ("subject", "principal"), ("from", "to")
COLUMNS = (N_("Time"), N_("Who did what"), N_("Role"), N_("Organisation"), N_("Request id"))
LINES = 50
MOST_IN_FILE, AT_ONCE = 5000, 200  # lines


@dataclass(frozen=True)
class AccessLine:
    """One line: who did what to whose data, and when."""

    at: str
    text: str
    service: str
    of_principal: str  # address of all that they did; empty where the reader may not ask
    of_subject: str  # of all that was done to the same


@dataclass(frozen=True)
class AccessPage:
    """One part of the log, newest first."""

    lines: list[AccessLine]
    away: list[str]
    first: str
    more: str
    file: str
    is_officer: bool
    about_one: bool  # somebody's data, or somebody's looks


def access_log_pages(neighbours: Neighbours) -> Blueprint:
    """`/access-log`, and `/access-log.csv`."""
    routes = Blueprint("access_log", __name__)

    @routes.get(ROOT)
    def show() -> ResponseReturnValue:
        """The lines that fit."""
        who = guest(neighbours)
        if who.reader is None:
            return redirect(f"/referral/sign-in?{urlencode({'next': request.full_path})}")
        if there := who.next_sign_in():
            return redirect(there)
        _check(who)
        query, wrong = _query(request.args)
        page = _page(who, query)
        entries = Form.of(request.args.to_dict(flat=False), wrong, fields=_fields())
        return render_template(
            "portal/access_log.html", page=page, entries=entries, outcomes=_outcomes(), chosen=query
        )

    @routes.get(f"{ROOT}.csv")
    def file() -> ResponseReturnValue:
        """The same as a file, up to as many lines as somebody reads."""
        who = guest(neighbours)
        _check(who)
        query, _ = _query(request.args)
        lines = [_cells(each) for each in _all(who, query)]
        columns = [gettext(name) for name in COLUMNS]
        content = as_csv(columns, lines, FOR_PEOPLE[language()])
        headers = {"Content-Disposition": 'attachment; filename="access-log.csv"'}
        return Response(content, mimetype=CSV, headers=headers)

    return routes


def _check(who: Guest) -> None:
    """Whoever works with families asks for one of them; a role without any has no such page."""
    roles = set(who.reader.roles) if who.reader else set()
    if may_read.roles.isdisjoint(roles) or (OFFICER not in roles and not _id("subject")):
        raise NotFound


def _id(name: str) -> str:
    try:
        return str(UUID(request.args.get(name, "")))
    except ValueError:
        return ""


def _query(args: Mapping[str, str]) -> tuple[dict[str, str], dict[object, object]]:
    """The query for the services, and what is wrong with what was typed, by field."""
    query, wrong = {name: _id(name) for name in IDS}, dict[object, object]()
    for name in DAYS:
        if text := args.get(name, "").strip():
            try:
                query[name] = read_day(text).isoformat()
            except ValueError:
                wrong[name] = [gettext("Write the day as 31.1.2026.")]
    if args.get("outcome") in {each.value for each in Outcome}:
        query["outcome"] = args["outcome"]
    with suppress(ValueError):
        before = datetime.fromisoformat(args.get("before", ""))
        query["before"] = before.isoformat() if before.tzinfo else ""
    return {name: value for name, value in query.items() if value}, wrong


def _page(who: Guest, query: Mapping[str, str]) -> AccessPage:
    replies = who.accesses({**query, "limit": str(LINES)})
    newest = _newest_first(replies)
    lines = newest[:LINES]
    if lines:
        lines += [each for each in newest[LINES:] if each["at"] == lines[-1]["at"]]
    is_officer = who.reader is not None and OFFICER in who.reader.roles
    chosen = {name: value for name, value in query.items() if name != "before"}
    return AccessPage(
        lines=[_line(each, chosen, is_officer=is_officer) for each in lines],
        away=[views.name_of(name) for name, reply in replies.items() if reply is None],
        first=_address(chosen) if query.get("before") else "",
        more=_address({**chosen, "before": lines[-1]["at"]}) if len(newest) > len(lines) else "",
        file=f"{ROOT}.csv?{urlencode(chosen)}",
        is_officer=is_officer,
        about_one=bool(query.get("subject") or query.get("principal")),
    )


def _newest_first(replies: Mapping[str, Reply | None]) -> list[dict[str, Any]]:
    lines = [
        {**each, "service": name}
        for name, reply in replies.items()
        if reply is not None and reply.status == 200
        for each in reply.body["accesses"]
    ]
    return sorted(lines, key=lambda each: datetime.fromisoformat(each["at"]), reverse=True)


def _all(who: Guest, query: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Every line, newest first, as long as a file should be."""
    sent = {**query, "limit": str(AT_ONCE), "file": "1"}
    for _ in range(MOST_IN_FILE // AT_ONCE):
        newest = _newest_first(who.accesses(sent))
        part = newest[:AT_ONCE]
        yield from part
        if len(newest) <= AT_ONCE:
            return
        sent["before"] = part[-1]["at"]


def _line(each: Mapping[str, Any], chosen: Mapping[str, str], *, is_officer: bool) -> AccessLine:
    about = each["opened"][0] if each["opened"] else ""
    is_same = chosen.get("subject") in each["opened"]
    return AccessLine(
        at=format_datetime(datetime.fromisoformat(each["at"])),
        text=each["text"],
        service=views.name_of(each["service"]),
        of_principal=_address({"principal": each["who"]["id"]}) if is_officer else "",
        of_subject=_address({"subject": about}) if is_officer and about and not is_same else "",
    )


def _cells(each: Mapping[str, Any]) -> list[Any]:
    at = format_datetime(datetime.fromisoformat(each["at"]))
    who = each["who"]
    return [at, each["text"], who["role"], who["organisation"], each["request"]]


def _address(query: Mapping[str, str]) -> str:
    return f"{ROOT}?{urlencode(query)}" if query else ROOT


def _fields() -> dict[str, FieldText]:
    names = {
        "from": gettext("From"),
        "to": gettext("Until"),
        "outcome": gettext("What happened"),
    }
    return {name: FieldText(label) for name, label in names.items()}


def _outcomes() -> list[Option]:
    return [
        Option(Outcome.SHOWN, gettext("what was seen or done")),
        Option(Outcome.REFUSED, gettext("what was refused")),
        Option(Outcome.MISSING, gettext("what was not there")),
    ]
