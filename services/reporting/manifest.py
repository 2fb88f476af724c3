"""Who may use which route of the reporting service. Whose figures one reads, queries decide."""

from services.common.codes import Role
from shared.identity.access import Manifest, allow

OWN = (Role.NGO_COORDINATOR, Role.NGO_WORKER)
READS = allow(
    *OWN, Role.REGIONAL_COORDINATOR, Role.FUNDER, Role.MUNICIPAL_WORKER, Role.MUNICIPAL_SYSTEM
)
NOW = allow(*OWN, Role.REGIONAL_COORDINATOR)

MANIFEST: Manifest = {
    "reports_api.show": READS,
    "reports_api.show_now": NOW,
    "reports.front": READS,
    "reports.show": READS,
    "reports.download": READS,
}
