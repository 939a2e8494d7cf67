"""What makes the invented government look lived in: requests, acting officers, notices."""

from datetime import date, timedelta

from asn_portal.core.access import system_actor
from asn_portal.core.models import Agency, Notice
from asn_portal.core.selectors import work_calendar
from asn_portal.demo.plans import at
from employees.enums import AssignmentKind
from employees.models import Assignment, CorrectionRequest, Employee, Position
from employees.services.posts import refresh_evaluators
from performance.enums import PlanStatus
from performance.models import Plan

WISHES = (
    (
        "education",
        "D-III",
        "S-1 Administrasi Publik, Universitas Contoh, 2024",
        "Ijazah sudah diserahkan ke BKPSDM.",
    ),
    ("phone", "", "081300001111", "Nomor lama sudah tidak aktif."),
    ("evaluator", "", "Kepala bidang yang baru", "Atasan saya berganti sejak bulan lalu."),
    ("back_title", "S.Sos.", "S.Sos., M.Si.", ""),
    ("rank", "III/a", "III/b sejak 1 April tahun ini, SK 823/512", "SK baru diterima."),
    ("birth_place", "Sibolga", "Pandan", "Sesuai akta kelahiran."),
)
ACTING = 4


def add_extras(agency: Agency, today: date) -> None:
    """Write a few requests to HR, acting officers for vacant posts, and notices of returned plans."""
    people = Employee.objects.filter(agency=agency, user__isnull=False).exclude(nip=None).order_by("-pk")
    write_requests(agency, list(people[: len(WISHES)]), today)
    write_acting_officers(agency, today)
    write_notices(agency)


def write_requests(agency: Agency, people: list[Employee], today: date) -> None:
    """Write one request a person, some of them late."""
    calendar = work_calendar(actor=system_actor(agency.pk))
    rows = []
    for number, (person, (field, now, wish, note)) in enumerate(zip(people, WISHES, strict=False)):
        asked = today - timedelta(days=2 * number)
        rows.append(
            CorrectionRequest(
                agency=agency,
                employee=person,
                unit_id=person.unit_id,
                field=field,
                current_value=now,
                requested_value=wish,
                note=note,
                created_at=at(asked, 9),
                due_on=calendar.add(asked, 5),
            )
        )
    CorrectionRequest.objects.bulk_create(rows)


def write_acting_officers(agency: Agency, today: date) -> None:
    """Let somebody of the unit act in a few of the vacant heads' posts (Plt)."""
    vacant = Position.objects.filter(agency=agency, is_head=True, assignments=None).select_related("unit")
    rows = []
    for post in vacant.order_by("pk")[:ACTING]:
        person = Employee.objects.filter(unit=post.unit, kind="pns").order_by("pk").first()
        if person:
            rows.append(
                Assignment(
                    agency=agency,
                    employee=person,
                    position=post,
                    position_name=post.name,
                    unit=post.unit,
                    unit_name=post.unit.name,
                    kind=AssignmentKind.ACTING,
                    starts_on=today - timedelta(days=60),
                    decree_number="821/77 (contoh)",
                    source="demo",
                )
            )
    Assignment.objects.bulk_create(rows)
    refresh_evaluators(agency_id=agency.pk, today=today)


def write_notices(agency: Agency) -> None:
    """Write the notices of the plans that have been returned in the running year."""
    plans = Plan.objects.filter(
        agency=agency, state=PlanStatus.RETURNED, cycle__state="open", employee__user__isnull=False
    ).select_related("cycle", "employee")
    Notice.objects.bulk_create(
        [
            Notice(
                agency=agency,
                user_id=plan.employee.user_id,
                event="plan_returned",
                subject_type="plan",
                subject_id=plan.pk,
                params={
                    "year": plan.cycle.year,
                    "evaluator": plan.evaluator_name,
                    "note": "mohon dilengkapi, lihat catatan pada SKP.",
                },
                created_at=plan.submitted_at + timedelta(days=2),
            )
            for plan in plans
        ],
        batch_size=500,
        ignore_conflicts=True,
    )
