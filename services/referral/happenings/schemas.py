"""What comes in and goes out of open events."""

from typing import Any

from marshmallow import Schema, fields, validate

from services.common.codes import (
    Audience,
    Guiding,
    HappeningKind,
    HappeningStatus,
    Theme,
)
from services.referral.happenings.events import HappeningPlanned
from services.referral.happenings.queries import HappeningView, ListedHappening
from services.referral.happenings.rules import abouts, rules_of, spoken, titles
from shared.web.api import Body
from shared.web.fields import (
    Clock,
    Code,
    Codes,
    Day,
    Language,
    Link,
    Text,
    Whole,
    YesNo,
    named,
)
from shared.web.i18n import N_
from shared.web.paging import WholeQuery

LONGEST = 24 * 60  # minutes of a day
MOST_SEATS = 2000
MOST_HEADS = 10_000
MOST_RULES = 1000
NAMES = tuple(name for name in HappeningPlanned.__annotations__ if name not in ("on",))
COUNTS = ("children", "young_people", "parents", "professionals", "others")
MOST_LANGUAGES = 11
NAME_NOBODY = N_("Everybody reads it. Name nobody.")

AGREED = N_("Such as: what we talk about stays here. Everybody reads it. Name nobody.")


class HappeningSchema(Body):
    programme = named(N_("Programme"), Text(most=60, least=1, required=True))
    kind = named(N_("What kind of event is it?"), Code(HappeningKind, required=True))
    audience = named(N_("Whom is it for?"), Code(Audience, required=True))
    themes = named(
        N_("Themes"),
        Codes(Theme, required=True, validate=validate.Length(min=1)),
        hint=N_("People choose by them."),
    )
    language = named(N_("Language that is spoken"), Language(load_default="fi"))
    languages = named(
        N_("Other languages that are spoken"),
        fields.List(Language(), load_default=list, validate=validate.Length(max=MOST_LANGUAGES)),
    )
    guides = named(
        N_("Who guides it?"),
        Codes(Guiding),
        hint=N_("For groups. As what, and nobody’s name."),
    )
    title_fi = named(N_("What is it called in Finnish?"), Text(most=200, load_default=""))
    about_fi = named(
        N_("What is it about, in Finnish?"), Text(most=2000, load_default=""), hint=NAME_NOBODY
    )
    title_sv = named(N_("What is it called in Swedish?"), Text(most=200, load_default=""))
    about_sv = named(
        N_("What is it about, in Swedish?"), Text(most=2000, load_default=""), hint=NAME_NOBODY
    )
    title_en = named(N_("What is it called in English?"), Text(most=200, load_default=""))
    about_en = named(
        N_("What is it about, in English?"), Text(most=2000, load_default=""), hint=NAME_NOBODY
    )
    rules_fi = named(
        N_("What is agreed in the group, in Finnish?"),
        Text(most=MOST_RULES, load_default=""),
        hint=AGREED,
    )
    rules_sv = named(
        N_("What is agreed in the group, in Swedish?"),
        Text(most=MOST_RULES, load_default=""),
        hint=AGREED,
    )
    rules_en = named(
        N_("What is agreed in the group, in English?"),
        Text(most=MOST_RULES, load_default=""),
        hint=AGREED,
    )
    municipality = named(
        N_("Municipality of the place"),
        Text(most=3, load_default=""),
        hint=N_("Left empty where it is online only."),
    )
    place = named(N_("Place"), Text(most=200, load_default=""), hint=N_("Everybody reads it."))
    way_in = named(N_("How to get in"), Text(most=500, load_default=""))
    link = named(
        N_("Link for taking part from afar"),
        Link(most=500, load_default=""),
        hint=N_("It is not public: say in how to get in how people get it."),
    )


class DaysSchema(Body):
    day = named(N_("Day"), Day(required=True))
    begins = named(N_("Begins at"), Clock(required=True))
    minutes = named(N_("Minutes"), Whole(least=5, most=LONGEST, required=True))
    topic = named(N_("Topic"), Text(most=200, load_default=""), hint=NAME_NOBODY)
    times = named(
        N_("How many times"),
        Whole(least=1, most=30, load_default=1),
        hint=N_("At the same time of day, also when the clocks are changed."),
    )
    every_weeks = named(N_("Weeks from one to the next"), Whole(least=1, most=26, load_default=1))


class OneDaySchema(Body):
    day = named(N_("Day"), Day(required=True))


class HeadCountsSchema(Body):
    """How many came, by kind of participant."""

    children = named(N_("Children"), Whole(least=0, most=MOST_HEADS, load_default=0))
    young_people = named(N_("Young people"), Whole(least=0, most=MOST_HEADS, load_default=0))
    parents = named(N_("Parents"), Whole(least=0, most=MOST_HEADS, load_default=0))
    professionals = named(N_("Professionals"), Whole(least=0, most=MOST_HEADS, load_default=0))
    others = named(N_("Others"), Whole(least=0, most=MOST_HEADS, load_default=0))
    is_estimate = named(N_("It is an estimate"), YesNo(load_default=False))


class HeadsSchema(HeadCountsSchema):
    day = named(N_("Day"), Day(required=True))


class PlannedDaySchema(Schema):
    day = fields.Date(required=True)
    begins = fields.String(required=True, metadata={"description": "On the wall in Helsinki."})
    starts_at = fields.DateTime(required=True)
    ends_at = fields.DateTime(required=True)
    topic = fields.String(required=True)
    is_cancelled = fields.Boolean(required=True)


class PlannedHappeningSchema(HappeningSchema):
    id = fields.UUID(required=True)
    organisation = fields.UUID(required=True)
    status = Code(HappeningStatus, required=True)
    days = fields.List(fields.Nested(PlannedDaySchema), required=True)
    counted = fields.List(fields.Nested(HeadsSchema), required=True)


class ListedHappeningSchema(Schema):
    id = fields.UUID(required=True)
    organisation = fields.UUID(required=True)
    kind = Code(HappeningKind, required=True)
    titles = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    is_published = fields.Boolean(required=True)
    days = fields.List(fields.Date(), required=True)


class HappeningListSchema(Schema):
    happenings = fields.List(fields.Nested(ListedHappeningSchema), required=True)
    next = fields.String(allow_none=True)


def as_json(view: HappeningView) -> dict[str, Any]:
    """What it is; the link for who takes part is its own organisation's alone, and so is where and
    when a closed group goes on."""
    state, plan = view.happening, view.happening.plan_of_today
    values = {name: getattr(plan, name) for name in NAMES if name != "happening_id"}
    if not view.shows_where:
        values |= {"place": "", "way_in": ""}
    return values | {
        "id": plan.happening_id,
        "status": state.status,
        "link": plan.link if view.is_own else "",
        "days": [
            {
                "day": each.day,
                "begins": each.plan.begins,
                "starts_at": each.starts_at,
                "ends_at": each.ends_at,
                "topic": each.plan.topic,
                "is_cancelled": not state.calendar.takes_place(each),
            }
            for _, each in sorted(state.calendar.times.items())
            if view.shows_where
        ],
        "counted": [
            {name: getattr(each, name) for name in ("day", *COUNTS, "is_estimate")}
            for _, each in sorted(state.counted.items())
        ],
    }


class PublicDaySchema(Schema):
    day = fields.Date(required=True)
    starts_at = fields.DateTime(required=True)
    minutes = fields.Integer(required=True)
    topic = fields.String(required=True)


class PublicHappeningSchema(Schema):
    id = fields.UUID(required=True)
    organisation = fields.UUID(required=True)
    kind = Code(HappeningKind, required=True)
    audience = Code(Audience, required=True)
    themes = fields.List(fields.String(), required=True)
    language = fields.String(required=True)
    languages = fields.List(
        fields.String(), required=True, metadata={"description": "All that are spoken."}
    )
    guides = fields.List(Code(Guiding), required=True)
    titles = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    abouts = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    rules = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    municipality = fields.String(required=True)
    place = fields.String(required=True)
    way_in = fields.String(required=True)
    is_online = fields.Boolean(required=True)
    days = fields.List(fields.Nested(PublicDaySchema), required=True)


class PublicListSchema(Schema):
    happenings = fields.List(fields.Nested(PublicHappeningSchema), required=True)
    next = fields.String(allow_none=True)


class PublicQuery(WholeQuery):
    theme = named(N_("Theme"), Text(most=20, load_default=""))
    municipality = named(N_("Municipality"), Text(most=3, load_default=""))


def listed_json(each: ListedHappening) -> dict[str, Any]:
    """One line of the list of whoever plans."""
    plan = each.plan
    return {
        "id": each.id,
        "organisation": plan.organisation,
        "kind": plan.kind,
        "titles": titles(plan),
        "is_published": each.is_public,
        "days": [day.day for day in each.coming],
    }


def public_json(each: ListedHappening) -> dict[str, Any]:
    """What everybody may read of it: nobody, and no link."""
    plan = each.plan
    names = ("organisation", "kind", "audience", "language", "municipality", "place", "way_in")
    return {name: getattr(plan, name) for name in names} | {
        "id": each.id,
        "themes": list(plan.themes),
        "titles": titles(plan),
        "abouts": abouts(plan),
        "rules": rules_of(plan),
        "languages": list(spoken(plan)),
        "guides": list(plan.guides),
        "is_online": bool(plan.link),
        "days": [
            {name: getattr(day, name) for name in ("day", "starts_at", "minutes", "topic")}
            for day in each.coming
        ],
    }
