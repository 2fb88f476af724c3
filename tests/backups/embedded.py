"""The embedded default under referrals: opened, stepped, stopped, and its files put back."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from services.cli.main import main
from tests.answers import WatchedPlatform
from tests.journeys.families import to_a_friend
from tests.platform import BASE, Stepped

REFERRALS = "/referral/api/v1/referrals"


@dataclass
class Embedded:
    """One data folder; what is done in it, by people and by its operator."""

    folder: Path
    cases: list[str] = field(default_factory=list)  # of all that were taken on

    @contextmanager
    def opened(self) -> Iterator[Stepped]:
        platform = WatchedPlatform(self.folder, BASE, sync="OFF")
        platform.open().settle()
        yield Stepped(platform)
        platform.close()

    def take_on(self, number: int) -> list[str]:
        """Send so many referrals, and accept them; their cases."""
        with self.opened() as region:
            sender, coordinator = region.caller("demo-turku"), region.caller("coordinator-mll")
            cases = [_taken_on(sender, coordinator) for _ in range(number)]
        self.cases += cases
        return cases

    def run(self, *arguments: str, **environment: str) -> Result:
        """A command of the operator, while nothing runs."""
        return CliRunner().invoke(main, arguments, env={"VAR": str(self.folder), **environment})

    def keep(self, service: str, place: Path) -> None:
        shutil.copyfile(self.folder / f"{service}.sqlite", place)

    def put_back(self, service: str, place: Path) -> None:
        """As somebody does who knows no command of ours."""
        shutil.copyfile(place, self.folder / f"{service}.sqlite")


def _taken_on(sender: Any, coordinator: Any) -> str:
    sent = sender.post(REFERRALS, to_a_friend())
    assert sent.status_code == 201, sent.text
    address = f"{REFERRALS}/{sent.json['id']}"
    answer = coordinator.put(f"{address}/acceptance", {}, of=address)
    assert answer.status_code == 200, answer.text
    return str(coordinator.get(address).json["case"])
