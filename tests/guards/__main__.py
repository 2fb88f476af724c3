"""Take each guard out in turn, in a child process, and see its test turn red.

`python -m tests.guards [words of their names]`; fails when a test stays green without its guard.
"""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict

from tests.guards.listed import Guard, guards
from tests.tree import ROOT

RED = 1  # pytest's answer when a test has failed; 0 is green, all others are no answer
AT_ONCE = 2


def run(guard: Guard) -> tuple[int, str]:
    """What pytest answers with the guard taken out, and the last lines that it printed."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-n", "0", "--tb=line"]
    done = subprocess.run(
        [*command, "-p", "tests.guards.taken_out", guard.test],
        cwd=ROOT,
        env=os.environ | {"RINNALLA_GUARD": json.dumps(asdict(guard))},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, "\n".join(done.stdout.splitlines()[-3:])


def main() -> None:
    chosen = [g for g in guards() if not sys.argv[1:] or any(w in g.name for w in sys.argv[1:])]
    green = 0
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for guard, (code, end) in zip(chosen, pool.map(run, chosen), strict=True):
            is_red = code == RED
            green += not is_red
            print(f"{'red ' if is_red else 'GREEN' if code == 0 else f'?{code}'} {guard.name}")  # noqa: T201
            if not is_red:
                print(end)  # noqa: T201
    print(f"{len(chosen) - green} of {len(chosen)} guards were seen red.")  # noqa: T201
    sys.exit(bool(green))


if __name__ == "__main__":
    main()
