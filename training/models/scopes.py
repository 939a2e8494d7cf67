"""Row scopes that the tables of the app share."""

from django.db import models
from django.db.models import Q

from asn_portal.core.access import Actor
from employees.models import Unit


class AgencyQuerySet(models.QuerySet):
    """Rows that everybody of the government may see, such as the catalogue."""

    def visible_to(self, actor: Actor):
        """All rows of the actor's government."""
        return self.filter(agency_id=actor.agency_id) if actor.agency_id else self.none()


class AboutEmployeeQuerySet(models.QuerySet):
    """Rows about one person: `employee`, and the `unit` of that time."""

    def visible_to(self, actor: Actor):
        """Own rows, those of the people one evaluates today, and the subtree of every role (B4)."""
        if actor.agency_id is None:
            return self.none()
        rows = self.filter(agency_id=actor.agency_id)
        if actor.is_system or any(scope.is_root for scope in actor.scopes):
            return rows
        me = actor.employee_id
        if me is None and not actor.scopes:
            return rows.none()
        allowed = Q(employee_id=me) | Q(employee__evaluator_id=me, employee__evaluator__isnull=False)
        if actor.scopes:
            allowed |= Q(unit_id__in=Unit.objects.in_scopes(actor.scopes).order_by().values("id"))
        return rows.filter(allowed)
