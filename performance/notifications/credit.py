"""What is said about credit points. Rows only; mail follows by itself."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from asn_portal.core.notices import NoticeKind, Subject, notify, register
from performance.models import CreditConversion, CreditEntry, CreditStatement

register(
    NoticeKind(
        event="credit_prepared",
        title=_("Credit points wait for your confirmation"),
        body=_("%(count)s predicates of your people have been converted; check the months and confirm."),
        url_name="performance:credit_waiting",
        icon="calculator",
        url_has_subject=False,
    )
)
register(
    NoticeKind(
        event="credit_confirmed",
        title=_("Your credit points have grown"),
        body=_("Your evaluator confirmed %(points)s points. See what they lead to."),
        url_name="performance:credit_own",
        icon="calculator",
        url_has_subject=False,
        mail=False,
    )
)
register(
    NoticeKind(
        event="credit_revised",
        title=_("Credit points of %(name)s have changed"),
        body=_(
            "The appraisal was amended; the conversion has been worked out anew and waits for confirmation."
        ),
        url_name="performance:credit_conversion",
        icon="refresh",
    )
)
register(
    NoticeKind(
        event="credit_statement_set",
        title=_("Your PAK has been set: %(number)s"),
        body=_("It states %(points)s credit points."),
        url_name="performance:credit_own",
        icon="rosette",
        url_has_subject=False,
    )
)
register(
    NoticeKind(
        event="credit_bonus_decided",
        title=_("Your claim for the education bonus was decided"),
        body=_("%(answer)s"),
        url_name="performance:credit_own",
        icon="school",
        url_has_subject=False,
    )
)


def plain(points) -> str:
    """Return points as a notice stores them, in the notation of the forms."""
    return f"{points:.2f}".replace(".", ",")


def evaluators_told(*, agency_id: int, users_by_count: dict[int, list[int]], occasion: str) -> int:
    """Tell evaluators once a day how many conversions wait; grouped by that number."""
    return sum(
        notify(
            event="credit_prepared",
            subject=Subject(agency_id, "agency", agency_id),
            recipients=users,
            params={"count": count},
            occasion=occasion,
        )
        for count, users in users_by_count.items()
    )


def conversion_confirmed(row: CreditConversion) -> None:
    """Tell the person."""
    notify(
        event="credit_confirmed",
        subject=Subject(row.agency_id, "credit_conversion", row.pk),
        recipients=[row.employee.user_id],
        params={"points": plain(row.points)},
        occasion=str(row.revision),
    )


def conversion_revised(row: CreditConversion) -> None:
    """Tell the person and the evaluator."""
    evaluator = row.employee.evaluator
    notify(
        event="credit_revised",
        subject=Subject(row.agency_id, "credit_conversion", row.pk),
        recipients=[row.employee.user_id, evaluator.user_id if evaluator else None],
        params={"name": row.employee.full_name},
        occasion=str(row.revision),
    )


def statements_set(rows: Iterable[CreditStatement]) -> None:
    """Tell each person."""
    for row in rows:
        notify(
            event="credit_statement_set",
            subject=Subject(row.agency_id, "credit_statement", row.pk),
            recipients=[row.employee.user_id],
            params={"number": row.number, "points": plain(row.points)},
        )


def bonus_decided(entry: CreditEntry, *, answer: str) -> None:
    """Tell the person what was decided and why."""
    notify(
        event="credit_bonus_decided",
        subject=Subject(entry.agency_id, "credit_entry", entry.pk),
        recipients=[entry.employee.user_id],
        params={"answer": answer},
    )
