"""Inserting very many rows (A9): one prepared statement instead of one object's worth of work per value."""

from collections.abc import Iterable, Sequence
from json import dumps
from typing import Any, cast

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models

PAGE = 1_000


def insert_many(model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence]) -> None:
    """Insert rows of database-ready values (dates as ISO text, JSON by `as_json`) for the attributes `names`.

    Attributes that are not named get the default of their field. No signals, no history, no keys back.
    """
    concrete: Any = model._meta
    named = {str(concrete.get_field(name).column): None for name in names}
    filled = {
        str(field.column): field.get_db_prep_save(field.get_default(), connection)
        for field in model._meta.concrete_fields
        if field.column not in named and not field.primary_key
    }
    constants = tuple(filled.values())
    quoted = ", ".join(connection.ops.quote_name(column) for column in (*named, *filled))
    table = connection.ops.quote_name(model._meta.db_table)
    values = (tuple(row) + constants for row in rows)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            from psycopg2.extras import execute_values

            sql = f"INSERT INTO {table} ({quoted}) VALUES %s"
            # Past Django's cursor, so its exceptions must be asked for.
            with connection.wrap_database_errors:
                execute_values(cursor.cursor, sql, values, page_size=PAGE)
        else:
            marks = ", ".join(["%s"] * (len(named) + len(filled)))
            cursor.executemany(f"INSERT INTO {table} ({quoted}) VALUES ({marks})", cast(Any, values))


def as_json(value) -> str:
    """Return a value of a JSONField as `insert_many` takes it."""
    return dumps(value, cls=DjangoJSONEncoder, separators=(",", ":"))
