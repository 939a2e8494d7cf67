"""Keeps what the migrations brought (ranks, holidays …) through tests that empty the tables."""

from django.db import connection

_snapshot: list[str] = []


def remember_reference_data() -> None:
    """Take the content of the fresh test database, once per process.

    Django is left with an empty copy: a transactional test then neither loads the data at its start nor makes
    content types and permissions anew at its end; `restore_reference_data` does both in one go.
    """
    _snapshot[:] = [connection.creation.serialize_db_to_string()]
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
