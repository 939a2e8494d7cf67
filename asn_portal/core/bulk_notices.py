"""Notices for very many people, each with a text of its own: a few statements however many there are.

`notices.notify` tells some people the same; this tells a whole government, each person something else. Rows travel
to the database as one JSON document for each batch, which PostgreSQL and SQLite both unpack themselves.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.utils import timezone

from asn_portal.core import jobs
from asn_portal.core.notices import KINDS

BATCH = 5_000

UNPACK = {
    "postgresql": """
        SELECT CAST(row ->> 0 AS bigint) AS user_id, CAST(row ->> 1 AS bigint) AS subject_id, row -> 2 AS params
          FROM jsonb_array_elements(CAST(%s AS jsonb)) AS row
    """,
    "sqlite": """
        SELECT json_extract(value, '$[0]') AS user_id, json_extract(value, '$[1]') AS subject_id,
               json_extract(value, '$[2]') AS params
          FROM json_each(%s)
    """,
}
INSERT_NOTICES = """
INSERT INTO core_notice (agency_id, user_id, event, subject_type, subject_id, occasion, params, created_at)
SELECT %s, told.user_id, %s, %s, told.subject_id, %s, told.params, %s FROM ({told}) told
 WHERE true
ON CONFLICT DO NOTHING
"""
INSERT_DELIVERIES = """
INSERT INTO core_delivery (notice_id, address, message_id, state, attempts, due_at, error)
SELECT notice.id, mail.email, {uuid}, 'queued', 0, %s, ''
  FROM ({told}) told
  JOIN core_notice notice ON notice.user_id = told.user_id AND notice.event = %s AND notice.subject_type = %s
       AND notice.subject_id = told.subject_id AND notice.occasion = %s
  JOIN account_emailaddress mail ON mail.user_id = told.user_id AND mail.verified AND mail."primary"
  JOIN {users} person ON person.id = told.user_id AND person.is_active
 WHERE NOT EXISTS (SELECT 1 FROM core_delivery known WHERE known.notice_id = notice.id)
"""
UUIDS = {"postgresql": "gen_random_uuid()", "sqlite": "lower(hex(randomblob(16)))"}


@dataclass(frozen=True)
class Occasion:
    """What is said and when: the event, the kind of subject, and what keeps it from being said twice."""

    agency_id: int
    event: str
    subject_type: str
    occasion: str = ""


@dataclass(frozen=True)
class Told:
    """One person to be told: account, subject and the params of the text."""

    user_id: int
    subject_id: int
    params: dict


def notify_each(what: Occasion, people: Iterable[Told]) -> int:
    """Write a notice for each person and the mail of those with a verified address; return how many are new.

    Each person is told once for each subject and occasion: who has been told is left alone. Runs in the caller's
    transaction, or in one of its own.
    """
    written = 0
    with transaction.atomic():
        for batch in batches(people):
            written += write_notices(what, batch, timezone.now())
    return written


def as_json(params: dict) -> str:
    """Return the params of a notice as a statement needs them."""
    return json.dumps(params)


def batches(people: Iterable[Told]) -> Iterator[list[Told]]:
    """Cut the people into batches."""
    rest = iter(people)
    while batch := list(islice(rest, BATCH)):
        yield batch


def write_notices(what: Occasion, people: Sequence[Told], now: datetime) -> int:
    """Write one batch and its mails; return how many notices are new."""
    told = UNPACK[connection.vendor]
    rows = json.dumps([[row.user_id, row.subject_id, row.params] for row in people])
    key = [what.event, what.subject_type]
    with connection.cursor() as cursor:
        cursor.execute(INSERT_NOTICES.format(told=told), [what.agency_id, *key, what.occasion, now, rows])
        written = max(cursor.rowcount, 0)
        if written and KINDS[what.event].mail:
            users = connection.ops.quote_name(get_user_model()._meta.db_table)
            statement = INSERT_DELIVERIES.format(told=told, uuid=UUIDS[connection.vendor], users=users)
            cursor.execute(statement, [now, rows, *key, what.occasion])
            if cursor.rowcount > 0:
                jobs.after_commit("core.sweep_deliveries")
    return written
