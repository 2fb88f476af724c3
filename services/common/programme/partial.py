"""What can be checked of a programme of which some fields are still missing or wrong."""

from collections.abc import Mapping
from typing import Any

from services.common.codes import ProviderKind, VettingRegime
from services.common.programme.conditions import Audience
from services.common.programme.consistency import Fault, faults
from services.common.programme.defaults import with_exits, with_policy
from services.common.programme.programme import Programme, Scenario
from services.common.programme.support import Support, Vetting
from services.common.programme.words import Words

IN_PLACE: Mapping[str, Any] = {  # of what is missing; nothing is said of these
    "code": "x",
    "version": 1,
    "name": Words(fi="x"),
    "summary": Words(fi="x"),
    "provider": "x",
    "provider_kind": ProviderKind.VOLUNTEER_GUIDED,
    "controller_scenario": Scenario.A,
    "audience": Audience(kinds=("CHILD",)),
    "support": Support.NONE,
    "vetting": Vetting(regime=VettingRegime.NOT_PERMITTED),
}
ASKED_OF = {"policy": "vetting", "support": "team", "phases": "minimum_months"}


def partial_faults(values: Mapping[str, Any], wrong: Mapping[str, Any]) -> list[Fault]:
    """What does not fit together among the fields that are right."""
    right = {name: value for name, value in values.items() if name not in wrong}
    programme = Programme(**{**IN_PLACE, **right})
    if "policy" not in right:
        programme = with_policy(programme)
    return [
        (path, sentence)
        for path, sentence in faults(with_exits(programme))
        if path[0] in right and ASKED_OF.get(str(path[0])) not in wrong
    ]
