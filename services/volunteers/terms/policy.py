"""Who says what an organisation pays: its coordinators."""

from services.common.codes import Role
from shared.identity.access import allow

agrees = allow(Role.NGO_COORDINATOR)
