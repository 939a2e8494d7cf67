"""What tests of proposals share: acting as somebody, one proposal, the trail."""

from django.db import transaction

from asn_portal.core.models import Notice, TransitionLog
from employees.actors import actor_of
from promotions.enums import PromotionKind
from promotions.selectors import proposals as selectors
from promotions.services import proposals as services
from tests.promotions.factories_proposals import TARGET, TODAY

REGULAR = PromotionKind.REGULAR


def actor(person):
    return actor_of(person.user, today=TODAY)


def propose(person, *, by=None, target_on=TARGET, kind=REGULAR, reason=""):
    wish = services.Wish(kind, target_on, reason)
    me = actor(by or person)
    employee = selectors.get_candidate(actor=me, pk=person.pk)
    return services.propose_promotion(employee=employee, wish=wish, actor=me)


def fresh(proposal, person):
    return selectors.get_proposal(actor=actor(person), pk=proposal.pk)


def do(service, proposal, person, **kwargs):
    with transaction.atomic():
        return service(proposal=fresh(proposal, person), actor=actor(person), **kwargs)


def steps(proposal):
    rows = TransitionLog.objects.filter(subject_type="proposal", subject_id=proposal.pk).order_by("id")
    return list(rows.values_list("transition", flat=True))


def told(person):
    return list(Notice.objects.filter(user=person.user).order_by("id").values_list("event", flat=True))
