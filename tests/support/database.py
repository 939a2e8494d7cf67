"""Keeps what the migrations brought (ranks, holidays …) through tests that empty the tables."""

import os
import shutil

from django.conf import settings
from django.db import connection

_snapshot: list[str] = []


def template() -> str:
    """Return the migrated SQLite file that tests/run.py made for all its processes, or "" when there is none."""
    is_sqlite = "sqlite3" in settings.DATABASES["default"]["ENGINE"]
    return os.environ.get("PORTAL_TEST_TEMPLATE", "") if is_sqlite else ""


def copy_template() -> None:
    """Start from the template instead of running all migrations in each process."""
    if template():
        shutil.copy(template(), settings.DATABASES["default"]["TEST"]["NAME"])


def remember_reference_data() -> None:
    """Take the content of the fresh test database, once per process.

    Django is left with an empty copy: a transactional test then neither loads the data at its start nor makes
    content types and permissions anew at its end; `restore_reference_data` does both in one go.
    """
    _snapshot[:] = [connection.creation.serialize_db_to_string()]
    flush_quietly()


def flush_quietly() -> None:
    """Leave Django an empty copy to restore on this connection."""
    connection._test_serialized_contents = "[]"


def restore_reference_data() -> None:
    """Put it back after a transactional test has flushed the tables; nothing to do before the first database test."""
    if _snapshot:
        connection.creation.deserialize_db_from_string(_snapshot[0])


def is_transactional(item) -> bool:
    """Tell whether a test really commits, so that its tables are flushed afterwards."""
    names = set(getattr(item, "fixturenames", ()))
    mark = item.get_closest_marker("django_db")
    return bool(names & {"transactional_db", "live_server"} or (mark and mark.kwargs.get("transaction")))
