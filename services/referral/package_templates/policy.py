"""Who finds templates, and who begins one again for a municipality."""

from services.common.codes import Role
from services.referral.packages.policy import READERS
from shared.identity.access import allow

finds = allow(*READERS, shows_people=False)
begins = allow(Role.NGO_COORDINATOR, shows_people=False)
