"""Routes that say, where they are declared, who may use them."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Protocol

from shared.identity.access import Access


class Allowing(Protocol):
    """A permission, as far as a route is concerned."""

    @property
    def access(self) -> Access: ...


class Guarded:
    """Before a kind of blueprint among the bases: its routes take `may`.

    `access` is what becomes the manifest: endpoint -> method -> who may. Where no route of a
    blueprint shows anybody, such as figures or a directory, `shows_people` says so for all.
    """

    name: str
    shows_people: bool = True

    @property
    def access(self) -> dict[str, dict[str, Access]]:
        declared: dict[str, dict[str, Access]] = self.__dict__.setdefault("_access", {})
        return declared

    @property
    def with_files(self) -> set[str]:
        """The endpoints whose requests may be as large as documents."""
        endpoints: set[str] = self.__dict__.setdefault("_with_files", set())
        return endpoints

    def route(
        self,
        rule: str,
        *,
        may: Allowing | Access | None = None,
        shows_people: bool | None = None,
        takes_files: bool = False,
        **options: Any,
    ) -> Callable[[Any], Any]:
        """As Flask's; a route without `may` must be in the service's own manifest.

        One that `takes_files` is sent requests as large as these are.
        """
        shows = self.shows_people if shows_people is None else shows_people
        register: Callable[[Any], Any] = super().route(rule, **options)  # type: ignore[misc]

        def decorate(function: Any) -> Any:
            endpoint = f"{self.name}.{options.get('endpoint') or function.__name__}"
            if takes_files:
                self.with_files.add(endpoint)
            if may is not None:
                access = may if isinstance(may, Access) else may.access
                access = replace(access, shows_people=access.shows_people and shows)
                methods = dict.fromkeys(options.get("methods") or ["GET"], access)
                self.access.setdefault(endpoint, {}).update(methods)
            return register(function)

        return decorate
