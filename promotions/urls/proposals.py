"""Addresses of rank proposals."""

from django.urls import URLPattern, path

from promotions.views import proposal_desks, proposals

urlpatterns: list[URLPattern] = [
    path("kenaikan-pangkat/", proposals.proposal_list, name="proposal_list"),
    path("kenaikan-pangkat/unduh/", proposals.proposal_export, name="proposal_export"),
    path("kenaikan-pangkat/usul/", proposals.proposal_new, name="proposal_new"),
    path("kenaikan-pangkat/<int:pk>/", proposal_desks.proposal_detail, name="proposal_detail"),
    path("kenaikan-pangkat/<int:pk>/usul-lagi/", proposals.proposal_again, name="proposal_again"),
    path("kenaikan-pangkat/<int:pk>/tarik/", proposals.proposal_withdraw, name="proposal_withdraw"),
    path(
        "kenaikan-pangkat/<int:pk>/periksa/",
        proposal_desks.proposal_check,
        name="proposal_check",
    ),
    path(
        "kenaikan-pangkat/<int:pk>/periksa-bkpsdm/",
        proposal_desks.proposal_check_bkpsdm,
        name="proposal_check_bkpsdm",
    ),
    path("kenaikan-pangkat/<int:pk>/bukti/", proposal_desks.proposal_verify, name="proposal_verify"),
    path("kenaikan-pangkat/<int:pk>/kembalikan/", proposal_desks.proposal_return, name="proposal_return"),
    path("kenaikan-pangkat/<int:pk>/tolak/", proposal_desks.proposal_refuse, name="proposal_refuse"),
    path("kenaikan-pangkat/<int:pk>/putuskan/", proposal_desks.proposal_decide, name="proposal_decide"),
]
