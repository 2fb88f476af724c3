"""What of an entry is told to the person it is about: the decision on each field.

A field about somebody else of the same family, the one who reported, or a support person's private
life is theirs. What is said of a child's safety waits until a person has judged it.
"""

from collections.abc import Collection
from enum import StrEnum
from typing import Any

from services.common.phrases import TELL_PLACES
from shared.kernel.events import kind_of


class Treatment(StrEnum):
    """What is done with a personal field of the person's own entries."""

    SHOWN = "shown"
    OWN_PART = "own-part"  # of people in it, the one who asks
    OTHERS = "others"  # it tells of somebody else


_SHOWN = (
    "activities address availability best_interest calling_name checked_on child_view "
    "client_status course ground "
    "date_of_birth decisions digest email experience extract_issue_date family_name given_name "
    "given_on "
    "iban identity_code impression informed_content informed_purpose informed_rights interests "
    "languages motivation mother_tongue municipality name needs not_a_name note notes outcome "
    "override page phone place preconditions reason recommended requester_name returned_on "
    "source text written contact doing goals ground_rules rhythm kept_at areas facts "
    "act county done_at seen signs method non_disclosure"
)
SHOWN = frozenset(_SHOWN.split())
OWN_PART = frozenset({"guardians"})
# who reported, who is related, who was there, who saw the extract
_OTHERS = (
    "around checked_by guardian_name guardian_phone participants referrer_email referrer_name "
    "referrer_phone siblings whom done_by"
)
OTHERS = frozenset(_OTHERS.split())
DECIDED: dict[str, Treatment] = (
    dict.fromkeys(SHOWN, Treatment.SHOWN)
    | dict.fromkeys(OWN_PART, Treatment.OWN_PART)
    | dict.fromkeys(OTHERS, Treatment.OTHERS)
)
# fields of our own bookkeeping, and ids of people and things
_NOT_TOLD = (
    "asks asks_child by_supporter candidates case_id client code concerned correction_id earliest "
    "excluded form_version goal_id match_id measurement_id meeting_id message_id number parties "
    "part_id person_id programme_version readers referral_id referrer_id rule rules sign_in "
    "signed_in slot step subject_id version visit_id volunteer_id warnings was whose "
    "notice_id classes record_id register deadline_id thing_id contact_id notice_version "
    "acknowledgement_id "
    "act_id concern_id due_at is_danger may_call raised_at raised_by taken_at taken_by to_all "
    "claim_id payment_id claims account_name bic at "
    "import_id referrals columns there left_out network_id coordinator considered chosen "
    "application_id entry_id map_id paper_id plan_id pledge_version similar_to feedback_id "
    "description_id names summaries descriptions sheet_id stands "
    "provider everywhere municipalities channels is_free into into_case other other_case answer "
    "summary_id receipt_id document_id media_type size receipts "
    "gathering_id session_id participant_id hosts seats registers_until least_sessions materials "
    "away_id guide_id substitute_id organisation_id days starts_on ends_on monday unguided "
    "begins link about topic title day answers counts month "
    "ends every_weeks way_in worker booking_id reception_id booked_by by_family booker booker_home "
    "loan_id lender borrower applicant_id "
    "consultation_id urgency profession message_id guidance "
    "pairwork_id wished venue partner why is_asker work_minutes travel_minutes brought "
    "ngo_minutes municipal_minutes "
    "happening_id kind themes audience title_fi title_sv title_en about_fi about_sv about_en "
    "young_people parents professionals others is_estimate guides rules_fi rules_sv rules_en "
    "registration_id until drop_in people changes by_host registered_on speaker_id "
    "useful recommend "
    "package_id template_id shape edition scope partners sessions lines session line goal_id "
    "goal line_id cost_id payer purpose amount funder host minutes is_online by_when "
    "phenomenon wishes reached paid_by_municipality paid_by_own_grants paid_by_others"
)
NOT_TOLD = frozenset(_NOT_TOLD.split())
CONCERNS = "concern."  # all that is written of a concern about a child's safety
APART = ("rights.",)  # another's request, even about the same child, is theirs alone


def treatment_of(field: str) -> Treatment:
    """What nobody has decided about is somebody else's until somebody does."""
    return DECIDED.get(field, Treatment.OTHERS)


def must_be_judged(event: Any) -> bool:
    """Is it about a child's safety, so that a person decides whether it is told?"""
    return bool(getattr(event, "is_worry", False)) or kind_of(event).name.startswith(CONCERNS)


def tells_place(field: str, protected: bool) -> bool:
    """Does a non-disclosure order hide it, even from whoever asks for the child's data?"""
    return protected and field in TELL_PLACES | {"municipality"}


def own_part(people: Collection[Any], name: str) -> list[Any]:
    """Of the people in a field, whoever asks."""
    words = set(name.casefold().split())
    return [
        person
        for person in people
        if words
        and words == set(f"{_of(person, 'given_name')} {_of(person, 'family_name')}".split())
    ]


def _of(person: Any, field: str) -> str:
    value = person.get(field) if isinstance(person, dict) else getattr(person, field, "")
    return str(value or "").casefold()
