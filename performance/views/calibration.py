"""Calibration sessions: list, opening, the table, changes, closing."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from asn_portal.core.access import require
from asn_portal.core.forms import add_error
from asn_portal.core.workflow import NoteRequired
from performance.enums import Predicate
from performance.forms import evaluation as forms
from performance.policies import evaluation as policies
from performance.selectors import calibration as selectors
from performance.selectors.evidence import get_period
from performance.services import calibration as services
from performance.views.pictures import curve
from performance.views.team import number

DETAIL = "performance:calibration_detail"


@require_GET
def calibration_list(request: HttpRequest) -> HttpResponse:
    """Show the sessions in scope, and for which units one may be opened."""
    actor = request.actor
    units = selectors.openable_units(actor=actor)
    context = {
        "page": selectors.list_sessions(actor=actor, token=request.GET.get("after", "")),
        "units": units,
        "periods": selectors.openable_periods(actor=actor)[:4] if units else [],
    }
    return render(request, "performance/calibration_list.html", context)


@require_http_methods(["GET", "POST"])
def calibration_open(request: HttpRequest, period_pk: int, pk: int) -> HttpResponse:
    """Open a session for a unit and period."""
    actor = request.actor
    period = get_period(actor=actor, pk=period_pk)
    unit = selectors.get_openable_unit(actor=actor, pk=pk)
    require(policies.can_open_calibration(actor, unit))
    form = forms.SessionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            session = services.open_calibration(
                period=period, unit=unit, actor=actor, purpose=form.cleaned_data["purpose"]
            )
        except ValidationError as error:
            add_error(form, error)
        else:
            messages.success(request, _("The session is open; its evaluators have been told."))
            return redirect(DETAIL, session.pk)
    context = {"form": form, "period": period, "unit": unit}
    status = 422 if form.errors else 200
    return render(request, "performance/calibration_open.html", context, status=status)


@require_GET
def calibration_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show people side by side; a closed session shows its minutes."""
    return session_page(request, selectors.get_session(actor=request.actor, pk=pk), forms.ClosingForm())


def session_page(request: HttpRequest, session, closing, status: int = 200) -> HttpResponse:
    """Render the page of a session."""
    actor, wanted = request.actor, narrowing(request.GET)
    screen = selectors.get_calibration_screen(
        actor=actor, session=session, wanted=wanted, token=request.GET.get("after", "")
    )
    context = {
        "session": session,
        "screen": screen,
        "filters": filter_form(request, screen),
        "active": sum(map(bool, (wanted.text, wanted.predicate, wanted.evaluator_id, wanted.only))),
        "closing": closing,
        "runs": session.state == "open" and policies.can_run_calibration(actor, session),
        "curve": curve("", screen.counts),
        "rows": [(predicate, screen.counts[predicate]) for predicate in Predicate],
        "minutes": minutes_rows(session) if selectors.sees_minutes(actor=actor, session=session) else [],
    }
    return render(request, "performance/calibration_detail.html", context, status=status)


def narrowing(query) -> selectors.Narrowing:
    """Return what the address narrows the table by."""
    return selectors.Narrowing(
        text=query.get("q", "").strip(),
        predicate=query.get("predikat", ""),
        evaluator_id=number(query.get("penilai")),
        only=query.get("tampil", ""),
    )


def filter_form(request: HttpRequest, screen) -> forms.CalibrationFilterForm:
    """Return the filter with the evaluators of the session."""
    people = [(row.id, row.name) for row in screen.evaluators]
    return forms.CalibrationFilterForm(request.GET or None, predicates=Predicate.choices, evaluators=people)


def minutes_rows(session) -> list[tuple[Predicate, int, int]]:
    """Return people by predicate before and after a closed session."""
    before, after = session.before, session.after
    return [(one, before.get(one.value, 0), after.get(one.value, 0)) for one in Predicate]


@require_http_methods(["GET", "POST"])
def calibration_propose(request: HttpRequest, pk: int, appraisal_pk: int) -> HttpResponse:
    """Propose another rating for somebody; the evaluator's own change counts at once."""
    actor = request.actor
    session = selectors.get_session(actor=actor, pk=pk)
    appraisal = selectors.get_calibrated(actor=actor, session=session, pk=appraisal_pk)
    require(policies.can_take_part(actor, session, appraisal))
    form = forms.ChangeForm(request.POST or None, appraisal=appraisal)
    if request.method == "POST" and form.is_valid():
        try:
            change = services.propose_change(
                session=session, appraisal=appraisal, rating=form.rating(), actor=actor
            )
        except ValidationError as error:
            add_error(form, error)
        else:
            messages.success(request, words_of(change))
            return redirect(DETAIL, session.pk)
    is_open = policies.can_propose_change(actor, session, appraisal) and policies.is_open(appraisal)
    context = {"form": form, "session": session, "appraisal": appraisal, "is_open": is_open}
    return render(
        request, "performance/calibration_propose.html", context, status=422 if form.errors else 200
    )


def words_of(change) -> str:
    """Say what became of a change."""
    if change.state == "applied":
        return _("The rating has been changed.")
    return _("Proposed. The evaluator has been asked; nothing changes before the answer.")


@require_GET
def calibration_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one change with its reason; the evaluator answers here."""
    return change_page(request, selectors.get_change(actor=request.actor, pk=pk), forms.AnswerForm())


def change_page(request: HttpRequest, change, form, status: int = 200) -> HttpResponse:
    """Render the page of a change."""
    is_open = policies.is_waiting(change) and change.appraisal.state == "rated"
    context = {
        "change": change,
        "form": form,
        "is_open": is_open,
        "can_answer": is_open and policies.can_answer_change(request.actor, change),
        "can_take_back": policies.is_waiting(change) and policies.can_take_back_change(request.actor, change),
    }
    return render(request, "performance/calibration_change.html", context, status=status)


@require_POST
def calibration_accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree to a change."""
    change = services.accept_change(
        change=selectors.get_change(actor=request.actor, pk=pk), actor=request.actor
    )
    messages.success(request, words_of(change))
    return redirect("performance:calibration_change", change.pk)


@require_POST
def calibration_decline(request: HttpRequest, pk: int) -> HttpResponse:
    """Decline a change with a reason."""
    change = selectors.get_change(actor=request.actor, pk=pk)
    form = forms.AnswerForm(request.POST)
    if not form.is_valid():
        return change_page(request, change, form, status=422)
    try:
        services.decline_change(change=change, answer=form.cleaned_data["answer"], actor=request.actor)
    except NoteRequired as error:
        form.add_error("answer", error)
        return change_page(request, change, form, status=422)
    messages.success(request, _("Declined. Whoever proposed it has been told."))
    return redirect("performance:calibration_change", change.pk)


@require_POST
def calibration_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a proposed change back."""
    change = selectors.get_change(actor=request.actor, pk=pk)
    services.take_back_change(change=change, actor=request.actor)
    messages.success(request, _("Taken back."))
    return redirect("performance:calibration_change", change.pk)


@require_POST
def calibration_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a session with what was agreed."""
    session = selectors.get_session(actor=request.actor, pk=pk)
    require(policies.can_run_calibration(request.actor, session))
    form = forms.ClosingForm(request.POST)
    if not form.is_valid():
        return session_page(request, session, form, status=422)
    services.close_calibration(
        session=session, conclusion=form.cleaned_data["conclusion"], actor=request.actor
    )
    messages.success(request, _("The session is closed. Its minutes stand on this page."))
    return redirect(DETAIL, session.pk)
