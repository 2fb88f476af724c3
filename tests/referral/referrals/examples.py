"""One referral's history as values, for given-when-then."""

from datetime import date
from uuid import UUID

from services.referral.families.events import Consent
from services.referral.referrals import events

ID, CASE, SUBJECT, REFERRER = UUID(int=1), UUID(int=2), UUID(int=3), UUID(int=4)
SENDER, MLL, RECORD = UUID(int=11), UUID(int=12), UUID(int=13)
SUNDAY, MONDAY, TUESDAY = date(2026, 3, 1), date(2026, 3, 2), date(2026, 3, 3)

RECEIVED = events.ReferralReceived(
    referral_id=ID,
    sender=SENDER,
    referrer_kind="SCHOOL",
    programme="kaveri",
    themes=(),
    municipality="853",
    referred_on=MONDAY,
)
DESCRIBED = events.ReferralDescribed(
    referral_id=ID,
    client="demo-turku",
    source_reference="T-1",
    subject_id=SUBJECT,
    referrer_id=REFERRER,
    subject_kind="CHILD",
    age_band="10-12",
    place="853",
    concerned=(SENDER,),
    non_disclosure=False,
    urgency="NORMAL",
    service_language="fi",
    interpreter_needed=False,
    sibling_count=0,
    consent=Consent(given_on=SUNDAY, given_by="GUARDIAN", disclosure_level="L1"),
    warnings=(),
    needs=("LONELINESS",),
    client_status="NONE",
    mother_tongue="fi",
    interests=("SPORT",),
    availability=("TUE_PM",),
    given_name="Aino",
    family_name="Testinen",
    date_of_birth=date(2015, 4, 1),
    identity_code=None,
    phone="",
    email="",
    address="",
    guardians=(),
    siblings=(),
    notes="",
    override=None,
    referrer_name="",
    referrer_email="",
    referrer_phone="",
)
OFFERED = events.ReferralOffered(
    referral_id=ID, organisation=MLL, programme="kaveri", rule="AGREEMENT", offered_on=MONDAY
)
ACCEPTED = events.ReferralAccepted(
    referral_id=ID,
    case_id=CASE,
    organisation=MLL,
    programme="kaveri",
    programme_version=1,
    sender=SENDER,
    municipality="853",
    accepted_on=TUESDAY,
    children=1,
)
DISCLOSED = events.ReferralDisclosed(
    referral_id=ID,
    case_id=CASE,
    organisation=MLL,
    controller=MLL,
    sender=SENDER,
    sender_name="Turun kaupunki",
    programme="kaveri",
    programme_version=1,
    accepted_on=TUESDAY,
    disclosure_level="L1",
    purpose="REFERRAL_ACCEPTED",
    subject_id=RECORD,
    subject_kind="CHILD",
    municipality="853",
    non_disclosure=False,
    service_language="fi",
    interpreter_needed=False,
    sibling_count=0,
    inform=(),
    needs=("LONELINESS",),
    client_status="NONE",
    mother_tongue="fi",
    interests=("SPORT",),
    availability=("TUE_PM",),
    given_name="Aino",
    family_name="Testinen",
    date_of_birth=date(2015, 4, 1),
    phone="",
    email="",
    address="",
    guardians=(),
    siblings=(),
    notes="",
)
