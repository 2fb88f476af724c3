"""Who may do what on Kafka, as one file for review: `python -m tests.kafka_access` writes it.

`rinnalla kafka-access` grants just this, with the partners of the installation.
"""

from services.platform.partner_topics import grants
from services.platform.registry import NAMES
from tests.tree import ROOT

FILE = ROOT / "deploy" / "kafka" / "access.txt"
PARTNER = "<partner>"  # stands for each of them


def access_list() -> str:
    """A line for each right."""
    users = {name: f"rinnalla_{name}" for name in NAMES}
    lines = (
        f"{grant.user} may {grant.operation} {grant.kind} {grant.name}{'*' * grant.prefixed}"
        for grant in grants(users=users, partners=[PARTNER])
    )
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    FILE.write_text(access_list(), encoding="utf-8")
