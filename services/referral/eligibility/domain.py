"""What is asked about a family, and what the rules of a programme answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from services.common.codes import ClientStatus
from services.common.programme import Programme, Words
from services.referral.directory.rules import Place


class Verdict(StrEnum):
    FITS = "FITS"
    SOFT = "SOFT"  # possible, with a warning
    POSSIBLE_IF = "POSSIBLE_IF"  # not yet: something has to be done or asked first
    HARD = "HARD"  # not possible


REFUSING = (Verdict.HARD, Verdict.POSSIBLE_IF)


@dataclass(frozen=True)
class Child:
    """A brother or sister in the same referral, who is to be supported too."""

    name: str
    birth: date | None = None


@dataclass(frozen=True, kw_only=True)
class Family:
    """What a referral says of those it is about, as far as a rule asks."""

    subject_kind: str
    birth: date | None = None
    siblings: tuple[Child, ...] = ()
    client_status: str = ClientStatus.UNKNOWN_NOT_ASKED
    needs: tuple[str, ...] = ()
    place: Place
    referrer_kind: str | None  # None: nobody has said it yet
    preconditions: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What one rule says. `message` is English with %(name)s places for `values`.

    Values are codes, days and programmes' own words; `texts` says them in the reader's language.
    """

    rule: str
    verdict: Verdict = Verdict.FITS
    message: str
    values: Mapping[str, Any] = field(default_factory=dict)
    explanation: Words | None = None  # the programme's own words, where it has some
    overridable: bool = False


def yes(rule: str, message: str, **values: Any) -> Finding:
    """The rule speaks for it."""
    return Finding(rule=rule, message=message, values=values)


def warning(rule: str, message: str, **values: Any) -> Finding:
    """The rule speaks against it, and leaves it to people."""
    return Finding(rule=rule, verdict=Verdict.SOFT, message=message, values=values)


def possible_if(rule: str, message: str, **values: Any) -> Finding:
    """The rule refuses until something is done or asked that nothing speaks against."""
    return Finding(rule=rule, verdict=Verdict.POSSIBLE_IF, message=message, values=values)


def no(rule: str, message: str, **values: Any) -> Finding:
    """The rule refuses."""
    return Finding(rule=rule, verdict=Verdict.HARD, message=message, values=values)


@dataclass(frozen=True)
class Assessment:
    """All findings on one programme for one family and day."""

    programme: Programme
    findings: tuple[Finding, ...]

    @property
    def verdict(self) -> Verdict:
        verdicts = {finding.verdict for finding in self.findings}
        worst = (Verdict.HARD, Verdict.POSSIBLE_IF, Verdict.SOFT)
        return next((verdict for verdict in worst if verdict in verdicts), Verdict.FITS)

    @property
    def refusals(self) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.verdict in REFUSING)

    @property
    def is_refused(self) -> bool:
        """As things are told now."""
        return self.verdict in REFUSING

    @property
    def conditions(self) -> tuple[Finding, ...]:
        """What would make it possible, where nothing else stands in the way."""
        is_possible = self.verdict is Verdict.POSSIBLE_IF
        return self.refusals if is_possible else ()

    @property
    def warnings(self) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.verdict is Verdict.SOFT)

    def overriding(self, rule: str) -> "Assessment":
        """The same with that refusal as a warning, where the programme allows it."""
        softened = (
            replace(f, verdict=Verdict.SOFT)
            if f.rule == rule and f.overridable and f.verdict is Verdict.HARD
            else f
            for f in self.findings
        )
        return replace(self, findings=tuple(softened))
