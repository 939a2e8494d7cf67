"""The team page, and the approval of an office's ratings."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from asn_portal.core.access import Role, require
from performance.selectors import approvals, evidence
from performance.selectors import team as selectors
from performance.selectors.appraisals import find_appraisals
from performance.services.appraisals import approve_appraisals
from performance.services.rating_periods import start_opening_period
from performance.views.parts import number
from performance.views.places import TEAM, places_for

MOST_AT_ONCE = 200


@require_GET
def team(request):
    """Show the people the actor rates, or everybody in the headed units."""
    actor = request.actor
    require(actor.employee_id is not None)
    question = selectors.TeamQuestion(
        subtree=request.GET.get("lingkup") == "unit" and actor.has(Role.HEAD),
        period_id=number(request.GET.get("periode")),
        token=request.GET.get("after", ""),
    )
    screen = selectors.get_team_screen(actor=actor, question=question)
    context = {
        "screen": screen,
        "chips": scope_chips(actor, question),
        "periods": period_chips(screen),
        "places": places_for(TEAM, actor),
    }
    return render(request, "performance/team.html", context)


def scope_chips(actor, question):
    """Return direct reports and whole unit as chips; only a head has both."""
    if not actor.has(Role.HEAD):
        return []
    base = reverse("performance:team")
    return [
        {"label": _("Direct reports"), "url": base, "is_current": not question.subtree},
        {"label": _("Whole unit"), "url": f"{base}?lingkup=unit", "is_current": question.subtree},
    ]


def period_chips(screen):
    """Return the opened periods of the open years, the newest first."""
    base = f"{reverse('performance:team')}?{'lingkup=unit&' if screen.subtree else ''}periode="
    return [
        {
            "label": period.long_label,
            "url": f"{base}{period.pk}",
            "is_current": screen.period is not None and period.pk == screen.period.pk,
        }
        for period in screen.periods[:5]
    ]


@require_GET
def approval_periods(request):
    """Show the periods in which ratings wait for the head."""
    require(request.actor.has(Role.HEAD))
    rows = approvals.list_waiting_periods(actor=request.actor)
    if len(rows) == 1:
        return redirect("performance:appraisal_approvals", rows[0].period.pk)
    return render(request, "performance/appraisal_periods.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
def appraisal_approvals(request, pk):
    """Show an office's rated appraisals of a period, outliers marked, and release the ticked ones."""
    actor = request.actor
    require(actor.has(Role.HEAD))
    period = evidence.get_period(actor=actor, pk=pk)
    if request.method == "POST":
        return release_ticked(request, period)
    base = reverse("performance:appraisal_approvals", args=[period.pk])
    only = request.GET.get("hanya") == "pencilan"
    screen = approvals.get_approval_screen(
        actor=actor, period=period, outliers_only=only, token=request.GET.get("after", "")
    )
    chips = [
        {"label": _("All that wait"), "url": base, "is_current": not only, "count": screen.waiting},
        {"label": _("Only outliers"), "url": f"{base}?hanya=pencilan", "is_current": only},
    ]
    context = {"period": period, "screen": screen, "chips": chips}
    return render(request, "performance/appraisal_approvals.html", context)


def release_ticked(request, period):
    """Release what was ticked and name what was skipped."""
    ids = [int(value) for value in request.POST.getlist("appraisal")[:MOST_AT_ONCE] if number(value)]
    if not ids:
        messages.warning(request, _("Nothing was ticked."))
        return redirect("performance:appraisal_approvals", period.pk)
    report = approve_appraisals(appraisals=find_appraisals(actor=request.actor, ids=ids), actor=request.actor)
    done = len(report.approved)
    messages.success(
        request, ngettext("%(n)s rating released.", "%(n)s ratings released.", done) % {"n": done}
    )
    if report.skipped:
        names = ", ".join(row.employee.name for row in report.skipped)
        messages.warning(request, _("Skipped, because they changed meanwhile: %(names)s") % {"names": names})
    return redirect("performance:appraisal_approvals", period.pk)


@require_POST
def period_open(request, pk):
    """Open the rating of a period now."""
    period = evidence.get_period(actor=request.actor, pk=pk)
    try:
        start_opening_period(period=period, actor=request.actor)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("The rating is being opened. Evaluators are told when it is done."))
    return redirect("performance:cycle_detail", period.cycle_id)
