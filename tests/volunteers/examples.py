"""People, programmes and needs that the tests of this service share: plain values, no history."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from services.common import programme
from services.common.codes import (
    ExtractSource,
    ProviderKind,
    SupportKind,
    VettingRegime,
    VolunteerStatus,
)
from services.common.programme import Consent, Programme, Step
from services.volunteers.needs.events import NeedOpened
from services.volunteers.people import events
from services.volunteers.people.rules import Approver
from services.volunteers.ranking.rules import Nearness, Person
from services.volunteers.vetting.rules import ExtractCheck

ANNA, OTTO, NGO, SENDER, CASE, REFERRAL, MATCH = (UUID(int=n) for n in range(1, 8))
MARCH, APRIL, MAY = date(2026, 3, 2), date(2026, 4, 2), date(2026, 5, 4)
WORDS = programme.Words(fi="suomeksi", sv="på svenska", en="in English")

BUDDY = Programme(
    code="buddy",
    version=1,
    name=WORDS,
    summary=WORDS,
    provider="ngo",
    provider_kind=ProviderKind.VOLUNTEER_GUIDED,
    controller_scenario=programme.Scenario.A,
    audience=programme.Audience(kinds=("CHILD",)),
    support=programme.Support.MATCHED,
    vetting=programme.Vetting(
        regime=VettingRegime.ORGANISER_MAY_148_2014,
        cond_regular=True,
        cond_personal=True,
        cond_alone=True,
        guideline_ref="G-1",
        guideline_approved_on=date(2025, 1, 15),
        announced_in_recruitment=True,
    ),
    policy=tuple(Step),
    consents=tuple(Consent),
)
UNVETTED = replace(
    BUDDY,
    code="open",
    vetting=programme.Vetting(regime=VettingRegime.NOT_PERMITTED),
    policy=(Step.INTERVIEW, Step.REFERENCES, Step.TRAINING),
)
EMPLOYED = replace(
    BUDDY,
    code="employed",
    supporter=programme.Supporter(kind=SupportKind.PROFESSIONAL),
    vetting=programme.Vetting(regime=VettingRegime.EMPLOYER_MUST_504_2002),
    policy=(Step.INTERVIEW, Step.REFERENCES, Step.TRAINING, Step.EXTRACT_CHECK),
)

APPLIED = events.VolunteerApplied(
    volunteer_id=ANNA,
    organisation=NGO,
    kind=SupportKind.VOLUNTEER,
    programmes=("buddy",),
    applied_on=MARCH,
)
DESCRIBED = events.VolunteerDescribed(
    volunteer_id=ANNA,
    given_name="Anna",
    family_name="Esimerkki",
    date_of_birth=date(1990, 6, 15),
)
OFFER = events.OfferDescribed(
    volunteer_id=ANNA,
    capacity=1,
    municipality="853",
    languages=("fi", "so"),
    interests=(),
    availability=(),
)
INTERVIEWED = events.VolunteerInterviewed(volunteer_id=ANNA, held_on=MARCH, recommended=True)
REFERENCES = events.ReferencesReceived(volunteer_id=ANNA, received_on=MARCH, count=2)
TRAINED = events.VolunteerTrained(
    volunteer_id=ANNA, completed_on=MARCH, hours=Decimal(6), course="Basics"
)
CONSENTED = events.VettingConsentGiven(
    volunteer_id=ANNA,
    given_on=MARCH,
    informed_purpose=True,
    informed_content=True,
    informed_rights=True,
)
COORDINATOR = Approver("coordinator")
CHECK = ExtractCheck(
    extract_issue_date=MARCH,
    checked_on=APRIL,
    checked_by="contact",
    source=ExtractSource.ORDERED_BY_ORGANISER,
    returned_on=APRIL,
)
VETTED = events.VolunteerVetted(
    volunteer_id=ANNA, organisation=NGO, programme="buddy", vetted_on=APRIL, version=1
)
APPLICANT = (APPLIED, DESCRIBED, OFFER)
READY = (*APPLICANT, INTERVIEWED, REFERENCES, TRAINED, CONSENTED)

NEED = NeedOpened(
    case_id=CASE,
    referral_id=REFERRAL,
    organisation=NGO,
    sender=SENDER,
    programme="buddy",
    programme_version=1,
    municipality="853",
    age_band="10-12",
    asks_child=True,
    subject_id=UUID(int=90),
    needs=("LONELINESS",),
    mother_tongue="so",
    service_language="fi",
    interpreter_needed=True,
    interests=("SPORT", "GAMES"),
    availability=("TUE_PM", "SAT_PM", "SUN_PM"),
    sibling_count=0,
    requested_on=MARCH,
)
PERSON = Person(
    volunteer_id=ANNA,
    status=VolunteerStatus.VETTED,
    vetted=("buddy",),
    capacity=2,
    supporting=0,
    proposed=0,
    earlier=1,
    nearness=Nearness.SAME_MUNICIPALITY,
    languages=("fi", "so"),
    interests=("SPORT",),
    availability=("TUE_PM", "SAT_PM"),
)
