"""What the form offers and what it asks, by what stands in it so far."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from services.common import catalogue, geography, phrases
from services.common.codes import DisclosureLevel, NeedsAssessor
from services.common.labels import label
from services.common.phrases import language_name
from services.common.programme import Programme
from services.referral.bookings.queries import booking as read_booking
from services.referral.capacity.queries import rooms_of
from services.referral.capacity.texts import line
from services.referral.directory import queries as directory
from services.referral.eligibility import queries as eligibility
from services.referral.eligibility.domain import Assessment, Family
from services.referral.eligibility.texts import sentence
from services.referral.eligibility.views import STATES
from services.referral.intake.rules import family_of
from services.referral.intake.schemas import QuestionSchema
from services.referral.recording import rules
from services.referral.recording.rules import ROWS
from services.referral.recording.schemas import RecordedSchema
from services.referral.referrals.queries import count_taken, referral as read_referral
from shared.identity.principals import Principal
from shared.kernel.aggregate import Invalid, NotFound
from shared.web.drafts import Typed
from shared.web.form_rows import rows_of, without_blank_rows
from shared.web.i18n import gettext, language
from shared.web.pages import loaded
from shared.web.parts import ChecklistItem, Form, Option
from shared.web.sentences import CHOOSE
from shared.work import Work

TONGUES = ("fi", "sv", "so", "ar", "uk", "ru", "ku", "fa", "sq", "en", "et", "vi", "th", "tr")
RULES_ASK = (
    "programme",
    "municipality",
    "referrer.kind",
    "subject.kind",
    "subject.date_of_birth",
    "needs",
    "client_status",
)


@dataclass(frozen=True)
class Question:
    """A precondition of the programme, as the form asks for it."""

    name: str
    label: str
    options: tuple[Option, ...] = ()  # none: it is so, or nobody has said it


@dataclass(frozen=True)
class Exemption:
    """A rule that the reader may set aside with a reason."""

    rule: str
    text: str


@dataclass(frozen=True)
class Checked:
    """What the rules say of what stands in the form."""

    lacks: str = ""  # what has to be filled in before they can say anything
    marks: tuple[ChecklistItem, ...] = ()
    others: tuple[Option, ...] = ()  # programmes that fit too
    condition: str = ""  # what would make it possible; empty: nothing, or it is
    room: tuple[str, ...] = ()  # of everybody who provides it
    exemption: Exemption | None = None
    reached: tuple[tuple[str, str], ...] = ()  # who can be asked where a rule says no


@dataclass(frozen=True)
class Recording:
    """What is drawn around the fields."""

    lists: Mapping[str, list[Option]]
    rows: Mapping[str, int]  # how many
    questions: tuple[Question, ...]
    asks_identity_code: bool
    usual_level: str
    checked: Checked


def recording(work: Work, typed: Typed, *, home: UUID | None) -> Recording:
    """The form for somebody of `home`, with what stands in it."""
    programme = _programme(work, typed)
    return Recording(
        lists=_lists(work, home=home),
        rows={name: len(rows_of(typed, name)) for name in ROWS},
        questions=tuple(questions(programme)) if programme else (),
        asks_identity_code=programme is not None and programme.asks_identity_code,
        usual_level=_usual_level(programme),
        checked=_checked(work, typed, programme, home=home),
    )


def repeated(work: Work, who: Principal, referral_id: UUID, form_key: str) -> Typed:
    """The form with a family of the reader's own register; `NotFound` where they know nobody."""
    view = read_referral(work, who, referral_id)
    record, received = view.record, view.referral.received
    if record is None or received is None or record.is_erased:
        raise NotFound
    municipality = received.municipality or ""
    return rules.repeated(record, form_key, municipality=municipality, contact=view.shows_contact)


def after_booking(work: Work, who: Principal, booking_id: UUID, form_key: str) -> Typed:
    """The form with what a family left when it booked its time; nothing goes anywhere until it is
    sent, with the family's consent."""
    view = read_booking(work, who, booking_id)
    made = view.booking.first
    if not view.is_theirs:
        raise NotFound
    return rules.begun(
        form_key,
        programme=made.programme,
        municipality=view.booking.agreed.municipality,
        phone=made.phone or "",
        hides=made.non_disclosure in (True, None),
    )


def mistakes(typed: Typed) -> dict[str, list[str]]:
    """What is wrong with the fields that are filled in; what is still empty is no mistake."""
    filled = {name for name, texts in typed.items() if any(text.strip() for text in texts)}
    errors = Form.of(typed, loaded(RecordedSchema, typed)[1]).errors
    return {name: list(messages) for name, messages in errors.items() if name in filled}


def unanswered(work: Work, typed: Typed) -> dict[str, list[str]]:
    """What the chosen programme has to be told, even if only that nobody has been asked."""
    programme = _programme(work, typed)
    status = "".join(typed.get("client_status", ())).strip()
    is_missing = programme is not None and asks_status(programme) and not status
    return {"client_status": [CHOOSE.translated()]} if is_missing else {}


def asks_status(programme: Programme) -> bool:
    """Whether the family's client relationship must be told."""
    excludes = any(rule.condition.field == "client_status" for rule in programme.exclusions)
    return excludes or bool(programme.audience.client_statuses)


def _programme(work: Work, typed: Typed) -> Programme | None:
    code = next(iter(typed.get("programme", ())), "")
    return catalogue.programme(work.db, code) if code else None


def _checked(
    work: Work, typed: Typed, programme: Programme | None, *, home: UUID | None
) -> Checked:
    family = _family(typed)
    if family is None:
        return Checked(lacks=gettext("Choose the municipality and who it is about."))
    on = work.today
    code = programme.code if programme else None
    others = tuple(
        Option(other.programme.code, other.programme.name_in(language()))
        for other in eligibility.possible(work.db, family, on=on, instead_of=code)
    )
    if programme is None:
        return Checked(others=others)
    assessment = eligibility.assessed(work.db, programme, family, on=on, count_taken=count_taken)
    provider = catalogue.provider_of(work.db, programme.code)
    is_no, is_own = assessment.is_refused, catalogue.provides(work.db, home, programme.code)
    others_no = provider if is_no and not is_own else None
    refusing = catalogue.organisation(work.db, others_no) if others_no else None
    return Checked(
        marks=tuple(
            ChecklistItem(STATES[finding.verdict], sentence(finding))  # type: ignore[arg-type]  # one of its states
            for finding in assessment.findings
        ),
        condition=_condition(assessment),
        room=_room(work, programme.code),
        others=others if is_no else (),
        reached=tuple(phrases.reached(refusing)),
        exemption=_exemption(assessment) if is_own else None,
    )


def _condition(assessment: Assessment) -> str:
    """What would make it possible, where nothing else stands in the way."""
    texts = [sentence(finding) for finding in assessment.conditions]
    return gettext("Possible if: %(conditions)s", conditions=" ".join(texts)) if texts else ""


def _room(work: Work, programme: str) -> tuple[str, ...]:
    """Who has room for the family now, as far as they have said so."""
    names = {id_: o.name_in(language()) for id_, o in catalogue.all_organisations(work.db).items()}
    lines = (
        line(room, names[room.organisation], work.today)
        for room in rooms_of(work, programme)
        if room.organisation in names
    )
    return tuple(text for text in lines if text)


def _family(typed: Typed) -> Family | None:
    """As far as a rule asks; None while there is too little for any rule."""
    rows = without_blank_rows(typed, "siblings")
    mine = {
        name: texts
        for name, texts in rows.items()
        if name in RULES_ASK or name.startswith(("siblings.", "preconditions."))
    }
    question, errors = loaded(QuestionSchema, mine)
    if errors:
        readable = {name: texts for name, texts in mine.items() if name not in mistakes(mine)}
        question, errors = loaded(QuestionSchema, readable)
    try:
        return None if errors else family_of(question)
    except Invalid:
        return None  # there is no such municipality


def _exemption(assessment: Assessment) -> Exemption | None:
    """Where one rule alone is in the way, and may be set aside."""
    if len(assessment.refusals) != 1 or not assessment.refusals[0].overridable:
        return None
    (finding,) = assessment.refusals
    return Exemption(finding.rule, sentence(finding))


def questions(programme: Programme) -> Iterator[Question]:
    """What its preconditions ask, beside what every programme asks."""
    for precondition in programme.preconditions:
        condition = precondition.condition
        name = f"preconditions.{condition.field}"
        text = precondition.explanation.said_in(language())
        if condition.values == ("true",):
            yield Question(name, text)
        else:
            yield Question(name, text, tuple(map(_option, condition.values)))


def _option(value: str) -> Option:
    is_known = value in set(NeedsAssessor)
    return Option(value, label(NeedsAssessor(value), language()) if is_known else value)


def _usual_level(programme: Programme | None) -> str:
    if programme is None:
        return gettext("What is usual in the programme")
    usual = label(DisclosureLevel(programme.disclosure_level), language())
    return gettext("What is usual in the programme: %(level)s", level=usual)


def _lists(work: Work, *, home: UUID | None) -> dict[str, list[Option]]:
    """What can be chosen: programmes that take referrals, places that an agreement covers."""
    agreements = directory.agreements_on(work.db, work.today)
    places = [
        Option(place.code, place.name(language()))
        for place in geography.municipalities().values()
        if any(terms.serves(directory.place_of(place.code)) for terms in agreements)
    ]
    programmes = [
        Option(programme.code, programme.name_in(language()))
        for programme in catalogue.open_programmes(work.db, work.today)
    ]
    organisations = catalogue.organisations_here(work.db).values()
    return {
        "programme": sorted(programmes, key=lambda option: option.label),
        "municipality": sorted(places, key=lambda option: option.label),
        "tongue": [Option(code, language_name(code)) for code in TONGUES],
        "inform": [Option(str(each.id), each.name) for each in organisations if each.id != home],
    }
