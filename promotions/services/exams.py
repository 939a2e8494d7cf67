"""Exams and trainings that HR records about a person: ujian dinas, UPKP, leadership training."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor, require
from employees.models import Employee, Rank
from promotions.enums import ExamKind
from promotions.models import ExamRecord
from promotions.policies import rank as policies


@dataclass(frozen=True)
class NewExam:
    """An exam passed; `target_rank` is the rank UPKP opens and stays empty otherwise."""

    exam: str
    passed_on: date
    number: str = ""
    target_rank: Rank | None = None


@transaction.atomic
def record_exam(*, employee: Employee, new: NewExam, actor: Actor) -> ExamRecord:
    """Record an exam passed.

    Raises ValidationError for a day to come, for UPKP without its rank and for one already recorded, NotAllowed
    without the right.
    """
    require(policies.can_record_exam(actor, employee))
    problems = exam_problems(new, today=timezone.localdate())
    if problems:
        raise ValidationError(problems)
    try:
        with transaction.atomic():
            return ExamRecord.objects.create(
                agency_id=employee.agency_id,
                employee=employee,
                exam=new.exam,
                passed_on=new.passed_on,
                number=new.number.strip(),
                target_rank=new.target_rank,
                recorded_by_id=actor.user_id,
            )
    except IntegrityError:
        raise ValidationError({"passed_on": _("This exam is already recorded.")}) from None


def exam_problems(new: NewExam, *, today: date) -> dict[str, str]:
    """Return what is wrong with a new exam, by field."""
    problems = {}
    if new.passed_on > today:
        problems["passed_on"] = _("This day lies in the future.")
    if new.exam == ExamKind.UPKP and new.target_rank is None:
        problems["target_rank"] = _("Choose the rank that the exam opens.")
    if new.exam != ExamKind.UPKP and new.target_rank is not None:
        problems["target_rank"] = _("Only UPKP is for a certain rank; leave it empty.")
    return problems
