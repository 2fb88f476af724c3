"""The routes of all applications, made ready once for a whole run.

Each test of the platform has applications of its own, with the same few hundred routes. What
werkzeug compiles for each of them, the function that builds its address, depends on nothing but
how the route is written.
"""

from typing import Any

from flask import Flask
from werkzeug.routing import Rule

_built: dict[tuple[Any, ...], Any] = {}


class RuleCompiledOnce(Rule):
    """A rule that takes over the function compiled for another one that is written the same."""

    def _compile_builder(self, append_unknown: bool = True) -> Any:
        defaults = tuple(sorted((self.defaults or {}).items()))
        written = (self.rule, tuple(self._trace), defaults, append_unknown)
        if written not in _built:
            _built[written] = super()._compile_builder(append_unknown)
        return _built[written]


def compile_rules_once() -> None:
    """From now on each application of this process is made with such rules."""
    Flask.url_rule_class = RuleCompiledOnce
