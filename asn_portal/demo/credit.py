"""Credit points of functional posts in the demo: conversions in every state, claims, and PAK set in the portal."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from django.db.models import F
from django.utils import timezone

from asn_portal.core.access import system_actor
from asn_portal.core.models import Agency
from employees.enums import EducationLevel, PostFamily
from employees.models import Education, Employee
from performance.enums.credit import ConversionState, EntryKind, EntryState
from performance.models import CreditAccount, CreditConversion, CreditEntry, CreditStatement
from performance.rules.credit import CreditRules, education_bonus
from performance.rules.credit_levels import LEVEL_CODES, level_for
from performance.selectors.credit import credit_people
from performance.services.credit_accounts import refresh_accounts
from performance.services.credit_conversions import prepare_conversions
from performance.services.credit_statements import NewPak, set_statement

OLDER, STILL_WAITING = 0.6, 0.3
CLAIMS, SET_HERE = 8, 6


def add_credit(agency: Agency, today: date, rng: Random) -> None:
    """Let the portal convert the years that were released, confirm most of them, and set a few PAK."""
    age_statements(agency, today, rng)
    prepare_conversions(agency_id=agency.pk, today=today)
    confirm_most(agency, today, rng)
    claim_some(agency, today, rng)
    refresh_accounts(agency_id=agency.pk, today=today)
    set_some(agency, today)


def age_statements(agency: Agency, today: date, rng: Random) -> None:
    """Move most PAK from outside back two years, so that the years since are converted here."""
    rows = CreditStatement.objects.filter(agency=agency).select_related("employee__position__title")
    moved = []
    for row in rows.order_by("pk"):
        title = row.employee.position.title if row.employee.position else None
        level = level_for(title.level, on=today) if title else None
        if level is not None and rng.random() < OLDER:
            row.as_of = date(row.as_of.year - 2, 12, 31)
            row.points = max(row.points - 2 * level.coefficient, Decimal(0))
            row.set_on = row.as_of + timedelta(days=25)
            moved.append(row)
    CreditStatement.objects.bulk_update(moved, ["as_of", "points", "set_on"], batch_size=500)


def confirm_most(agency: Agency, today: date, rng: Random) -> None:
    """Confirm all but the last year of some, which waits for the evaluator."""
    rows = CreditConversion.objects.filter(agency=agency, employee__evaluator__isnull=False)
    found = rows.order_by("pk").values_list("pk", "ends_on__year")
    done = [pk for pk, year in found if year < today.year - 1 or rng.random() >= STILL_WAITING]
    for start in range(0, len(done), 500):
        part = CreditConversion.objects.filter(pk__in=done[start : start + 500])
        people = dict(part.values_list("pk", "employee__evaluator_id"))
        for evaluator in set(people.values()):
            own = [pk for pk, who in people.items() if who == evaluator]
            CreditConversion.objects.filter(pk__in=own).update(
                state=ConversionState.CONFIRMED,
                confirmed_at=timezone.now(),
                confirmed_by_id=evaluator,
                revision=F("revision") + 1,
            )


def claim_some(agency: Agency, today: date, rng: Random) -> None:
    """Record a newer degree of some people; most have claimed the bonus, HR has answered some."""
    people = Employee.objects.filter(
        agency=agency,
        kind="pns",
        position__title__family=PostFamily.FUNCTIONAL,
        education_level=EducationLevel.S1,
    )
    states = [EntryState.CLAIMED, EntryState.ACCEPTED, EntryState.CLAIMED, EntryState.REFUSED]
    for number, person in enumerate(people.select_related("position__title").order_by("pk")[:CLAIMS]):
        level = level_for(person.position.title.level, on=today)
        if level is None:
            continue
        Education.objects.get_or_create(
            employee=person, level=EducationLevel.S1, defaults={"agency": agency, "graduated_year": 2008}
        )
        degree, _new = Education.objects.get_or_create(
            employee=person,
            level=EducationLevel.S2,
            programme="Administrasi Publik (contoh)",
            graduated_year=today.year - 1,
            defaults={"agency": agency, "institution": "Universitas Contoh"},
        )
        if number < CLAIMS // 2 or rng.random() < STILL_WAITING:
            state = states[number % len(states)]
            CreditEntry.objects.create(
                agency=agency,
                employee=person,
                kind=EntryKind.EDUCATION,
                state=state,
                level=level.code,
                points=education_bonus(LEVEL_CODES[level.code], CreditRules()),
                effective_on=today - timedelta(days=20),
                education=degree,
                reason="S-2 Administrasi Publik (contoh)",
                recorder_name=person.full_name,
                decided_at=None if state == EntryState.CLAIMED else timezone.now(),
            )


def set_some(agency: Agency, today: date) -> None:
    """Set the PAK of a few by the portal's own service; the others wait for HR."""
    due = CreditAccount.objects.filter(agency=agency, is_pak_due=True).order_by("pk")
    ids = list(due.values_list("employee_id", flat=True)[:SET_HERE])
    actor = system_actor(agency.pk)
    for number, person in enumerate(credit_people(actor=actor).filter(pk__in=ids), 1):
        new = NewPak(f"800.1.3/PAK/{number:03d}/{today.year} (contoh)", today - timedelta(days=10))
        set_statement(employee=person, new=new, actor=actor)
