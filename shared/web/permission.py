"""Permissions: who may do what, each a pure rule over a principal and what they see of a thing.

A chapter's `policy.py` holds its permissions. Routes take the roles of one for the access manifest,
the change asks its rule inside the command's own transaction, on the state that it decides on.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from shared.identity.access import Access
from shared.identity.principals import Principal
from shared.kernel.aggregate import NotFound

V = TypeVar("V")
Rule = Callable[[Principal, V], bool]


@dataclass(frozen=True)
class Permission(Generic[V]):
    """One of these roles, every role where none is named, and a rule over the view of one thing."""

    name: str
    roles: frozenset[str]
    rule: Rule[V]
    otherwise: Callable[[], Exception]  # what whoever has the role, but not the right, is told

    @property
    def access(self) -> Access:
        """The part that a route can ask before anything is read."""
        return Access(roles=self.roles)

    def allows(self, principal: Principal, view: V) -> bool:
        return self.access.admits(principal) and self.rule(principal, view)

    def check(self, principal: Principal, view: V) -> None:
        """Raise what a stranger is told, `NotFound` unless the permission says more."""
        if not self.allows(principal, view):
            raise self.otherwise()


def permission(
    *roles: str, otherwise: Callable[[], Exception] = NotFound
) -> Callable[[Rule[V]], Permission[V]]:
    """Make a permission of the rule below, for these roles alone."""
    return lambda rule: Permission(rule.__name__, frozenset(roles), rule, otherwise)
