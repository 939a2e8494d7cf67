"""The audit view of the inspector: decisions and reads, read-only."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from asn_portal.core.access import require
from employees import policies
from employees.forms.audit import AuditFilterForm
from employees.selectors import audit as selectors


@require_GET
def audit(request):
    """Search who decided what and when."""
    require(policies.can_audit(request.actor))
    form = AuditFilterForm(request.GET)
    wanted = form.wanted()
    page = selectors.page_of_decisions(actor=request.actor, wanted=wanted, token=request.GET.get("after", ""))
    context = {"form": form, "page": page, "active": wanted.active, "tabs": audit_tabs(is_access=False)}
    return render(request, "employees/audit.html", context)


@require_GET
def audit_access(request):
    """Search who read which sensitive data and why."""
    require(policies.can_audit(request.actor))
    form = AuditFilterForm(request.GET)
    wanted = form.wanted(with_step=False)
    page = selectors.page_of_accesses(actor=request.actor, wanted=wanted, token=request.GET.get("after", ""))
    context = {"form": form, "page": page, "active": wanted.active, "tabs": audit_tabs(is_access=True)}
    return render(request, "employees/audit_access.html", context)


def audit_tabs(*, is_access: bool) -> list[dict]:
    """Return the two logs."""
    return [
        {"label": _("Decisions"), "url": reverse("employees:audit"), "is_current": not is_access},
        {"label": _("Data read"), "url": reverse("employees:audit_access"), "is_current": is_access},
    ]
