"""Who may use which route of the referral service. Which things, the queries decide."""

from services.common.codes import Role
from shared.identity.access import SIGNED_IN, Manifest, allow

SENDS = allow(Role.MUNICIPAL_SYSTEM, Role.MUNICIPAL_WORKER, Role.NGO_COORDINATOR)
READS = allow(Role.MUNICIPAL_SYSTEM, Role.MUNICIPAL_WORKER, Role.NGO_COORDINATOR, Role.NGO_WORKER)
ANSWERS = allow(Role.NGO_COORDINATOR)
WORKS = allow(Role.MUNICIPAL_WORKER, Role.NGO_COORDINATOR, Role.NGO_WORKER)
COLLEAGUES = allow(
    Role.MUNICIPAL_WORKER, Role.NGO_COORDINATOR, Role.NGO_WORKER, Role.VETTING_CONTACT
)
RECORDS = allow(Role.MUNICIPAL_WORKER, Role.NGO_COORDINATOR)
ADMINISTERS = allow(Role.ADMINISTRATOR)

MANIFEST: Manifest = {
    "directory_api.organisations": SIGNED_IN,
    "directory_api.programmes": SIGNED_IN,
    "directory_api.publish": ADMINISTERS,
    "directory_api.programme": SIGNED_IN,
    "directory_api.agreements": SIGNED_IN,
    "directory_api.agree": ADMINISTERS,
    "directory_api.agreement": SIGNED_IN,
    "directory_api.end": ADMINISTERS,
    "directory.show": SIGNED_IN,
    "directory.programme": SIGNED_IN,
    "directory.write": ADMINISTERS,
    "directory.publish": ADMINISTERS,
    "people_api.people": COLLEAGUES,
    "people_api.admit": ADMINISTERS,
    "people_api.person": ADMINISTERS,
    "people_api.give_roles": ADMINISTERS,
    "people_api.leave": ADMINISTERS,
    "eligibility_api.ask": READS,
    "referrals_api.receive": SENDS,
    "referrals_api.search": READS,
    "referrals_api.show": READS,
    "referrals_api.offer": SENDS,
    "referrals_api.accept": ANSWERS,
    "referrals_api.reject": ANSWERS,
    "referrals_api.ask": ANSWERS,
    "referrals_api.waitlist": ANSWERS,
    "referrals_api.withdraw": SENDS,
    "referrals_api.conversation": READS,
    "referrals_api.message": READS,
    "referrals_api.write": SENDS,
    "recording.blank": RECORDS,
    "recording.record": RECORDS,
    "referrals.worklist": WORKS,
    "referrals.show": WORKS,
    "referrals.accept": ANSWERS,
    "referrals.reject": ANSWERS,
    "referrals.ask": ANSWERS,
    "referrals.waitlist": ANSWERS,
    "referrals.withdraw": allow(Role.MUNICIPAL_WORKER, Role.NGO_COORDINATOR),
    "referrals.write": WORKS,
}
