"""What a support person looks like on the wire, and where in it somebody's life is told.

No schema has a place for what an extract said, and unknown fields are refused.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from marshmallow import Schema, ValidationError, fields, post_load, pre_load, validate

from services.common import geography, retention
from services.common.codes import (
    ApplicationEnd,
    Availability,
    ExtractSource,
    Interest,
    SupportKind,
    VolunteerStatus,
)
from services.common.names import ONE_NAME, Named
from services.volunteers.fields import OnSchema
from services.volunteers.people.commands import Details, Offer
from services.volunteers.people.domain import MOST_PLACES
from services.volunteers.vetting.rules import ExtractCheck
from shared.web.api import Body, personal
from shared.web.fields import (
    TODAY,
    Code,
    Codes,
    Day,
    Email,
    Id,
    Language,
    Number,
    Phone,
    Text,
    Value,
    Whole,
    YesNo,
    named,
)
from shared.web.i18n import N_
from shared.web.paging import WholeQuery, since_field, sort_field
from shared.web.sentences import Sentence

PERSON = {"of": "volunteer", "retention": retention.VOLUNTEER}
APPLICATION = {"of": "volunteer", "retention": retention.APPLICATION}
TRAINING = {"of": "volunteer", "retention": retention.TRAINING}
VETTING = {"of": "volunteer", "retention": retention.VETTING}
PLACE = {"format": "municipality", "pattern": "^[0-9]{3}$", "example": "853"}


def _known_place(code: str) -> None:
    if geography.current(code) not in geography.municipalities():
        raise ValidationError(Sentence("No municipality has this code; three digits, such as 853."))


class ContactSchema(Body):
    phone = named(N_("Phone"), personal(Phone(load_default=""), **PERSON))
    email = named(N_("E-mail"), personal(Email(load_default=""), **PERSON))
    address = named(N_("Address"), personal(Text(most=300, load_default=""), **PERSON))


class PersonSchema(Named):
    """Who somebody is, and what they can give."""

    read_only: ClassVar[frozenset[str]] = frozenset()

    given_name = named(
        N_("First name"), personal(Text(most=100, load_default=""), **PERSON), hint=ONE_NAME
    )
    family_name = named(N_("Family name"), personal(Text(most=100, load_default=""), **PERSON))
    date_of_birth = named(N_("Date of birth"), personal(Day(required=True), **PERSON))
    municipality = named(
        N_("Municipality"),
        personal(Text(required=True, validate=_known_place, metadata=PLACE), **PERSON),
    )
    contact = fields.Nested(ContactSchema, load_default=lambda: ContactSchema().load({}))
    languages = named(
        N_("Languages"),
        personal(
            fields.List(Language(), load_default=list, validate=validate.Length(max=20)),
            **PERSON,
        ),
    )
    interests = named(N_("Interests"), personal(Codes(Interest), **PERSON))
    availability = named(N_("Times"), personal(Codes(Availability), **PERSON))
    capacity = named(
        N_("Families at the same time"), Whole(least=1, most=MOST_PLACES, load_default=1)
    )

    @pre_load
    def writable(self, data: Any, **_: Any) -> Any:
        """What GET shows may be sent back: what is changed elsewhere is passed over."""
        if not isinstance(data, dict):
            return data
        return {name: value for name, value in data.items() if name not in self.read_only}

    @post_load
    def grouped(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """As the commands take it: details of the person, and their offer."""
        described = {name: data.pop(name) for name in list(data) if name in IN_DETAILS}
        details = Details(**described, **data.pop("contact"))
        offered = {name: data.pop(name) for name in list(data) if name in IN_OFFER}
        offered["municipality"] = geography.current(offered["municipality"])
        offered["languages"] = tuple(dict.fromkeys(offered["languages"]))
        return data | {"details": details, "offer": Offer(**offered)}


class DescriptionSchema(PersonSchema):
    """The same of somebody who is here: the answer of a GET, changed or not, is a body."""

    read_only = frozenset(
        {
            "id",
            "status",
            "kind",
            "organisation",
            "programmes",
            "vetted",
            "suspended",
            "missing",
            "person",
            "interview",
            "references",
            "trainings",
            "consent",
            "extract_check",
        }
    )


IN_DETAILS = ("given_name", "family_name", "date_of_birth")
IN_OFFER = ("municipality", "languages", "interests", "availability", "capacity")


class ApplicationSchema(PersonSchema):
    """Step 5: somebody applies."""

    kind = named(N_("Kind"), Code(SupportKind, required=True))
    programmes = named(
        N_("Programmes"),
        fields.List(Text(most=60, least=1), required=True, validate=validate.Length(min=1, max=10)),
    )
    sign_in = named(
        N_("Signs in as"),
        Text(most=120, load_default="", metadata={"description": "Left out: they do not."}),
    )
    on = named(N_("Applied on"), Day(load_default=None), hint=TODAY)
    another_person = named(
        N_("This is another person with the same details"),
        YesNo(load_default=None, allow_none=True),
        hint=N_("Only if you have checked: the register has somebody like this already."),
    )

    @post_load
    def tupled(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        return data | {"programmes": tuple(dict.fromkeys(data["programmes"]))}


class InterviewSchema(Body):
    held_on = named(N_("Interview held on"), Day(load_default=None), hint=TODAY)
    recommended = named(
        N_("Do you recommend going on?"), personal(YesNo(required=True), **APPLICATION)
    )


class ReferencesSchema(Body):
    received_on = named(N_("References received on"), Day(load_default=None), hint=TODAY)
    count = named(N_("How many"), Whole(least=1, most=20, required=True))


class TrainingSchema(Body):
    course = named(N_("Course"), personal(Text(most=200, least=1, required=True), **TRAINING))
    completed_on = named(N_("Completed on"), Day(load_default=None), hint=TODAY)
    hours = named(N_("Hours"), Number(above=0, most=1000, required=True), unit=N_("h"))


def _informed(label: str) -> YesNo:
    return named(label, personal(YesNo(load_default=False), **VETTING))


class VettingConsentSchema(Body):
    given_on = named(
        N_("Consent given on"), personal(Day(load_default=None), **VETTING), hint=TODAY
    )
    informed_purpose = _informed(N_("what it is for and how it is used"))
    informed_content = _informed(N_("what the extract contains"))
    informed_rights = _informed(N_("what their rights are"))


class ExtractCheckSchema(Body):
    """Only that an extract was seen. What it said has no field."""

    extract_issue_date = named(N_("Date of issue"), personal(Day(required=True), **VETTING))
    checked_on = named(N_("Checked on"), personal(Day(load_default=None), **VETTING), hint=TODAY)
    source = named(N_("How it came"), personal(Code(ExtractSource, required=True), **VETTING))
    returned_on = named(N_("Given back on"), personal(Day(load_default=None), **VETTING))


class ApprovalSchema(OnSchema):
    programme = named(N_("Programme"), Text(most=60, least=1, required=True), example="kaveri")
    reason = named(
        N_("Why you do both"),
        Text(most=500, load_default=""),
        hint=N_("Only where you have seen the extract yourself and nobody else can approve."),
    )


class EndingSchema(OnSchema):
    reason = named(N_("Reason"), Code(ApplicationEnd, required=True))


class SignInSchema(Body):
    person = named(N_("Signs in as"), Id(required=True))


@dataclass(frozen=True)
class Contact:
    phone: str
    email: str
    address: str


@dataclass(frozen=True)
class Interviewed:
    held_on: date
    recommended: bool | None  # None: erased


@dataclass(frozen=True)
class Referred:
    received_on: date
    count: int


@dataclass(frozen=True)
class Trained:
    course: str
    completed_on: date
    hours: float


@dataclass(frozen=True)
class Consented:
    given_on: date | None  # None: erased
    form_version: str


class VolunteerSchema(Schema):
    """A support person as the reader may see them; what a reader may not see is left out."""

    id = fields.UUID(required=True)
    status = Code(VolunteerStatus, required=True)
    kind = Code(SupportKind)
    organisation = fields.UUID()
    programmes = fields.List(fields.String())
    vetted = fields.List(fields.String(), metadata={"description": "Programmes approved for."})
    suspended = fields.List(fields.String())  # programmes whose approval lost its ground
    missing = Value(
        dict[str, tuple[str, ...]],
        metadata={"description": "By programme, the steps before approval that are not done."},
    )
    given_name = fields.String()
    family_name = fields.String()
    date_of_birth = fields.Date(allow_none=True, metadata={"description": "null: erased."})
    municipality = fields.String()
    contact = Value(Contact)
    languages = fields.List(fields.String())
    interests = Codes(Interest)
    availability = Codes(Availability)
    capacity = fields.Integer()
    person = fields.UUID(allow_none=True, metadata={"description": "As whom they sign in."})
    interview = Value(Interviewed, allow_none=True)
    references = Value(Referred, allow_none=True)
    trainings = Value(tuple[Trained, ...])
    consent = Value(Consented, allow_none=True)
    extract_check = Value(
        ExtractCheck,
        allow_none=True,
        metadata={"description": "For the vetting contact and the person alone."},
    )


class AppliedSchema(VolunteerSchema):
    already_here = fields.UUID(
        metadata={"description": "Somebody of the register who seems to be the same person."}
    )


class VolunteerQuery(WholeQuery):
    updated_since = since_field()
    sort = sort_field("applied_on", first="applied_on")
    status = fields.String(load_default="")


class VolunteerListSchema(Schema):
    volunteers = fields.List(fields.Nested(VolunteerSchema))
    next = fields.String(allow_none=True)
