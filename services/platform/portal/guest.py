"""Who is at the front door, and what each service has for them.

The front door keeps no session and no data: it shows what the services say of the person whose
cookies the browser brought.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlencode

from flask import g, request

from services.common.codes import Role
from services.common.desk import Desk, Hit, Reader
from services.common.page_frame import EDITIONS, STAFF
from shared.identity.neighbours import Neighbours, Reply
from shared.kernel.codec import dataclass_reader
from shared.web.i18n import language

HAS_SOMETHING_FOR: dict[str, set[Role]] = {
    "referral": {
        *STAFF,
        Role.MUNICIPAL_WORKER,
        Role.ADMINISTRATOR,
        Role.DATA_PROTECTION_OFFICER,
    },
    "volunteers": {
        *STAFF,
        Role.VETTING_CONTACT,
        Role.SUPPORT_PERSON,
        Role.DATA_PROTECTION_OFFICER,
    },
    "casework": {*STAFF, Role.SUPPORT_PERSON, Role.DATA_PROTECTION_OFFICER},
    "reporting": {*EDITIONS},
}
KEEP_PEOPLE = ("referral", "volunteers", "casework")
TRIED = "tried"  # services where a silent sign-in was tried already
_desk, _hit = dataclass_reader(Desk), dataclass_reader(Hit)


@dataclass
class Guest:
    """One request's person, as the services know them."""

    neighbours: Neighbours
    part: str = ""  # what is wanted beside who they are: "letters", or their whole "day"
    _replies: dict[str, Reply | None] = field(default_factory=dict)

    @cached_property
    def desks(self) -> dict[str, Desk]:
        """What each service has for them, of those where they have a session."""
        met = self.neighbours.met_by(request.cookies)
        path = f"desk?{self.part}=1" if self.part else "desk"
        self._replies = self._ask(met, path)
        return {n: _desk(r.body) for n, r in self._replies.items() if r and r.status == 200}

    @property
    def is_unknown(self) -> bool:
        """Nobody could say who they are, though they may have signed in."""
        return not self.desks and any(reply is None for reply in self._replies.values())

    @property
    def home(self) -> str:
        """A service that knows them, which can sign them out."""
        return next(iter(self.desks), "")

    @property
    def reader(self) -> Reader | None:
        return self.desks[self.home].reader if self.home else None

    @property
    def away(self) -> list[str]:
        """Services that should have something for them, and gave no answer in time."""
        theirs = self._theirs()
        return [name for name, reply in self._replies.items() if reply is None and name in theirs]

    @property
    def unread(self) -> int:
        return sum(desk.unread for desk in self.desks.values())

    def next_sign_in(self) -> str:
        """Where a session is missing: the way to it, which asks nothing; each once. Else empty."""
        tried = [name for name in request.args.get(TRIED, "").split(" ") if name]
        unknown = [n for n in self._theirs() if n not in self.desks and n not in self.away]
        missing = [name for name in unknown if name not in tried]
        if not missing:
            return ""
        query = [(k, v) for k, v in request.args.items(multi=True) if k != TRIED]
        back = f"{request.path}?{urlencode([*query, (TRIED, ' '.join([*tried, missing[0]]))])}"
        return f"/{missing[0]}/sign-in?{urlencode({'silent': 1, 'next': back})}"

    def search(self, text: str) -> dict[str, list[Hit] | None]:
        """What each service comes upon; None where one gave no answer."""
        names = [name for name in self._theirs() if name in self.desks]
        replies = self._ask(names, "search", form={"text": text})
        return {
            name: [_hit(each) for each in reply.body] if reply and reply.status == 200 else None
            for name, reply in replies.items()
        }

    def accesses(self, query: Mapping[str, str]) -> dict[str, Reply | None]:
        """What each service's access log says, of those that keep anything of people."""
        names = [name for name in self._theirs() if name in self.desks and name in KEEP_PEOPLE]
        return self._ask(names, f"access-log?{urlencode(query)}")

    def health(self) -> dict[str, bool]:
        """Whether each service is ready."""
        replies = self._ask(self.neighbours.cookies, "health/ready")
        return {name: reply is not None and reply.status == 200 for name, reply in replies.items()}

    def _theirs(self) -> list[str]:
        """The services with something for their role."""
        roles = self.reader.roles if self.reader else ()
        return [name for name, whom in HAS_SOMETHING_FOR.items() if not whom.isdisjoint(roles)]

    def _ask(
        self, names: Iterable[str], path: str, form: dict[str, str] | None = None
    ) -> dict[str, Reply | None]:
        return self.neighbours.ask(names, path, request.cookies, language=language(), form=form)


def guest(neighbours: Neighbours, part: str = "") -> Guest:
    """The guest of this request: a page that wants a part of their desk says so first."""
    current: Guest | None = g.get("guest")
    if current is None:
        current = g.guest = Guest(neighbours, part)
    return current
