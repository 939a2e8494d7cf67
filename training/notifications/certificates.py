"""What is said about certificates; each person is told once per event and occasion."""

from django.utils.translation import gettext_lazy as _

from asn_portal.core.notices import NoticeKind, Subject, notify, register
from performance.notifications.plans import user_ids
from training.models import Certificate, TrainingClass

CERTIFICATES_ISSUED = register(
    NoticeKind(
        event="certificates_issued",
        title=_("Your certificate is ready: %(programme)s"),
        body=_("%(hours)s JP have been counted. You can download the certificate as PDF."),
        url_name="training:my_hours",
        icon="certificate",
        url_has_subject=False,
    )
)
CERTIFICATE_VERIFIED = register(
    NoticeKind(
        event="certificate_verified",
        title=_("Your certificate has been verified: %(name)s"),
        body=_("%(hours)s JP count in %(year)s."),
        url_name="training:certificate_detail",
        icon="rosette-discount-check",
    )
)
CERTIFICATE_REFUSED = register(
    NoticeKind(
        event="certificate_refused",
        title=_("Your certificate was not accepted: %(name)s"),
        body=_("%(actor)s writes: %(note)s"),
        url_name="training:certificate_detail",
        icon="circle-x",
    )
)
CERTIFICATE_REVOKED = register(
    NoticeKind(
        event="certificate_revoked",
        title=_("A certificate has been revoked: %(name)s"),
        body=_("%(actor)s writes: %(note)s"),
        url_name="training:certificate_detail",
        icon="ban",
    )
)


def certificates_issued(training_class: TrainingClass, people: list[int], *, occasion: str = "") -> None:
    """Tell everybody whose certificate has been issued."""
    programme = training_class.programme
    notify(
        event=CERTIFICATES_ISSUED.event,
        subject=Subject(training_class.agency_id, "class", training_class.pk),
        recipients=user_ids(people),
        params={"programme": programme.name, "hours": programme.hours},
        occasion=occasion,
    )


def certificate_decided(
    certificate: Certificate, *, event: str, actor_name: str = "", note: str = ""
) -> None:
    """Tell the person what HR decided."""
    notify(
        event=event,
        subject=Subject(certificate.agency_id, "certificate", certificate.pk),
        recipients=user_ids([certificate.employee_id]),
        params={
            "name": certificate.name,
            "hours": certificate.hours,
            "year": certificate.year,
            "actor": actor_name,
            "note": note,
        },
        occasion=f"revision-{certificate.revision}",
    )
