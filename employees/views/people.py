"""The people list, one profile, and the own one."""

from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from asn_portal.core.access import require
from asn_portal.core.spreadsheets import workbook_response
from employees import policies
from employees.forms.people import PeopleFilterForm, RevealForm
from employees.forms.records import record_actions
from employees.selectors import people as selectors
from employees.selectors import profile as profiles
from employees.selectors.evaluators import evaluator_on, explain
from employees.services.exports import export_people
from employees.services.records import open_discipline, reveal_field


def chips_of(request, form) -> list[dict]:
    """Return the filters that narrow the list, each with the address without it."""
    query = {key: value for key, value in request.GET.items() if value and key != "after"}
    chips = []
    for name, words in form.active():
        rest = {key: value for key, value in query.items() if key != name}
        chips.append({"label": words, "url": f"?{urlencode(rest)}"})
    return chips


@require_GET
def people_list(request):
    """Show the people of the actor's scope, narrowed as the address says."""
    actor = request.actor
    form = PeopleFilterForm(request.GET, actor=actor)
    wanted = form.wanted()
    query = request.GET.copy()
    query.pop("after", None)
    context = {
        "form": form,
        "chips": chips_of(request, form),
        "page": selectors.page_of_people(actor=actor, wanted=wanted, token=request.GET.get("after", "")),
        "count": selectors.count_people(actor=actor, wanted=wanted),
        "query": query.urlencode(),
        "can_export": policies.can_export(actor),
        "is_first": not request.GET.get("after"),
    }
    return render(request, "employees/people_list.html", context)


@require_GET
def people_export(request):
    """Download exactly the people of the filter."""
    require(policies.can_export(request.actor))
    form = PeopleFilterForm(request.GET, actor=request.actor)
    wanted, words = form.wanted(), " · ".join(words for _name, words in form.active())
    return workbook_response(
        str(_("People")),
        lambda file: export_people(wanted=wanted, words=words, target=file, actor=request.actor),
    )


@require_GET
def profile(request, pk):
    """Show somebody of the actor's scope."""
    return profile_page(request, selectors.get_employee(actor=request.actor, pk=pk))


@require_GET
def my_profile(request):
    """Show the own profile."""
    if request.actor.employee_id is None:
        raise Http404
    return profile_page(request, selectors.get_employee(actor=request.actor, pk=request.actor.employee_id))


@require_POST
def profile_reveal(request, pk, field):
    """Open one masked field for a purpose; the value stands in this answer only."""
    employee = selectors.get_employee(actor=request.actor, pk=pk)
    require(policies.can_reveal(request.actor, employee))
    if field not in profiles.MASKED:
        raise Http404
    form = RevealForm(request.POST)
    if not form.is_valid():
        return profile_page(request, employee, asked=field, reveal_form=form, status=422)
    reveal_field(employee=employee, field=field, purpose=form.words(), actor=request.actor)
    return profile_page(request, employee, opened=field)


def profile_page(request, employee, *, opened="", asked="", reveal_form=None, status=200):
    """Render the tab of a profile that the address asks for."""
    actor = request.actor
    tabs = profiles.tabs_of(actor=actor, employee=employee, path=request.path)
    wanted = request.GET.get("tab", profiles.SUMMARY)
    tab = wanted if wanted in {item["key"] for item in tabs} else profiles.SUMMARY
    context = {
        "person": employee,
        "header": profiles.get_header(actor=actor, employee=employee),
        "tabs": [{**item, "is_current": item["key"] == tab} for item in tabs],
        "is_own": employee.pk == actor.employee_id,
        "actions": record_actions(),
        "can_edit": policies.can_edit_records(actor, employee),
        "can_reveal": policies.can_reveal(actor, employee),
    }
    asked = asked or request.GET.get("buka", "")
    context |= PARTS[tab](request, employee, (opened, asked, reveal_form))
    response = render(request, f"employees/profile_{tab}.html", context, status=status)
    response["Cache-Control"] = "private, no-store"
    return response


def summary_part(request, employee, reveal) -> dict:
    """Return what the first tab shows."""
    actor = request.actor
    opened, asked, form = reveal
    is_own = employee.pk == actor.employee_id
    asking = asked in profiles.MASKED and not is_own and policies.can_reveal(actor, employee)
    context = {
        "rows": profiles.personal_rows(actor=actor, employee=employee, opened=opened),
        "asked": profiles.label_of(asked) if asking else "",
        "asked_field": asked if asking else "",
        "reveal_form": form or RevealForm(),
    }
    if is_own:
        context["steps"] = explain(evaluator_on(actor=actor, employee=employee))
    return context


def history_part(request, employee, _reveal) -> dict:
    """Return the histories; that somebody else sees discipline is logged."""
    allowed = policies.can_see_discipline(request.actor, employee)
    if allowed and employee.pk != request.actor.employee_id:
        open_discipline(employee=employee, actor=request.actor)
    records = selectors.get_records(actor=request.actor, employee=employee, with_discipline=allowed)
    return {"records": records}


def access_part(request, employee, _reveal) -> dict:
    """Return who opened what."""
    return {"accesses": profiles.access_rows(actor=request.actor, employee=employee)}


PARTS = {
    profiles.SUMMARY: summary_part,
    profiles.HISTORY: history_part,
    profiles.ACCESS: access_part,
}
