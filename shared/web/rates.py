"""How often one caller may ask: so many requests at once, or spread over so many seconds.

Counted in this process's memory: with several workers a caller may ask so often of each. A
program and a person are counted by who they are, everybody else by address, and so are tokens
that are no good. Our own services are not counted. What is left stands in RateLimit
(draft-ietf-httpapi-ratelimit-headers), how long to wait in Retry-After.
"""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from math import ceil
from threading import Lock

from flask import Flask, Response, current_app, g, request
from werkzeug.exceptions import TooManyRequests

from shared.identity.headers import SAFE, is_api, is_page, is_static

MOST_CALLERS = 20_000  # of whom one process remembers how often they asked
OURS = "service"  # role of our own processes
HOUR = 3600  # seconds
REFUSED = (400, 401, 403)  # what the guard answers to a token or form that is none
POLICY, LEFT = "RateLimit-Policy", "RateLimit"


@dataclass(frozen=True)
class Rate:
    """So many requests in so many seconds; none where `most` is 0."""

    name: str
    most: int
    seconds: int = 60


@dataclass(frozen=True)
class Rates:
    """The rates of one installation."""

    program: Rate = Rate("program", 12_000)  # of one system or person with a token
    person: Rate = Rate("person", 1_200)  # of one person's pages
    form: Rate = Rate("form", 60)  # forms that one person or address sends
    address: Rate = Rate("address", 1_200)  # of callers without a sign-in
    stranger: Rate = Rate("stranger", 120)  # bad tokens and codes from one address
    public: Rate = Rate("public", 20, HOUR)  # what anybody may send, from one address an hour
    everybody: Rate = Rate("everybody", 600, HOUR)  # and from all addresses together

    def __str__(self) -> str:
        rates = (getattr(self, each.name) for each in fields(self))
        return ",".join(f"{rate.name}={rate.most}" for rate in rates)


USUAL = Rates()
NO_RATES = Rates(*(Rate(each.name, 0) for each in fields(Rates)))


def rates_in(text: str) -> Rates:
    """What each caller may ask, such as program=6000,form=0; the usual where left out.

    In a minute; of what anybody may send, in an hour.
    """
    rates = Rates()
    for part in filter(None, text.replace(" ", "").split(",")):
        name, _, most = part.partition("=")
        if name not in {each.name for each in fields(Rates)} or not re.fullmatch(
            "[0-9]{1,9}", most
        ):
            raise ValueError(f"holds {part!r}; it must look like {Rates()}.")
        seconds = getattr(rates, name).seconds
        rates = replace(rates, **{name: Rate(name, int(most), seconds)})
    return rates


@dataclass(frozen=True)
class Count:
    """How one caller stands after a request."""

    rate: Rate
    left: int
    full_in: int  # seconds until all may be asked again
    wait: int = 0  # seconds; 0: the request may be answered

    def headers(self) -> dict[str, str]:
        return {
            POLICY: f'"{self.rate.name}";q={self.rate.most};w={self.rate.seconds}',
            LEFT: f'"{self.rate.name}";r={self.left};t={self.full_in}',
        }


@dataclass
class Counter:
    """For each caller, when all of what it asked will have been paid off (GCRA)."""

    rate: Rate
    clock: Callable[[], float] = time.monotonic
    most_callers: int = MOST_CALLERS
    paid_at: dict[str, float] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def take(self, caller: str) -> Count:
        """Count a request, unless it is one too many."""
        each, now = self.rate.seconds / self.rate.most, self.clock()
        with self.lock:
            if len(self.paid_at) >= self.most_callers:
                self._forget(now)
            debt = max(self.paid_at.get(caller, now), now) - now
            over = debt + each - self.rate.seconds
            if over > each * 1e-6:
                return Count(self.rate, 0, ceil(debt), wait=max(1, ceil(over)))
            debt += each
            self.paid_at[caller] = now + debt
        return Count(self.rate, int((self.rate.seconds - debt) / each + 1e-6), ceil(debt))

    def _forget(self, now: float) -> None:
        """Callers who owe nothing; all of them where that is not enough."""
        self.paid_at = {who: at for who, at in self.paid_at.items() if at > now}
        if len(self.paid_at) >= self.most_callers:
            self.paid_at.clear()


def limit_strangers(app: Flask, rates: Rates) -> None:
    """Answer 429 to more bad tokens and refused forms of one address; good ones are taken.

    Call it before the guard, whose refusals it counts.
    """
    tokens, forms = (Counter(rate) if rate.most else None for rate in (rates.stranger, rates.form))

    @app.after_request
    def count(response: Response) -> Response:
        if "count" in g or g.get("who") is not None or response.status_code not in REFUSED:
            return response
        is_form = is_page() and request.method not in SAFE
        counter = tokens if is_api() else forms if is_form else None
        if counter is None:
            return response
        counted = counter.take(_address())
        if counted.wait:
            refusal = TooManyRequests(retry_after=counted.wait)
            response = app.make_response(app.handle_user_exception(refusal))
        response.headers.update(counted.headers())
        return response


def limit_callers(app: Flask, rates: Rates) -> None:
    """Refuse a caller who asks too often. Call it after the guard, which says who asks."""
    counters = {
        rate.name: Counter(rate)
        for rate in (rates.program, rates.person, rates.form, rates.address)
        if rate.most
    }

    @app.before_request
    def count() -> None:
        who = g.get("who")
        if is_static(request.endpoint) or not (is_api() or is_page()):
            return
        if who is not None and who.has(OURS):
            return
        caller = str(who.id) if who is not None else _address()
        kind = "address" if who is None else "program" if is_api() else "person"
        names = [kind] if is_api() or request.method in SAFE else [kind, "form"]
        for name in names:
            if name in counters:
                g.count = counters[name].take(caller)
                _refuse(g.count)

    @app.after_request
    def tell(response: Response) -> Response:
        if "count" in g:
            response.headers.update(g.count.headers())
        return response


def limit_public(app: Flask, rates: Rates) -> None:
    """Prepare `take_public` and `take_guess`, which the routes of public forms call."""
    app.extensions["public_rates"] = {
        rate.name: Counter(rate)
        for rate in (rates.public, rates.everybody, rates.stranger)
        if rate.most
    }


def take_public() -> None:
    """Count something that anybody may send; raises `TooManyRequests`."""
    _take("public", _address())
    _take("everybody", "")


def take_guess() -> None:
    """Count a code that leads nowhere; raises `TooManyRequests`."""
    _take("stranger", _address())


def _take(name: str, caller: str) -> None:
    counters: dict[str, Counter] = current_app.extensions["public_rates"]
    if name in counters:
        _refuse(counters[name].take(caller))


def _refuse(count: Count) -> None:
    if count.wait:
        g.count = count
        raise TooManyRequests(retry_after=count.wait)


def _address() -> str:
    return request.remote_addr or ""
