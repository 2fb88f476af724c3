"""What comes in and goes out of networks."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, ClassVar

from marshmallow import Schema, fields, post_load, validate

from services.common.codes import Control, Theme
from services.referral.networks.events import Offer
from services.referral.networks.rules import Controllers
from shared.web.api import Body
from shared.web.fields import TODAY, Code, Codes, Count, Day, Id, Language, Text, named
from shared.web.i18n import N_

MOST_PLACES, MOST_LANGUAGES, MOST_PROGRAMMES, MOST_DAYS = 20, 30, 50, 60
NO_LIMIT = N_("None chosen: all of them.")


class Lines(fields.List[Any]):
    """Short texts, each on a line of one field of a form."""

    def __init__(self, **options: Any) -> None:
        super().__init__(Text(most=200, least=1), **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> Any:
        text = "\n".join(map(str, value)) if isinstance(value, list) else str(value)
        lines = [line.strip() for line in text.splitlines()]
        return super()._deserialize([line for line in lines if line], attr, data, **more)


class NewNetworkSchema(Body):
    code = named(N_("Code"), Text(most=60, least=2, required=True))
    name = named(N_("Name"), Text(most=200, least=2, required=True))
    coordinator = named(N_("Coordinator"), Id(required=True))
    programmes = named(
        N_("Programmes"),
        fields.List(Text(most=60), required=True, validate=validate.Length(min=1, max=50)),
    )
    on = named(N_("Day"), Day(load_default=None), hint=TODAY)


class MemberSchema(Body):
    """What a member does in the network, whole. An empty list limits nothing."""

    together: ClassVar[dict[str, Any]] = {
        "example": {
            "themes": ["vanhemmuus"],
            "places": ["Testikatu 1, Turku"],
            "languages": ["sv", "fi"],
            "municipalities": ["853"],
        }
    }
    programmes = named(
        N_("Programmes"),
        fields.List(
            Text(most=60), load_default=list, validate=validate.Length(max=MOST_PROGRAMMES)
        ),
        hint=NO_LIMIT,
    )
    themes = named(N_("Themes"), Codes(Theme), hint=NO_LIMIT)
    places = named(
        N_("Where families are met"),
        fields.List(
            Text(most=200, least=1), load_default=list, validate=validate.Length(max=MOST_PLACES)
        ),
    )
    languages = named(
        N_("Languages"),
        fields.List(Language(), load_default=list, validate=validate.Length(max=MOST_LANGUAGES)),
        hint=N_("In which your people serve families. None chosen: every language."),
    )
    municipalities = named(
        N_("Municipalities"),
        fields.List(Text(most=3), load_default=list),
        hint=N_("Whose families you take. None chosen: wherever an agreement holds."),
    )
    counties = named(
        N_("Wellbeing services counties"), fields.List(Text(most=2), load_default=list)
    )
    on = named(N_("Day"), Day(load_default=None), hint=TODAY)

    @post_load
    def offer(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """As the command takes it."""
        on = data.pop("on")
        values = {name: tuple(dict.fromkeys(value)) for name, value in data.items()}
        return {"offer": Offer(**values), "on": on}


class MemberFormSchema(MemberSchema):
    """The same from a page: each place on a line of its own."""

    places = named(
        N_("Where families are met"),
        Lines(load_default=list, validate=validate.Length(max=MOST_PLACES)),
        hint=N_("One place on each line, such as a family centre, or online."),
    )


class AnswerTimeSchema(Body):
    working_days = named(
        N_("Days to answer"),
        Count(least=1, most=MOST_DAYS, load_default=None, allow_none=True),
        unit=N_("working days"),
        hint=N_("Leave it empty, and an offer waits until somebody answers or takes it back."),
    )
    on = named(N_("Day"), Day(load_default=None), hint=TODAY)


class ControlSchema(Body):
    control = named(
        N_("Who keeps what families tell"),
        Code(Control, required=True),
        hint=N_("As your contract says. Until you say it, each organisation for its own clients."),
    )
    contact = named(
        N_("To whom families turn"),
        Id(load_default=None, allow_none=True),
        hint=N_("Only where you keep it together: a member, or the coordinator."),
    )
    arrangement = named(
        N_("What you have agreed"),
        Text(most=300, load_default=""),
        hint=N_("In a sentence for families, or the address where they read it (https://…)."),
    )
    on = named(N_("Day"), Day(load_default=None), hint=TODAY)


class OnSchema(Body):
    on = named(N_("Day"), Day(load_default=None), hint=TODAY)


class MemberOfNetworkSchema(Schema):
    organisation = fields.UUID()
    programmes = fields.List(fields.String())
    themes = fields.List(fields.String())
    places = fields.List(fields.String())
    languages = fields.List(fields.String())
    municipalities = fields.List(fields.String())
    counties = fields.List(fields.String())


class NetworkSchema(Schema):
    id = fields.UUID()
    code = fields.String()
    name = fields.String()
    coordinator = fields.UUID()
    programmes = fields.List(fields.String())
    members = fields.List(fields.Nested(MemberOfNetworkSchema))
    answer_days = fields.Integer(
        allow_none=True,
        metadata={
            "description": "Working days after which an offer goes on to the next; null: never."
        },
    )
    control = fields.String(
        metadata={"description": "Whether each member or all together are controllers."}
    )
    contact = fields.UUID(
        allow_none=True, metadata={"description": "To whom families turn where it is joint."}
    )
    arrangement = fields.String()


class NetworkListSchema(Schema):
    networks = fields.List(fields.Nested(NetworkSchema))
    next = fields.String(allow_none=True)


def network_json(
    of: Any, members: Mapping[Any, Offer], answer_days: int | None, controllers: Controllers
) -> dict[str, Any]:
    names = ("programmes", "themes", "places", "languages", "municipalities", "counties")
    return {
        **{name: getattr(of, name) for name in ("code", "name", "coordinator")},
        "programmes": list(of.programmes),
        "answer_days": answer_days,
        **asdict(controllers),
        "members": [
            {"organisation": organisation} | {name: list(getattr(offer, name)) for name in names}
            for organisation, offer in sorted(members.items(), key=lambda each: str(each[0]))
        ],
    }
