"""Who may use which route of casework. Which cases, the queries decide."""

from services.common.codes import Role
from shared.identity.access import Manifest, allow

STAFF = allow(Role.NGO_COORDINATOR, Role.NGO_WORKER)
COORDINATES = allow(Role.NGO_COORDINATOR)
VISITS = allow(Role.NGO_COORDINATOR, Role.NGO_WORKER, Role.SUPPORT_PERSON)

MANIFEST: Manifest = {
    "cases_api.search": STAFF,
    "cases_api.show": STAFF,
    "cases_api.assign": COORDINATES,
    "cases_api.release": COORDINATES,
    "cases_api.settle": STAFF,
    "cases_api.advance": STAFF,
    "cases_api.close": STAFF,
    "cases_api.follow_up": STAFF,
    "plan_api.set_goal": STAFF,
    "plan_api.score": STAFF,
    "plan_api.show_goal": STAFF,
    "plan_api.show_meeting": STAFF,
    "plan_api.show_measurement": STAFF,
    "plan_api.hold_meeting": STAFF,
    "plan_api.measure": STAFF,
    "visits_api.log": VISITS,
    "visits_api.of_case": STAFF,
    "visits_api.show": STAFF,
    "cases.mine": STAFF,
    "cases.show": STAFF,
    "cases.timeline": STAFF,
    "cases.task": STAFF,
    "cases.phase": STAFF,
    "cases.closing": STAFF,
    "cases.follow_up": STAFF,
    "cases.team": COORDINATES,
    "cases.leave_team": COORDINATES,
    "plan.goal": STAFF,
    "plan.scores": STAFF,
    "plan.meeting": STAFF,
    "plan.measurement": STAFF,
    "visits.new": VISITS,
    "visits.log": VISITS,
    "visits.worry": VISITS,
}
