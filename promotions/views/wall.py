"""The wall of the office, one's own awards and their certificates."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from asn_portal.core.documents.files import file_response
from promotions.forms.awards import WallFilterForm
from promotions.policies import awards as policies
from promotions.selectors import awards as selectors
from promotions.selectors.wall import MEDALS, Wall, WallFilter, load_wall
from promotions.services import award_documents, awards


@require_GET
def wall(request: HttpRequest) -> HttpResponse:
    """Show who has been honoured in the government, newest first."""
    form = WallFilterForm(request.GET)
    wanted = form.wanted()
    screen = load_wall(actor=request.actor, wanted=wanted, token=request.GET.get("after", ""))
    form.offer_years(screen.years)
    context = {
        "form": form,
        "wanted": wanted,
        "wall": screen,
        "chips": chips_of(wanted, screen),
        "active": sum(map(bool, (wanted.year, wanted.scope))),
        "medals_url": address(wanted, MEDALS),
        "is_first": not request.GET.get("after"),
        "can_nominate": policies.can_start_nomination(request.actor),
    }
    return render(request, "promotions/wall.html", context)


def chips_of(wanted: WallFilter, screen: Wall) -> list[dict]:
    """Return the awards as chips: everything, each award, and the medals of the state."""
    everything = _("All %(year)s") % {"year": wanted.year} if wanted.year else _("All awards")
    kinds = [("", everything), *((str(row.pk), row.name) for row in screen.types), (MEDALS, "Satyalancana")]
    return [
        {"label": label, "url": address(wanted, kind), "is_current": kind == wanted.kind}
        for kind, label in kinds
    ]


def address(wanted: WallFilter, kind: str) -> str:
    """Return the address of one award within the year and office chosen."""
    values = {"tahun": wanted.year or "", "lingkup": wanted.scope, "jenis": kind}
    return f"?{urlencode({name: value for name, value in values.items() if value})}"


@require_GET
def my_awards(request: HttpRequest) -> HttpResponse:
    """Show the own awards."""
    return render(request, "promotions/my_awards.html", {"awards": selectors.own_awards(actor=request.actor)})


@require_POST
def award_hang(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the own award on the wall, or take it down."""
    award = selectors.get_award(actor=request.actor, pk=pk)
    is_on_wall = request.POST.get("tampil") == "ya"
    awards.hang_award(award=award, is_on_wall=is_on_wall, actor=request.actor)
    messages.success(
        request,
        _("Your award hangs on the wall.") if is_on_wall else _("Your award no longer hangs on the wall."),
    )
    return redirect("promotions:my_awards")


@require_GET
def award_certificate(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out the certificate; the first call issues it."""
    award = selectors.get_award(actor=request.actor, pk=pk)
    return file_response(award_documents.award_document(award=award, actor=request.actor))
