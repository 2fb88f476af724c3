"""The setting of logs: from which weight on lines are written."""

from collections.abc import Mapping
from dataclasses import dataclass

from shared.kernel.settings import load, setting
from shared.telemetry.logs import Level


def level(text: str) -> Level:
    """One of the weights of a line."""
    try:
        return Level(text)
    except ValueError:
        levels = ", ".join(Level)
        raise ValueError(f"is {text!r}; it can be one of {levels}.") from None


@dataclass(frozen=True)
class LogSettings:
    """Part of `Settings`; the embedded default reads it alone."""

    log_level: Level = setting(  # noqa: RUF009 - frozen, as every value here
        "RINNALLA_LOG_LEVEL",
        "From which weight on a process writes log lines: debug also those of probes and of our "
        "own services that look for news.",
        example="warning",
        read=level,
        default=Level.INFO,
    )


def of_environment(environment: Mapping[str, str]) -> LogSettings:
    """The embedded default's, which has no other settings."""
    prefix = "RINNALLA_LOG"
    ours = {name: text for name, text in environment.items() if name.startswith(prefix)}
    return load(LogSettings, ours, prefix=prefix, unsafe=lambda _: ())
