"""Who sees how a service's mails went: whoever looks after the installation."""

from services.common.codes import Role
from shared.identity.access import allow

reads = allow(Role.ADMINISTRATOR)
