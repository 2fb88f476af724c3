"""The setting of what looks at files that people send."""

from dataclasses import dataclass

from shared.kernel.settings import host_and_port, setting


@dataclass(frozen=True)
class FileSettings:
    """Part of `Settings`; the embedded default reads it alone."""

    malware_scanner: str = setting(
        "RINNALLA_MALWARE_SCANNER",
        "Where clamd listens, which then looks at each file that somebody sends; while it is "
        "away, files are refused. Without it no scanner does. Every file is drawn or written "
        "anew all the same.",
        example="clamd.region.example:3310",
        read=host_and_port,
    )
