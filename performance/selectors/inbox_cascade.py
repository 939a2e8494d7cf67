"""What waits in cascading: consent to teams, and results handed over (asn_portal puts inboxes together)."""

from django.db.models import BooleanField, CharField, DateField, F, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, Substr

from asn_portal.core.access import Actor
from performance.enums import CycleStatus
from performance.enums.cascade import RoleState
from performance.models import MatrixRole
from performance.selectors.inbox_appraisals import COLUMNS
from performance.selectors.matrix_home import consents
from performance.selectors.wording import full_name

SHOWN = 160


def cascade_inbox(*, actor: Actor) -> QuerySet:
    """Return consents ("team_consent", id of the membership) and results to take ("role_offer", id of the role).

    A consent weighs workload and competence, so it is never a routine click.
    """
    words = CharField()
    asked = (
        consents(actor=actor)
        .order_by()
        .annotate(
            kind=Value("team_consent", output_field=words),
            subject_id=F("pk"),
            who=full_name("employee__"),
            post=Coalesce(F("employee__position__name"), Value(""), output_field=words),
            detail=F("team__name"),
            since=F("asked_at"),
            due_on=Cast(Value(None), DateField()),
            is_safe=Value(False, output_field=BooleanField()),
        )
    )
    mine = MatrixRole.objects.filter(
        employee_id=actor.employee_id or 0,
        agency_id=actor.agency_id,
        state=RoleState.OFFERED,
        cycle__state=CycleStatus.OPEN,
    )
    offers = mine.order_by().annotate(
        kind=Value("role_offer", output_field=words),
        subject_id=F("pk"),
        who=Coalesce(full_name("leader__"), F("writer_name"), output_field=words),
        post=Coalesce(F("leader__position__name"), Value(""), output_field=words),
        detail=Substr("text", 1, SHOWN, output_field=words),
        since=F("written_at"),
        due_on=Cast(Value(None), DateField()),
        is_safe=Value(False, output_field=BooleanField()),
    )
    return asked.values(*COLUMNS).union(offers.values(*COLUMNS), all=True)
