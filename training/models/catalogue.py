"""What can be learnt: providers, programmes and their classes."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from asn_portal.core.models import Agency
from performance.enums import ServiceField
from training.enums import ClassStatus, LearningForm, ProviderKind
from training.models.scopes import AgencyQuerySet


class Provider(models.Model):
    """Who gives the training (penyelenggara)."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    name = models.CharField(_("name"), max_length=160)
    kind = models.CharField(_("kind"), max_length=12, choices=ProviderKind)
    contact = models.CharField(_("contact"), max_length=160, blank=True)
    is_active = models.BooleanField(_("in use"), default=True)
    objects = AgencyQuerySet.as_manager()

    class Meta:
        verbose_name = _("provider")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "name"],
                name="provider_once_per_agency",
                violation_error_message=_("There already is a provider of this name."),
            )
        ]

    def __str__(self):
        return self.name


class Programme(models.Model):
    """A training that is offered again and again (program pelatihan); `hours` in JP, `price` in rupiah a person."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="programmes")
    name = models.CharField(_("name"), max_length=200)
    sort_name = models.CharField(max_length=200)
    form = models.CharField(_("form"), max_length=16, choices=LearningForm)
    # Empty: for every field.
    field = models.CharField(_("field of service"), max_length=16, choices=ServiceField, blank=True)
    hours = models.PositiveSmallIntegerField(_("hours (JP)"))
    price = models.PositiveBigIntegerField(_("price a person (Rp)"), default=0)
    description = models.TextField(_("what one learns"), blank=True)
    is_active = models.BooleanField(_("offered"), default=True)
    objects = AgencyQuerySet.as_manager()

    class Meta:
        verbose_name = _("programme")
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "provider", "name"],
                name="programme_once_per_provider",
                violation_error_message=_("This provider already has a programme of this name."),
            ),
            models.CheckConstraint(
                name="programme_has_hours",
                condition=Q(hours__gte=1),
                violation_error_message=_("A programme has at least 1 JP."),
            ),
        ]
        indexes = [models.Index(fields=["agency", "sort_name", "id"], name="programme_by_name")]

    def __str__(self):
        return self.name


class TrainingClass(models.Model):
    """A programme on certain days, with seats (kelas). `seats_taken` is kept by the services under a guard."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="classes")
    label = models.CharField(_("name of the class"), max_length=80, blank=True)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    enrol_until = models.DateField(_("enrolment until"))
    place = models.CharField(_("place"), max_length=160, blank=True)
    link = models.URLField(_("link"), max_length=300, blank=True)
    seats = models.PositiveSmallIntegerField(_("seats"))
    seats_taken = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=12, choices=ClassStatus, default=ClassStatus.DRAFT)
    revision = models.PositiveIntegerField(default=1)
    objects = AgencyQuerySet.as_manager()

    class Meta:
        verbose_name = _("class")
        constraints = [
            models.CheckConstraint(
                name="class_dates_in_order",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The last day lies before the first."),
            ),
            models.CheckConstraint(
                name="class_enrolment_before_end",
                condition=Q(enrol_until__lte=F("ends_on")),
                violation_error_message=_("Enrolment ends on the last day at the latest."),
            ),
            models.CheckConstraint(
                name="class_not_overbooked",
                condition=Q(seats_taken__lte=F("seats")),
                violation_error_message=_("There are fewer seats than people with a place."),
            ),
        ]
        indexes = [models.Index(fields=["agency", "state", "starts_on", "id"], name="class_by_start")]

    def __str__(self):
        return f"{self.programme} {self.label}".strip()

    def get_state(self) -> ClassStatus:
        """Return the state as an enum member."""
        return ClassStatus(self.state)
