"""The plan's page and its parts: every editor is a part of the page, opened in place or with the whole page."""

from dataclasses import dataclass
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.htmx import is_htmx
from performance.enums import ResultKind
from performance.forms.plans import ReturnForm
from performance.rules.examples import example_for
from performance.selectors import plans as selectors
from performance.selectors.plan_compare import changes_to_decide

PAGE = "performance/plan_detail.html"
FOLDER = "performance/partials/"


@dataclass(frozen=True)
class Editor:
    """What stands open on the page: `kind` names it, `where` the element it belongs to."""

    kind: str
    where: str
    form: Form | None = None
    result_id: int = 0
    indicator_id: int = 0
    part: str = ""
    url: str = ""


def render_plan(
    request: HttpRequest, plan, *, editor: Editor | None = None, where: str = "", status: int = 200
) -> HttpResponse:
    """Render the page, or under htmx the part named by `where` (or by the editor) with the side column."""
    context = page_context(request, plan, editor)
    where = where or (editor.where if editor else "")
    if not is_htmx(request) or not where:
        return render(request, PAGE, context, status=status)
    name, extra = part_of(where, context)
    return render(request, FOLDER + name, context | extra | {"with_side": editor is None}, status=status)


def page_context(request: HttpRequest, plan, editor: Editor | None) -> dict[str, Any]:
    """Return what the page and every part of it need."""
    today = timezone.localdate()
    sheet = selectors.plan_sheet(actor=request.actor, plan=plan, today=today)
    is_leading = plan.employee.evaluator_id == request.actor.employee_id and not sheet.rights.can_write
    return {
        "plan": plan,
        "sheet": sheet,
        "rights": sheet.rights,
        "editor": editor,
        "example": example_for(plan.position_name, plan.unit_name),
        "deadline": selectors.deadline_text(plan, today=today),
        "return_form": editor.form if editor and editor.kind == "return" else ReturnForm(),
        "changes": changes_to_decide(sheet),
        "is_mine": plan.employee_id == request.actor.employee_id,
        "is_leading": is_leading,
        "main_title": ResultKind.MAIN.value,
        "waiting_people": plan.waiting_people,
    }


def part_of(where: str, context: dict) -> tuple[str, dict]:
    """Return the template of a part of the page, and what it needs beyond the page's context."""
    kind, _, rest = where.partition("-")
    sheet = context["sheet"]
    if kind == "result":
        result = next((row for row in sheet.results if str(row.pk) == rest), None)
        return "plan_result.html", {"result": result}
    if kind == "part":
        rows = sheet.main if rest == ResultKind.MAIN else sheet.additional
        return "plan_part.html", {"part": rest, "rows": rows}
    return {"behaviours": "plan_behaviours.html", "attachments": "plan_attachments.html"}[kind], {}


def saved(request: HttpRequest, plan, where: str) -> HttpResponse:
    """Show the part that changed, read anew; without htmx go back to it on the page."""
    if is_htmx(request):
        fresh = selectors.get_plan(actor=request.actor, pk=plan.pk)
        return render_plan(request, fresh, where=where)
    return redirect(reverse("performance:plan_detail", args=[plan.pk]) + f"#{where}")
