"""What is said about places and classes; each person is told once per event and occasion."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext_lazy as _

from asn_portal.core.notices import NoticeKind, Subject, notify, register
from employees.models import Employee
from training.enums import EnrolmentStatus
from training.models import Enrolment, TrainingClass

ENROLMENT_ASKED = register(
    NoticeKind(
        event="enrolment_asked",
        title=_("%(name)s asks for a place in a training"),
        body=_("%(programme)s, %(starts_on)s. Please decide by %(enrol_until)s."),
        url_name="training:enrolment_detail",
        icon="school",
    )
)
ENROLMENT_PLACED = register(
    NoticeKind(
        event="enrolment_placed",
        title=_("You have a place: %(programme)s"),
        body=_("It begins on %(starts_on)s and ends on %(ends_on)s. %(where)s"),
        url_name="training:enrolment_detail",
        icon="armchair",
    )
)
ENROLMENT_QUEUED = register(
    NoticeKind(
        event="enrolment_queued",
        title=_("You are on the waiting list: %(programme)s"),
        body=_(
            "Your superior approved; the class is full. When a place becomes free you move up by yourself."
        ),
        url_name="training:enrolment_detail",
        icon="list-numbers",
    )
)
ENROLMENT_MOVED_UP = register(
    NoticeKind(
        event="enrolment_moved_up",
        title=_("A place has become free for you: %(programme)s"),
        body=_("You moved up from the waiting list. It begins on %(starts_on)s. %(where)s"),
        url_name="training:class_detail",
        icon="arrow-up-circle",
    )
)
ENROLMENT_RETURNED = register(
    NoticeKind(
        event="enrolment_returned",
        title=_("Your request was not approved: %(programme)s"),
        body=_("%(actor)s writes: %(note)s"),
        url_name="training:enrolment_detail",
        icon="arrow-back-up",
    )
)
ENROLMENT_CANCELLED = register(
    NoticeKind(
        event="enrolment_cancelled",
        title=_("Your place has been cancelled: %(programme)s"),
        body=_("%(actor)s writes: %(note)s"),
        url_name="training:enrolment_detail",
        icon="calendar-off",
    )
)
CLASS_CANCELLED = register(
    NoticeKind(
        event="class_cancelled",
        title=_("The class has been cancelled: %(programme)s"),
        body=_("It was to begin on %(starts_on)s. Reason: %(note)s"),
        url_name="training:class_detail",
        icon="calendar-off",
    )
)
CLASS_CHANGED = register(
    NoticeKind(
        event="class_changed",
        title=_("Days or place have changed: %(programme)s"),
        body=_("It now begins on %(starts_on)s and ends on %(ends_on)s. %(where)s"),
        url_name="training:class_detail",
        icon="calendar-event",
    )
)


def enrolment_asked(enrolment: Enrolment, *, superior_id: int | None) -> None:
    """Tell the superior of today."""
    if superior_id:
        params = facts(enrolment.training_class) | {"name": enrolment.employee_name}
        tell(ENROLMENT_ASKED, enrolment, users_of([superior_id]), params)


def enrolment_decided(enrolment: Enrolment) -> None:
    """Tell the person that there is a place, or that the list is where they are."""
    kind = ENROLMENT_PLACED if enrolment.state == "placed" else ENROLMENT_QUEUED
    params = facts(enrolment.training_class, has_place=kind is ENROLMENT_PLACED)
    tell(kind, enrolment, users_of([enrolment.employee_id]), params)


def enrolment_returned(enrolment: Enrolment, *, actor_name: str, note: str) -> None:
    """Tell the person, with the reason."""
    params = facts(enrolment.training_class) | {"actor": actor_name, "note": note}
    tell(ENROLMENT_RETURNED, enrolment, users_of([enrolment.employee_id]), params)


def enrolment_cancelled(enrolment: Enrolment, *, actor_name: str, note: str) -> None:
    """Tell the person, with the reason."""
    params = facts(enrolment.training_class) | {"actor": actor_name, "note": note}
    tell(ENROLMENT_CANCELLED, enrolment, users_of([enrolment.employee_id]), params)


def moved_up(training_class: TrainingClass, rows: Sequence[Enrolment]) -> None:
    """Tell all who moved up together in one go; each enrolment moves up once, so the first names the occasion."""
    people = [row.employee_id for row in rows]
    occasion = f"enrolment-{rows[0].pk}"
    params = facts(training_class, has_place=True)
    about_class(ENROLMENT_MOVED_UP, training_class, people, params, occasion)


def class_cancelled(training_class: TrainingClass, people: Iterable[int], note: str) -> None:
    """Tell everybody who asked for or has a place."""
    about_class(CLASS_CANCELLED, training_class, people, facts(training_class) | {"note": note}, "")


def class_changed(training_class: TrainingClass, people: Iterable[int]) -> None:
    """Tell everybody who asked for or has a place that days or place moved."""
    occasion = f"revision-{training_class.revision}"
    rows = Enrolment.objects.filter(training_class=training_class, state=EnrolmentStatus.PLACED)
    placed = set(rows.values_list("employee_id", flat=True))
    everybody = set(people)
    for some, has_place in ((everybody & placed, True), (everybody - placed, False)):
        params = facts(training_class, has_place=has_place)
        about_class(CLASS_CHANGED, training_class, some, params, occasion)


def facts(training_class: TrainingClass, *, has_place: bool = False) -> dict:
    """Return what every message names; the link of an online class only to somebody with a place in it."""
    return {
        "programme": training_class.programme.name,
        "starts_on": training_class.starts_on.isoformat(),
        "ends_on": training_class.ends_on.isoformat(),
        "enrol_until": training_class.enrol_until.isoformat(),
        "where": training_class.place or (training_class.link if has_place else ""),
    }


def tell(kind: NoticeKind, enrolment: Enrolment, users: list[int | None], params: dict) -> None:
    """Write a notice about one place."""
    notify(
        event=kind.event,
        subject=Subject(enrolment.agency_id, "enrolment", enrolment.pk),
        recipients=users,
        params=params,
        occasion=f"revision-{enrolment.revision}",
    )


def about_class(
    kind: NoticeKind, training_class: TrainingClass, people: Iterable[int], params: dict, occasion: str
) -> None:
    """Write one notice about a class for many people."""
    notify(
        event=kind.event,
        subject=Subject(training_class.agency_id, "class", training_class.pk),
        recipients=users_of(people),
        params=params,
        occasion=occasion,
    )


def users_of(people: Iterable[int]) -> list[int | None]:
    """Return the accounts of employees."""
    return list(Employee.objects.filter(pk__in=list(people)).values_list("user_id", flat=True))
