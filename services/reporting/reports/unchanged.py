"""Figures that a program has already: it shows their ETag and is told that nothing moved.

The tag stands for who asks, what for, the day, how far every projection of this service has
come, what is parked, and whether the figures may be called complete. Caches still store nothing
(`no-store`); whoever asks so has kept the figures itself.
"""

import hashlib
from collections.abc import Callable

from flask import Response, g, request

from services.reporting.facts.kept import standing
from services.reporting.facts.projections import facts
from shared.web.api import service
from shared.web.i18n import language
from shared.work import Work

SHAPE = 1  # grows when the same facts are to be told otherwise


def unless_unchanged(work: Work, answer: Callable[[], Response]) -> Response:
    """The answer with its tag; 304 to a caller who names the tag of this moment."""
    tag = _tag(work)  # before the facts are read: what moves meanwhile is told next time
    is_known = request.if_none_match.contains_weak(tag)
    response = Response(status=304) if is_known else answer()
    response.set_etag(tag, weak=True)  # the moment of asking, which it says, is another
    return response


def _tag(work: Work) -> str:
    now = service().clock.now()
    told = [c.is_complete(now) for c in service().completeness(facts.name)]
    positions = standing(work.db), told
    roles = sorted(map(str, g.who.roles))
    asked = request.full_path, request.headers.get("Accept", ""), language()
    said = SHAPE, g.who.id, g.who.organisation, roles, asked, work.today, positions
    return hashlib.sha256(repr(said).encode()).hexdigest()[:32]
