"""Who sees what the officer answers for."""

from services.common.codes import Role
from shared.identity.access import allow

oversees = allow(Role.DATA_PROTECTION_OFFICER)
reads_register = allow(Role.DATA_PROTECTION_OFFICER, shows_people=False)  # it names nobody
