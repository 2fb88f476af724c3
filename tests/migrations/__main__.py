"""`python -m tests.migrations LINE "what it does"` writes a step; without words, seals the steps.

LINE is `shared` for the machinery's tables or the name of a service. A sealed step never changes.
"""

import sys

from tests.migrations.sealed import seal
from tests.migrations.writing import write


def main() -> None:
    match sys.argv[1:]:
        case [line, says] if line and says:
            print(write(line, says) or f"The tables of {line} are what its steps make.")  # noqa: T201
        case _:
            print("\n".join(seal()) or "Every step is sealed already.")  # noqa: T201


if __name__ == "__main__":
    main()
