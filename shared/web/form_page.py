"""The page on which the forms of a thing stand: what is answered when one is sent."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from flask import redirect
from flask.typing import ResponseReturnValue

from shared.kernel.aggregate import Invalid, Refused
from shared.web.pages import after_change
from shared.web.parts import Forms
from shared.web.problems import say
from shared.work import Stale


@dataclass(frozen=True)
class FormPage:
    """`show` draws the page of one thing with its forms, and says why one was refused."""

    show: Callable[[UUID, Forms, str], str]
    home: Callable[[UUID], str]  # where a change that was made leads
    lists: tuple[str, ...]  # projections that the next page must not be behind of
    changed_meanwhile: Callable[[], str]
    say: Callable[[Refused], str] = say

    def answer(self, thing_id: UUID, forms: Forms, act: Callable[[], None]) -> ResponseReturnValue:
        """Do it and lead on; else the page again: 422 for what is wrong, 409 for a rule's no."""
        if forms.sent.errors:
            return self.show(thing_id, forms, ""), 422
        try:
            act()
        except Refused as refused:
            status = 422 if isinstance(refused, Invalid) else 409
            text = self.say(refused)
            if refused.field:
                return self.show(thing_id, forms.refused(refused.field, text), ""), status
            return self.show(thing_id, forms, text), status
        except Stale:
            return self.show(thing_id, forms, self.changed_meanwhile()), 409
        after_change(*self.lists)
        return redirect(self.home(thing_id), 303)
