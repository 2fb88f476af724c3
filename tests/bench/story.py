"""A history for consumers: referrals that are received and offered, later accepted, then completed.

Written in bulk by SQL, through the very statement that `Work` appends with. Referrals come one
after the other; each is accepted 50 referrals later and completed 1,000 later, so that what
belongs together lies apart as it does in a year's history.
"""

from hashlib import md5
from uuid import UUID

from sqlalchemy import text

from shared.store import Store
from shared.store.appending import append_sql
from tests.bench.subject import METADATA

EACH = 4  # events of a referral
CHUNK = 5000  # referrals written and numbered at a time
UNTIL_ANSWER, UNTIL_END = 50, 1000

STEPS = """
SELECT gen_random_uuid(), 'referral-' || id, step, name, 1, data, cast(:metadata AS json), 'public',
  n % :partitions, now()
FROM generate_series(cast(:first AS int), :last) AS n,
  LATERAL (SELECT md5('referral' || n)::uuid AS id, md5('case' || n)::uuid AS case_id,
    md5('sender' || n % 20)::uuid AS sender, md5('provider' || n / 1000)::uuid AS provider,
    date '2026-01-01' + n % 300 AS day) AS known,
  LATERAL (VALUES
    (1, 'referral.received', n, json_build_object('referral_id', id, 'sender', sender,
      'referrer_kind', 'SCHOOL', 'programme', 'kaveri', 'themes', json_build_array('LONELINESS'),
      'municipality', '853', 'referred_on', day)),
    (2, 'referral.offered', n, json_build_object('referral_id', id, 'organisation', provider,
      'programme', 'kaveri', 'rule', 'AGREEMENT', 'offered_on', day)),
    (3, 'referral.accepted', n + :answered, json_build_object('referral_id', id, 'case_id', case_id,
      'organisation', provider, 'programme', 'kaveri', 'programme_version', 1, 'sender', sender,
      'municipality', '853', 'accepted_on', day + 7)),
    (4, 'referral.completed', n + :ended, json_build_object('referral_id', id,
      'end_reason', 'GOALS_MET', 'on', day + 200))
  ) AS steps (step, name, at, data)
ORDER BY at, n, step
"""
WRITE = text(append_sql(STEPS, ""))


def named(text: str) -> UUID:
    """The id that the statement gives to `referral1` or `provider0`."""
    return UUID(md5(text.encode(), usedforsecurity=False).hexdigest())


def write(store: Store, *, events: int) -> int:
    """That many more events, numbered, rounded up to whole referrals; how many referrals now."""
    with store.database.reading() as db:
        before: int = db.execute(text("SELECT count(*) FROM events")).scalar_one() // EACH
    wanted = before + -(-events // EACH)
    for first in range(before + 1, wanted + 1, CHUNK):
        numbers = {"first": first, "last": min(first + CHUNK - 1, wanted), "metadata": METADATA}
        later = {"answered": UNTIL_ANSWER, "ended": UNTIL_END}
        with store.database.writing() as db:
            db.execute(WRITE, numbers | later | {"partitions": store.epoch.partitions})
        store.head()
    with store.database.reading() as db:
        db.execute(text("VACUUM ANALYZE"))
    return wanted
