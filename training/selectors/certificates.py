"""Certificates: the own ones, the queue of HR, one of them, and finished classes that wait for theirs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404

from asn_portal.core.access import Actor, Role
from asn_portal.core.models import TransitionLog
from asn_portal.core.pagination import Page, keyset_page
from employees.models import Employee, Unit
from training.enums import CertificateStatus, ClassStatus, EnrolmentStatus
from training.models import Certificate, Enrolment, TrainingClass
from training.rules.certificates import number_key, plain
from training.selectors.classes import visible_classes
from training.workflow.certificates import CERTIFICATE_FLOW, LIVE

SIZE = 30


@dataclass(frozen=True)
class CertificateFilter:
    """What the queue is narrowed to."""

    decided: bool = False
    form: str = ""
    year: int | None = None
    text: str = ""

    @property
    def active(self) -> int:
        """Return how many filters are set."""
        return sum(map(bool, (self.form, self.year, self.text)))


def certificates_of(*, actor: Actor, employee: Employee) -> list[Certificate]:
    """Return the certificates of a person the actor sees, in all states, newest first; one query."""
    people = Employee.objects.visible_to(actor).filter(pk=employee.pk)
    rows = Certificate.objects.filter(agency_id=actor.agency_id, employee__in=people)
    return list(rows.select_related("enrolment__reaction").order_by("-ends_on", "-pk"))


def get_certificate(*, actor: Actor, pk: int) -> Certificate:
    """Return one certificate of the actor's scope (404 otherwise)."""
    rows = Certificate.objects.visible_to(actor).select_related(
        "agency", "employee__position", "employee__unit", "unit", "document", "enrolment__reaction"
    )
    return get_object_or_404(rows, pk=pk)


def waiting_certificates(*, actor: Actor) -> QuerySet[Certificate]:
    """Return the certificates that the actor verifies as HR, never the own ones."""
    scopes = actor.scopes_for(Role.HR)
    if not scopes:
        return Certificate.objects.none()
    rows = Certificate.objects.filter(agency_id=actor.agency_id, state=CertificateStatus.SUBMITTED)
    if not any(scope.is_root for scope in scopes):
        rows = rows.filter(unit_id__in=Unit.objects.in_scopes(scopes).order_by().values("id"))
    return rows.exclude(employee_id=actor.employee_id) if actor.employee_id else rows


def waiting_count(*, actor: Actor) -> int:
    """Return how many certificates wait for the actor."""
    return waiting_certificates(actor=actor).count()


def page_of_certificates(*, actor: Actor, wanted: CertificateFilter, token: str) -> Page:
    """Return one page of the queue of HR: what waits oldest first, what is decided newest first."""
    rows = waiting_certificates(actor=actor)
    if wanted.decided:
        rows = _in_hr_scopes(actor).exclude(
            state__in=[CertificateStatus.SUBMITTED, CertificateStatus.WITHDRAWN]
        )
    if wanted.form:
        rows = rows.filter(form=wanted.form)
    if wanted.year:
        rows = rows.filter(year=wanted.year)
    if wanted.text:
        rows = rows.filter(Q(employee_name__icontains=wanted.text) | Q(name__icontains=wanted.text))
    rows = rows.select_related("employee__position", "unit")
    if wanted.decided:
        return keyset_page(rows, key="id", token=token, size=SIZE, newest_first=True)
    return keyset_page(rows, key="submitted_at", token=token, size=SIZE)


def _in_hr_scopes(actor: Actor) -> QuerySet[Certificate]:
    scopes = actor.scopes_for(Role.HR)
    rows = Certificate.objects.filter(agency_id=actor.agency_id) if scopes else Certificate.objects.none()
    if any(scope.is_root for scope in scopes):
        return rows
    return rows.filter(unit_id__in=Unit.objects.in_scopes(scopes).order_by().values("id"))


def first_double(
    *, actor: Actor, employee: Employee, fingerprint: str, number: str, ends_on: date
) -> Certificate | None:
    """Return the first proof of the same training that still counts or waits: same name, organiser and days, or
    same number and last day (example J7)."""
    same = Q(fingerprint=fingerprint)
    key = number_key(number)
    if key:
        same |= Q(number_key=key, ends_on=ends_on)
    rows = Certificate.objects.visible_to(actor).filter(same, employee=employee, state__in=LIVE)
    return rows.order_by("submitted_at", "pk").first()


def similar_certificates(*, actor: Actor, certificate: Certificate) -> list[Certificate]:
    """Return what the same person has for the same days, so that HR sees a double under another name."""
    rows = Certificate.objects.visible_to(actor).filter(
        employee_id=certificate.employee_id,
        starts_on__lte=certificate.ends_on,
        ends_on__gte=certificate.starts_on,
        state__in=LIVE,
    )
    found = list(rows.exclude(pk=certificate.pk).order_by("-pk")[:5])
    words = plain(certificate.name)
    return sorted(found, key=lambda row: plain(row.name) != words)


def certificate_timeline(*, actor: Actor, certificate: Certificate) -> QuerySet[TransitionLog]:
    """Return what happened to a certificate somebody has been shown."""
    return CERTIFICATE_FLOW.timeline(certificate)


# --- Classes ---


def get_class(*, actor: Actor, pk: int) -> TrainingClass:
    """Return a class of the actor's government (404 otherwise, also for one that is being prepared)."""
    return get_object_or_404(visible_classes(actor=actor).select_related("agency"), pk=pk)


def enrolments_without_certificate(training_class: TrainingClass) -> QuerySet[Enrolment]:
    """Return who attended and never had a certificate of the class; a revoked one is issued anew one by one."""
    rows = Enrolment.objects.filter(training_class=training_class, state=EnrolmentStatus.ATTENDED)
    return rows.filter(~Exists(Certificate.objects.filter(enrolment=OuterRef("pk"))))


def classes_without_certificates(*, actor: Actor, limit: int = 20) -> list[TrainingClass]:
    """Return finished classes with people who wait for their certificate; `waiting` counts them."""
    has_one = Certificate.objects.filter(enrolment=OuterRef("pk"))
    owed = Enrolment.objects.filter(~Exists(has_one), state=EnrolmentStatus.ATTENDED)
    rows = TrainingClass.objects.visible_to(actor).filter(state=ClassStatus.FINISHED)
    rows = rows.filter(pk__in=owed.values("training_class")).select_related("programme")
    counted = rows.annotate(waiting=Count("enrolments", filter=Q(enrolments__in=owed.values("pk"))))
    return list(counted.order_by("ends_on", "pk")[:limit])


def with_the_same_proof(
    *, actor: Actor, fingerprint: str, numbers: Mapping[int, str], ends_on: date
) -> set[int]:
    """Return the people who have handed in the same training from outside already.

    `numbers` has for each person the number the certificate is to carry: a proof with it stands in the way as well.
    """
    keys = [number_key(number) for number in numbers.values()]
    rows = Certificate.objects.visible_to(actor).filter(
        Q(fingerprint=fingerprint) | Q(number_key__in=keys, ends_on=ends_on),
        employee_id__in=list(numbers),
        state__in=LIVE,
    )
    return set(rows.values_list("employee_id", flat=True))
