"""What people read of the access log: who did what to whose data, and when, in a sentence."""

from shared.web.i18n import N_, gettext

LOG = "access_log"  # the thing of a letter about somebody who opened too much
VIEW_BUDGET = "view-budget"

MANY_OPENED = N_("Somebody has opened the files of very many people within an hour")


def sentence(kind: str) -> str:
    """What a letter about the access log says."""
    return gettext({VIEW_BUDGET: MANY_OPENED}[kind])


def page(principal: object) -> str:
    """Where the officer sees what somebody has opened."""
    return f"/access-log?principal={principal}"
