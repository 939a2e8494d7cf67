"""The catalogue: classes to enrol in, and the providers and programmes behind them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, CharField, Count, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404

from asn_portal.core.access import Actor
from asn_portal.core.pagination import Page, keyset_page
from training.enums import ClassStatus
from training.models import Enrolment, Programme, Provider, TrainingClass
from training.rules.words import search_key
from training.workflow.enrolments import OVER

SIZE = 24
MOST_CHOICES = 2_000


@dataclass(frozen=True)
class CatalogueFilter:
    """What the catalogue is narrowed to; empty values do not count."""

    text: str = ""
    form: str = ""
    field: str = ""
    free_only: bool = False


def page_of_open_classes(*, actor: Actor, wanted: CatalogueFilter, today: date, token: str) -> Page:
    """Return the classes somebody may still ask for, the soonest first, with the actor's own state in each."""
    rows = TrainingClass.objects.visible_to(actor).filter(state=ClassStatus.OPEN, enrol_until__gte=today)
    if wanted.text:
        rows = rows.filter(programme__sort_name__contains=search_key(wanted.text))
    if wanted.form:
        rows = rows.filter(programme__form=wanted.form)
    if wanted.field:
        rows = rows.filter(programme__field=wanted.field)
    if wanted.free_only:
        rows = rows.filter(seats__gt=F("seats_taken"))
    rows = with_own_state(rows, actor=actor).select_related("programme__provider")
    return keyset_page(rows, key="starts_on", token=token, size=SIZE)


def with_own_state(rows: QuerySet[TrainingClass], *, actor: Actor) -> QuerySet[TrainingClass]:
    """Annotate classes with the actor's own state in them ("" where there is none) and the free seats."""
    mine = Enrolment.objects.filter(training_class=OuterRef("pk"), employee_id=actor.employee_id or 0)
    state = mine.exclude(state__in=OVER).order_by("-pk").values("state")[:1]
    free = Case(When(seats__gt=F("seats_taken"), then=F("seats") - F("seats_taken")), default=Value(0))
    return rows.annotate(
        own_state=Coalesce(Subquery(state), Value(""), output_field=CharField()), seats_free=free
    )


def page_of_programmes(*, actor: Actor, text: str, token: str) -> Page:
    """Return the programmes by name, with how many classes each has had."""
    rows = Programme.objects.visible_to(actor).select_related("provider")
    if text.strip():
        rows = rows.filter(sort_name__contains=search_key(text))
    rows = rows.annotate(class_count=Count("classes"))
    return keyset_page(rows, key="sort_name", token=token, size=SIZE)


def get_programme(*, actor: Actor, pk: int) -> Programme:
    """Return a programme of the actor's government."""
    return get_object_or_404(Programme.objects.visible_to(actor).select_related("provider"), pk=pk)


def list_programmes(*, actor: Actor, keep: int | None = None) -> list[Programme]:
    """Return the programmes on offer, to choose from; `keep` stays although it is no longer offered."""
    rows = Programme.objects.visible_to(actor).filter(Q(is_active=True) | Q(pk=keep))
    return list(rows.select_related("provider").order_by("sort_name", "pk")[:MOST_CHOICES])


def page_of_providers(*, actor: Actor, token: str) -> Page:
    """Return the providers by name, with how many programmes each has."""
    rows = Provider.objects.visible_to(actor).annotate(programme_count=Count("programmes"))
    return keyset_page(rows, key="name", token=token, size=SIZE)


def get_provider(*, actor: Actor, pk: int) -> Provider:
    """Return a provider of the actor's government."""
    return get_object_or_404(Provider.objects.visible_to(actor), pk=pk)


def list_providers(*, actor: Actor, keep: int | None = None) -> list[Provider]:
    """Return the providers in use, to choose from; `keep` stays although it is no longer used."""
    rows = Provider.objects.visible_to(actor).filter(Q(is_active=True) | Q(pk=keep))
    return list(rows.order_by("name", "pk")[:MOST_CHOICES])
