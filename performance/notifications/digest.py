"""The digest: one message a day at most that names everything a person has open."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from asn_portal.core.bulk_notices import Occasion, Told, notify_each
from asn_portal.core.models import Notice
from asn_portal.core.notices import NoticeKind, register
from asn_portal.core.templatetags.formats import longdate
from performance.selectors.open_tasks import SOURCES, Task

EVENT, SUBJECT = "task_digest", "agency"


def write_digest(params: dict) -> tuple[str, str]:
    """Return title and body in the active language; a line whose kind is not known any more is left out."""
    lines = [line for line in params["lines"] if line["kind"] in SOURCES]
    count = sum(line["count"] for line in lines)
    late = sum(line["count"] for line in lines if line["late"])
    title = ngettext("%(count)d task is open", "%(count)d tasks are open", count) % {"count": count}
    if late:
        title = _("%(tasks)s, %(late)d of them overdue") % {"tasks": title, "late": late}
    return title, "\n".join(f"{line_words(line)}." for line in lines)


def line_words(line: dict) -> str:
    """Return one line: what, how many, by when."""
    words = SOURCES[line["kind"]].words % {"count": line["count"]}
    if not line["due"]:
        return str(words)
    day = longdate(date.fromisoformat(line["due"]))
    if line["late"]:
        return _("%(task)s, overdue since %(day)s") % {"task": words, "day": day}
    return _("%(task)s by %(day)s") % {"task": words, "day": day}


register(
    NoticeKind(
        event=EVENT,
        title=gettext_lazy("Your open tasks"),
        body="",
        url_name="home",
        icon="list-check",
        url_has_subject=False,
        write=write_digest,
    )
)


def send_digests(*, agency_id: int, today: date, tasks: Iterable[Task], users: set[int]) -> int:
    """Tell these accounts everything they have open; return how many were told now, each once a day."""
    found: dict[int, dict[tuple[str, date | None], int]] = {}
    for task in tasks:
        if task.user_id in users:
            lines = found.setdefault(task.user_id, {})
            lines[task.kind, task.due_on] = lines.get((task.kind, task.due_on), 0) + task.count
    what = Occasion(agency_id, EVENT, SUBJECT, today.isoformat())
    order = {kind: place for place, kind in enumerate(SOURCES)}
    return notify_each(
        what,
        (
            Told(user_id, agency_id, {"lines": as_lines(lines, order, today)})
            for user_id, lines in found.items()
        ),
    )


def as_lines(lines: dict[tuple[str, date | None], int], order: dict[str, int], today: date) -> list[dict]:
    """Return the lines as they are stored: most urgent first, then in the order of the kinds."""
    return [
        {
            "kind": kind,
            "count": count,
            "due": due_on.isoformat() if due_on else "",
            "late": due_on is not None and due_on < today,
        }
        for (kind, due_on), count in sorted(
            lines.items(), key=lambda row: (row[0][1] or date.max, order[row[0][0]])
        )
    ]


def told_today(*, agency_id: int, today: date) -> set[int]:
    """Return the accounts that have had their digest today."""
    rows = Notice.objects.filter(
        agency_id=agency_id,
        event=EVENT,
        subject_type=SUBJECT,
        subject_id=agency_id,
        occasion=today.isoformat(),
    )
    return set(rows.values_list("user_id", flat=True))
