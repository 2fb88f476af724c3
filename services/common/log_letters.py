"""What a letter about a service's own access log says, and where it is read."""

from shared.web.i18n import N_, gettext

LOG = "access_log"  # the thing that it is about
VIEW_BUDGET = "view-budget"
SENTENCES = {
    VIEW_BUDGET: N_("Somebody has opened the files of very many people within an hour"),
}


def sentence(kind: str) -> str:
    """What has happened."""
    return gettext(SENTENCES[kind])


def page(principal: object) -> str:
    """Where the officer sees what somebody has opened."""
    return f"/access-log?principal={principal}"
