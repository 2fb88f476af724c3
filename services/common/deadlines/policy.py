"""Who sees what is due: both sides of it; and of what has waited too long, who looks after all."""

from services.common.codes import Role
from shared.identity.access import allow

SIDES = (Role.NGO_COORDINATOR, Role.NGO_WORKER, Role.MUNICIPAL_WORKER)
OVER_ALL = (Role.REGIONAL_COORDINATOR, Role.ADMINISTRATOR)

reads = allow(*SIDES, *OVER_ALL, Role.DATA_PROTECTION_OFFICER)
