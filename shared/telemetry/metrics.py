"""Every figure that a process reports of itself, declared once: a sentence, a unit, its labels.

Labels take their values from short lists (names of services, consumers, route templates), never
from what a person wrote. Counters and histograms count from `start_counting` on, in this process;
gauges are read when somebody asks (readings.py), so that they are true when a consumer hangs.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    COUNTER = "counter"
    HISTOGRAM = "histogram"
    GAUGE = "gauge"


@dataclass(frozen=True)
class Metric:
    """One figure; `sentence` says what it counts to a reader who sees it on a dashboard."""

    name: str
    kind: Kind
    unit: str
    labels: tuple[str, ...]
    sentence: str

    def add(self, **labels: str) -> None:
        """Count one more; nothing while this process does not count."""
        if self.name in counting.live:
            counting.live[self.name].labels(**labels).inc()

    def observe(self, value: float, **labels: str) -> None:
        """Add one measured value; nothing while this process does not count."""
        if self.name in counting.live:
            counting.live[self.name].labels(**labels).observe(value)


@dataclass(frozen=True)
class Reading:
    """The value of a gauge at one moment."""

    metric: Metric
    labels: tuple[str, ...]  # values, in the order that the metric declares
    value: float


@dataclass
class Counting:
    """What this process counts, by metric; empty until `start_counting`."""

    live: dict[str, Any] = field(default_factory=dict)
    registry: Any = None


counting = Counting()  # switched on in shared.telemetry.exposition
METRICS: dict[str, Metric] = {}
"""All of them by name."""


def _declare(name: str, kind: Kind, unit: str, labels: str, sentence: str) -> Metric:
    metric = Metric(f"rinnalla_{name}", kind, unit, ("service", *labels.split()), sentence)
    METRICS[metric.name] = metric
    return metric


REQUESTS = _declare(
    "request_seconds",
    Kind.HISTOGRAM,
    "seconds",
    "method route status",
    "Time from a request to its answer, by route template and class of status.",
)
COMMANDS = _declare(
    "commands_total",
    Kind.COUNTER,
    "commands",
    "outcome",
    "Commands done, refused by a rule, or stale because somebody was faster.",
)
OUTAGES = _declare(
    "outages_total",
    Kind.COUNTER,
    "times",
    "at",
    "Times that something was put off because a database or source was away: at requests, or at "
    "following the source named.",
)
VIEWS_EXCEEDED = _declare(
    "view_budgets_exceeded_total",
    Kind.COUNTER,
    "times",
    "",
    "Times that somebody opened more people's files within an hour than the budget allows.",
)
DEADLINES = _declare(
    "deadlines",
    Kind.GAUGE,
    "things",
    "kind state",
    "Things that are due and not done, by kind: all of them (waiting), and those that are late.",
)
DEADLINE_DELAY = _declare(
    "deadline_delay_seconds",
    Kind.GAUGE,
    "seconds",
    "",
    "How long the first reminder or escalation that is due has waited for the service's clock.",
)
MAILS = _declare(
    "mails",
    Kind.GAUGE,
    "mails",
    "state",
    "Mails by how far they are; of unclear ones nobody knows whether the server took them.",
)
MAIL_DELAY = _declare(
    "mail_delay_seconds", Kind.GAUGE, "seconds", "", "How long the first mail has waited to leave."
)
CONNECTIONS = _declare(
    "database_connections",
    Kind.GAUGE,
    "connections",
    "state",
    "Connections to the service's database that the process that answers uses just now (in use), "
    "and how many it may have (limit).",
)
EXHAUSTED = _declare(
    "database_connections_exhausted_total",
    Kind.COUNTER,
    "times",
    "",
    "Times that something waited in vain for one of the process' connections to the database.",
)
DISK_FREE = _declare(
    "disk_free_ratio",
    Kind.GAUGE,
    "of 1",
    "place",
    "Free part of the disk that holds the data folder (data), the backups (backups) or temporary "
    "files (temporary), where this process has it.",
)
CERTIFICATE_DAYS = _declare(
    "certificate_days_left",
    Kind.GAUGE,
    "days",
    "",
    "Days until the certificate of the public address ends; missing where it could not be read.",
)
DUTY_SECONDS = _declare(
    "duty_seconds",
    Kind.GAUGE,
    "seconds",
    "duty",
    "How long ago the service last did what it does by the clock: retention, the check of its "
    "access log (audit, audit of all), a backup.",
)
DUTY_FINDINGS = _declare(
    "duty_findings",
    Kind.GAUGE,
    "findings",
    "duty",
    "What the last time of a duty found wrong, such as lines of the access log that were altered.",
)
ACCESS_ROWS = _declare(
    "access_log_rows",
    Kind.GAUGE,
    "rows",
    "",
    "Rows of the access log that are in its chain: who has read, changed or asked for what.",
)
ACCESS_UNSIGNED = _declare(
    "access_log_unsigned_rows",
    Kind.GAUGE,
    "rows",
    "",
    "Rows of the access log after the last signed end; signed every minute.",
)
ERASURES = _declare(
    "erasures",
    Kind.GAUGE,
    "erasures",
    "",
    "Erasures that the key store remembers, one for a person and a class of retention: what was "
    "sealed with those keys can never be read again.",
)
DELIVERED = _declare(
    "deliveries",
    Kind.GAUGE,
    "events",
    "",
    "Events numbered for partners, all partners together.",
)
DELIVERIES_BEHIND = _declare(
    "deliveries_behind_positions",
    Kind.GAUGE,
    "positions",
    "",
    "Positions of the store that were not yet looked through for the partner that is furthest "
    "behind; partners who do not ask stay behind.",
)
EVENTS = _declare(
    "events",
    Kind.GAUGE,
    "events",
    "",
    "Events appended to the service's store since it was made.",
)
LAG_POSITIONS = _declare(
    "consumer_lag_positions",
    Kind.GAUGE,
    "positions",
    "consumer source",
    "Positions between a consumer's slowest partition and the end of that partition at its source.",
)
LAG_SECONDS = _declare(
    "consumer_lag_seconds",
    Kind.GAUGE,
    "seconds",
    "consumer source",
    "How long the oldest event that a consumer has not passed has waited for it; 0 for none.",
)
PARKED = _declare(
    "consumer_parked_events",
    Kind.GAUGE,
    "events",
    "consumer source state",
    "Events that a consumer could not apply: parked, waiting for another, or behind one of these.",
)
STOPPED = _declare(
    "consumer_stopped",
    Kind.GAUGE,
    "1 or 0",
    "consumer source",
    "1 while a consumer stands still until a person has looked.",
)
ANSWERS = _declare(
    "source_answers",
    Kind.GAUGE,
    "1 or 0",
    "source",
    "1 when the source told how far it has come; at 0 there are no figures of lag.",
)
RELAY_LAG_POSITIONS = _declare(
    "relay_lag_positions",
    Kind.GAUGE,
    "positions",
    "topic",
    "Positions between what the topic has got and the last event of the store that travels.",
)
RELAY_LAG_SECONDS = _declare(
    "relay_lag_seconds",
    Kind.GAUGE,
    "seconds",
    "topic",
    "How long the oldest event that the topic has not got has waited for it; 0 for none.",
)
RELAY_CONFIRMED = _declare(
    "relay_confirmed_seconds",
    Kind.GAUGE,
    "seconds",
    "topic",
    "How long ago the broker last confirmed something new; missing before the first time.",
)
RELAY_HOLDS = _declare(
    "relay_holds",
    Kind.GAUGE,
    "1 or 0",
    "",
    "1 when the process that answers is the one of its service that relays now.",
)
RELAY_SILENT = _declare(
    "relay_silent_seconds",
    Kind.GAUGE,
    "seconds",
    "",
    "How long ago whoever relays showed that it is alive; beyond the lease's 10 nobody does.",
)
TOPICS_MADE_AGAIN = _declare(
    "relay_topics_made_again_total",
    Kind.COUNTER,
    "times",
    "topic",
    "Times that a topic was found to be another one under the old name; what it lacks, consumers "
    "fetch from the feed.",
)
ALARMS = _declare(
    "source_alarms_total",
    Kind.COUNTER,
    "times",
    "source alarm",
    "Times that a topic's partition lacked events, which the feed then gave (gap), held a message "
    "that nobody of ours signed (forged), or gave nothing although there was something (stalled), "
    "or that its group had not heard of us for longer than a session (mute), or that a source "
    "holds another history than the one that was followed (went back).",
)
