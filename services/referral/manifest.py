"""Who may use which route of the referral service. Which things, the queries decide."""

from services.codes import Role
from shared.identity.access import Manifest, allow

SENDS = allow(Role.MUNICIPAL_SYSTEM, Role.MUNICIPAL_WORKER, Role.NGO_COORDINATOR)
READS = allow(Role.MUNICIPAL_SYSTEM, Role.MUNICIPAL_WORKER, Role.NGO_COORDINATOR, Role.NGO_WORKER)
ANSWERS = allow(Role.NGO_COORDINATOR)
WORKS = allow(Role.MUNICIPAL_WORKER, Role.NGO_COORDINATOR, Role.NGO_WORKER)

MANIFEST: Manifest = {
    "referrals_api.receive": SENDS,
    "referrals_api.search": READS,
    "referrals_api.show": READS,
    "referrals_api.offer": SENDS,
    "referrals_api.accept": ANSWERS,
    "referrals_api.reject": ANSWERS,
    "referrals_api.withdraw": SENDS,
    "referrals_api.write": SENDS,
    "referrals.worklist": WORKS,
    "referrals.show": WORKS,
    "referrals.accept": ANSWERS,
    "referrals.reject": ANSWERS,
    "referrals.withdraw": allow(Role.MUNICIPAL_WORKER, Role.NGO_COORDINATOR),
    "referrals.write": WORKS,
}
