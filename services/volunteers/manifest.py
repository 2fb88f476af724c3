"""Who may use which route of the volunteers service. Which things, the queries decide."""

from services.common.codes import Role
from shared.identity.access import Manifest, allow

COORDINATES = allow(Role.NGO_COORDINATOR)
STAFF = allow(Role.NGO_COORDINATOR, Role.NGO_WORKER)
CHECKS = allow(Role.VETTING_CONTACT)
READS = allow(Role.NGO_COORDINATOR, Role.NGO_WORKER, Role.VETTING_CONTACT, Role.SUPPORT_PERSON)
MATCHES = allow(Role.NGO_COORDINATOR, Role.NGO_WORKER, Role.SUPPORT_PERSON)
ANSWERS = allow(Role.NGO_COORDINATOR, Role.SUPPORT_PERSON)

MANIFEST: Manifest = {
    "volunteers_api.apply": COORDINATES,
    "volunteers_api.search": READS,
    "volunteers_api.show": READS,
    "volunteers_api.describe": COORDINATES,
    "volunteers_api.interview": COORDINATES,
    "volunteers_api.references": COORDINATES,
    "volunteers_api.training": COORDINATES,
    "volunteers_api.consent": COORDINATES,
    "volunteers_api.withdraw_consent": COORDINATES,
    "volunteers_api.check_extract": CHECKS,
    "volunteers_api.approve": COORDINATES,
    "volunteers_api.end": COORDINATES,
    "volunteers_api.pause": COORDINATES,
    "volunteers_api.come_back": COORDINATES,
    "volunteers_api.sign_in": COORDINATES,
    "needs_api.search": STAFF,
    "needs_api.candidates": COORDINATES,
    "matches_api.create": COORDINATES,
    "matches_api.search": MATCHES,
    "matches_api.show": MATCHES,
    "matches_api.hear_volunteer": ANSWERS,
    "matches_api.hear_family": COORDINATES,
    "matches_api.hear_child": COORDINATES,
    "matches_api.start": COORDINATES,
    "matches_api.end": COORDINATES,
    "matches_api.withdraw": COORDINATES,
    "people.board": READS,
    "people.new": COORDINATES,
    "people.show": READS,
    "people.check_extract": CHECKS,
    "people.note": COORDINATES,
    "matching.waiting": STAFF,
    "matching.case": STAFF,
    "matching.propose_match": COORDINATES,
    "matching.match": STAFF,
    "matching.hear_volunteer": ANSWERS,
    "matching.note": COORDINATES,
    "me.show": allow(Role.SUPPORT_PERSON),
}
