"""Who makes a request: a program by its bearer token, a person by their browser's session."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID

from flask import current_app, request
from itsdangerous import BadData, URLSafeTimedSerializer
from werkzeug.exceptions import ServiceUnavailable

from shared.identity.jwks import NoKeys
from shared.identity.principals import Principal, Principals
from shared.identity.sessions import FORM_TOKEN, Sessions, current_session
from shared.identity.tokens import BadToken, Tokens
from shared.kernel.clock import Clock

NEVER = datetime.min.replace(tzinfo=UTC)
SILENCE = timedelta(minutes=5)  # without news of who has left, nobody is let in
RETRY = 30  # seconds


@dataclass
class Authenticator:
    """Finds the principal of a request.

    `last_contact_at` says when the owner of people and clients last answered, None for never;
    without it this service is the owner, and its data is never old.
    """

    principals: Principals
    tokens: Tokens
    clock: Clock
    sign_in: str  # path of the sign-in page
    last_contact_at: Callable[[], datetime | None] | None = None
    _contact_at: datetime = field(default=NEVER, init=False)  # as it was last read

    def bearer_principal(self) -> Principal | None:
        """The program or person of the request's bearer token, if the token is good."""
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token.strip():
            return None
        try:
            return self.principals.who(self.tokens.subject(token.strip()))
        except BadToken:
            return None
        except NoKeys as away:
            raise ServiceUnavailable(str(away), retry_after=RETRY) from away

    def session_principal(self) -> Principal | None:
        """The person who has signed in with this browser; the session of a leaver ends here."""
        session = current_session()
        if session.principal is None:
            return None
        principal = self.principals.by_id(session.principal)
        if principal is None:
            session.end()
        return principal

    def owner_of_form(self) -> UUID | None:
        """Who had this form open in a session that has ended; the form's token tells it."""
        token = request.form.get(FORM_TOKEN) or request.headers.get("X-CSRFToken", "")
        sessions = current_app.session_interface
        if not token or not isinstance(sessions, Sessions):
            return None
        try:
            return sessions.owner_of_form(str(_signer().loads(token)))
        except BadData:
            return None

    def is_fresh(self) -> bool:
        """Whether the owner of people and clients answered lately; once it has, it stays so."""
        if self.last_contact_at is None:
            return True
        now = self.clock.now()
        if now - self._contact_at > SILENCE / 2:
            self._contact_at = self.last_contact_at() or NEVER
        return now - self._contact_at <= SILENCE

    def check_fresh(self) -> None:
        if not self.is_fresh():
            raise ServiceUnavailable("Who may do what is not known right now.", retry_after=RETRY)


def _signer() -> URLSafeTimedSerializer:
    """Reads the tokens of forms as Flask-WTF signs them, without asking how old they are."""
    return URLSafeTimedSerializer(current_app.secret_key or "", salt="wtf-csrf-token")
