"""Why somebody was skipped, in the reader's language."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.common.codes import ClosingReason, RouteRule, Theme
from services.common.labels import label, listed, within
from services.common.phrases import language_name
from services.referral.routes.events import Skip
from shared.web.i18n import language


@dataclass(frozen=True)
class Rules:
    """The rules in the way, among the values of a refusal."""

    skips: Sequence[Skip]

    def __str__(self) -> str:
        return ", ".join(skip.rule for skip in self.skips)

    def translated(self) -> str:
        return ", ".join(within(reason(skip)) for skip in self.skips)


def reason(skip: Skip) -> str:
    """The rule, and what it was held against where that may be said."""
    text = label(RouteRule(skip.rule), language())
    detail = _detail(skip)
    return f"{text} ({detail})" if detail else text


def _detail(skip: Skip) -> str:
    match skip.rule:
        case RouteRule.LANGUAGE:
            return ", ".join(language_name(code) for code in skip.values)
        case RouteRule.THEME:
            return within(listed([Theme(code) for code in skip.values], language()))
        case RouteRule.CLOSED:
            return within(listed([ClosingReason(code) for code in skip.values], language()))
        case _:
            return ""
