"""A page for each type of problem that our APIs answer with: what happened, and what to do.

The `type` of a problem is the address of its page (RFC 9457, section 3.1.1).
"""

from dataclasses import dataclass

from flask import Blueprint, abort, render_template
from werkzeug.http import HTTP_STATUS_CODES

from shared.web.i18n import N_
from shared.web.problems import OTHER_TITLE, TITLES

RULE = N_("A rule says no.")
STALE = N_("It has changed since you read it. Read again.")
ASK_AGAIN = N_(
    "Read the thing again, look at what has changed, and send your change with its ETag."
)
SAME_KEY = N_("Wait a moment and send the same request again with the same key.")
OUR_FAULT = N_("Something went wrong on our side. Nothing was half-written.")


@dataclass(frozen=True)
class Explained:
    """One type of problem, in words of the catalogues."""

    title: str
    happened: str
    do: str


def _of(status: int, happened: str, do: str) -> Explained:
    return Explained(TITLES[status], happened, do)


OTHER = Explained(
    OTHER_TITLE,
    N_("The request was not in a form that this address takes."),
    N_("Compare it with the documentation of the interface. The answer's detail says more."),
)
EXPLAINED: dict[str, Explained] = {
    "refused": Explained(
        RULE,
        N_("The request was right in its form, but a rule of the matter does not allow it now."),
        N_("The detail says which rule, and `missing` lists what has to be there first."),
    ),
    "invalid": Explained(
        RULE,
        N_("What was sent can never be accepted as it stands, whatever else changes."),
        N_("The detail says what is wrong. Correct it and send it anew with a new key."),
    ),
    "not-found": _of(
        404,
        N_("It does not exist, or it is not yours to see. The answer is the same in both cases."),
        N_("Check the address and who you have signed in as."),
    ),
    "busy": Explained(
        N_("Somebody else was changing this. Try again."),
        N_("Two requests changed the same thing at the same time, and the other one was first."),
        SAME_KEY,
    ),
    "stale": Explained(
        STALE,
        N_("The version in If-Match is no longer the newest: somebody changed it meanwhile."),
        ASK_AGAIN,
    ),
    "key-at-work": Explained(
        N_("The same request is still being done."),
        N_("A request with this Idempotency-Key has come and is not finished yet."),
        SAME_KEY,
    ),
    "key-reused": Explained(
        N_("This Idempotency-Key was used with another body."),
        N_("A key names one request. This one was sent before with other content."),
        N_("Draw a new key for each new request."),
    ),
    "unavailable": _of(
        503,
        N_("A database or another part of the service is away for a moment."),
        N_("Send the same request again after the seconds in Retry-After."),
    ),
    "unforeseen": Explained(
        OUR_FAULT,
        N_("The mistake is ours and has been noted."),
        N_("Try again in a moment. If it does not help, tell us the request's id."),
    ),
    "http-400": _of(
        400,
        N_("The body is not JSON with one meaning, or a header is not in its form."),
        N_("The detail says what could not be read."),
    ),
    "http-401": _of(
        401,
        N_("There was no access token, or it has expired, or we do not know its owner."),
        N_("Ask the identity provider for a new token and send it as Authorization: Bearer."),
    ),
    "http-403": _of(
        403,
        N_("Somebody in this role may never use this address."),
        N_("Ask the person who looks after your organisation's access if you need it."),
    ),
    "http-404": _of(
        404,
        N_("There is no such address."),
        N_("Look the address up in the documentation of the interface."),
    ),
    "http-405": _of(
        405,
        N_("The address exists, but it takes another method."),
        N_("The header Allow lists the methods that it takes."),
    ),
    "http-413": _of(
        413,
        N_("The body is larger than is taken in: one mebibyte."),
        N_("Send less at a time."),
    ),
    "http-415": _of(
        415,
        N_("The body came in another form than JSON."),
        N_("Send Content-Type: application/json."),
    ),
    "http-422": _of(
        422,
        N_("Fields are missing, unknown or wrong."),
        N_("`errors` says it field by field. Correct them and send the request again."),
    ),
    "http-428": _of(
        428,
        N_("A change says which version it was made of, and this one did not."),
        N_("Read the thing, and send its ETag as If-Match."),
    ),
    "http-429": _of(
        429,
        N_("There were more requests in a minute than one caller may make."),
        N_("Wait the seconds in Retry-After. RateLimit tells how many requests are left."),
    ),
    "http-503": _of(
        503,
        N_("A part of the service that it needs is away for a moment."),
        N_("Send the same request again after the seconds in Retry-After."),
    ),
}
pages = Blueprint("problems", __name__, url_prefix="/problems")


def explained(slug: str) -> Explained | None:
    """The words for a type of problem; None where we never send such a type."""
    if slug in EXPLAINED:
        return EXPLAINED[slug]
    prefix, _, status = slug.partition("-")
    is_status = prefix == "http" and status in map(str, HTTP_STATUS_CODES)
    return OTHER if is_status and status >= "4" else None


@pages.get("")
def index() -> str:
    """All types."""
    return render_template("portal/problems.html", problems=EXPLAINED)


@pages.get("/<slug>")
def show(slug: str) -> str:
    """One type."""
    problem = explained(slug)
    if problem is None:
        abort(404)
    return render_template("portal/problem.html", slug=slug, problem=problem)
