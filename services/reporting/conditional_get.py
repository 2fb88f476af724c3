"""A GET whose figures the program has already: it shows their ETag and is answered 304.

The tag stands for who asks, what for, the day, how far every projection of this service has
come, what is parked, and whether the figures may be called complete. Caches still store nothing
(`no-store`); whoever asks so has kept the figures itself.
"""

import hashlib
from collections.abc import Callable

from flask import Response, g, request

from services.reporting.fact_cache import cache_version
from services.reporting.facts.projections import facts
from shared.web.api import service
from shared.web.i18n import language
from shared.work import Work

SHAPE = 1  # grows when answers about the same facts get another form


def conditional(work: Work, answer: Callable[[], Response]) -> Response:
    """The answer with its tag; 304 to a caller who names the tag of this moment."""
    tag = _tag(work)  # before the facts are read: what changes meanwhile is in the next answer
    is_known = request.if_none_match.contains_weak(tag)
    response = Response(status=304) if is_known else answer()
    response.set_etag(tag, weak=True)  # the answer names the moment of asking, which is another
    response.vary.add("Accept")
    return response


def _tag(work: Work) -> str:
    now = service().clock.now()
    sources = service().completeness(facts.name, work.db)
    complete = [source.is_complete(now) for source in sources]
    version = cache_version(work.db), complete
    reader = g.who.id, g.who.organisation, sorted(map(str, g.who.roles))
    question = request.full_path, request.headers.get("Accept", ""), language()
    values = SHAPE, *reader, question, work.today, version
    return hashlib.sha256(repr(values).encode()).hexdigest()[:32]
