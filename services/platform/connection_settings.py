"""How many connections to databases a process holds, and whether a pooler stands between."""

from dataclasses import dataclass

from shared.kernel.settings import flag, number, setting

CONNECTIONS = 5
TO_KEYS = 2  # keys stay in memory
OF_RELAY = 2
LISTENS = 1


@dataclass(frozen=True)
class ConnectionSettings:
    """Part of `Settings`: the most that each process opens, and gives back when it rests."""

    connections: int = setting(
        "RINNALLA_CONNECTIONS",
        "How many connections to its service's database each worker of a web process, and each "
        f"consumer, opens at most. {TO_KEYS} to the key store come on top, and one that listens, "
        "in a web process only once somebody waits at its feed; a relay needs 3.",
        example=str(CONNECTIONS),
        read=number,
        default=CONNECTIONS,
    )
    pooler: bool = setting(
        "RINNALLA_POOLER",
        "1: the databases are reached through a pooler that lends a connection for a "
        "transaction, such as PgBouncer. Then nothing is prepared, and nobody listens.",
        example="1",
        read=flag,
        default=False,
    )

    def most(self, process: str, workers: int = 1) -> int:
        """The most connections that a process of this kind ever holds."""
        listens = 0 if self.pooler else LISTENS
        return {
            "web": workers * (self.connections + TO_KEYS + listens),
            "consume": self.connections + TO_KEYS + listens,
            "relay": OF_RELAY + listens,
        }[process]
