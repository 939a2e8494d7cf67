"""Keeps what the migrations brought (ranks, holidays …) through tests that empty the tables."""

from django.core.management import call_command
from django.db import connection

_snapshot: list[str] = []


def remember_reference_data() -> None:
    """Take the content of the fresh database, once per process."""
    _snapshot[:] = [connection.creation.serialize_db_to_string()]


def restore_reference_data() -> None:
    """Put it back after a transactional test has flushed the tables."""
    call_command("flush", verbosity=0, interactive=False, reset_sequences=False, inhibit_post_migrate=True)
    connection.creation.deserialize_db_from_string(_snapshot[0])


def is_transactional(item) -> bool:
    """Tell whether a test really commits, so that its tables are flushed afterwards."""
    names = set(getattr(item, "fixturenames", ()))
    mark = item.get_closest_marker("django_db")
    return bool(names & {"transactional_db", "live_server"} or (mark and mark.kwargs.get("transaction")))
