"""History of master data for bulk writes, which the library does not see by itself (A12)."""

from collections.abc import Sequence

from django.contrib.auth import get_user_model
from django.db import models
from simple_history.utils import bulk_create_with_history as _bulk_create
from simple_history.utils import bulk_update_with_history as _bulk_update

BATCH = 500


def bulk_create_with_history(rows: Sequence[models.Model], model: type[models.Model], *, reason: str, user_id=None):
    """Create rows and their first history rows."""
    return _bulk_create(rows, model, batch_size=BATCH, default_change_reason=reason, default_user=_user(user_id))


def bulk_update_with_history(
    rows: Sequence[models.Model], model: type[models.Model], fields: list[str], *, reason: str, user_id=None
) -> int:
    """Update `fields` of rows and write a history row for each; returns how many."""
    if not rows:
        return 0
    return _bulk_update(
        rows, model, fields, batch_size=BATCH, default_change_reason=reason, default_user=_user(user_id)
    )


def _user(user_id):
    return get_user_model()(pk=user_id) if user_id else None
