"""Addresses of accounts."""

from django.urls import URLPattern, path

from employees.views import accounts, invitations, tokens

urlpatterns: list[URLPattern] = [
    path("akun/", accounts.account, name="account"),
    path("akun/aktivasi/", accounts.activation, name="activation"),
    path("akun/token/", tokens.token_list, name="token_list"),
    path("akun/token/<int:pk>/cabut/", tokens.token_revoke, name="token_revoke"),
    path("akun/undangan/", invitations.invitation_list, name="invitation_list"),
    path("akun/undangan/<int:pk>/", invitations.invitation_detail, name="invitation_detail"),
    path(
        "akun/undangan/<int:pk>/surat/<int:part>/", invitations.invitation_letters, name="invitation_letters"
    ),
]
