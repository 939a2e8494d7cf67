"""Whom a period was closed without rating."""

from asn_portal.core.access import Actor, require
from asn_portal.core.pagination import Page, keyset_page
from performance import policies
from performance.enums import AppraisalStatus
from performance.models import Appraisal, Period


def list_unrated(*, actor: Actor, period: Period, token: str) -> Page:
    """Return the appraisals closed without a rating in the actor's scope, one page; for those who follow a year."""
    require(policies.can_follow_cycle(actor))
    rows = Appraisal.objects.visible_to(actor).filter(period=period, state=AppraisalStatus.UNRATED)
    rows = rows.select_related("employee__position", "employee__unit", "evaluator", "escalated_to")
    return keyset_page(rows, key="pk", token=token, size=25)
