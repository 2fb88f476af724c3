"""What courses and guidance groups are called, and where their pages are."""

from collections.abc import Mapping
from dataclasses import dataclass

from services.common.codes import GatheringKind
from shared.web.i18n import N_

PAGES = {GatheringKind.COURSE: "courses", GatheringKind.GUIDANCE: "guidance"}  # of blueprints


@dataclass(frozen=True)
class Words:
    """What one kind is called on its pages; each is translated where it is shown."""

    several: str
    lead: str
    new: str
    none: str
    none_yet: str
    join: str


WORDS: Mapping[GatheringKind, Words] = {
    GatheringKind.COURSE: Words(
        several=N_("Courses"),
        lead=N_("What support people learn before they begin, and on the way."),
        new=N_("Plan a course"),
        none=N_("No courses yet"),
        none_yet=N_("Plan one: its sessions, seats and materials. Support people register."),
        join=N_("Register"),
    ),
    GatheringKind.GUIDANCE: Words(
        several=N_("Guidance"),
        lead=N_("Nobody walks beside a family alone: each support person has somebody to talk to."),
        new=N_("Plan a guidance group"),
        none=N_("No guidance groups yet"),
        none_yet=N_("Plan one for several people, or for one, and add who belongs to it."),
        join=N_("Join"),
    ),
}
