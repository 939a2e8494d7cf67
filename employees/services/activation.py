"""Activation: a one-time code becomes a password, once."""

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from employees.accounts.adapter import normalise_login
from employees.accounts.codes import code_hash
from employees.models import Activation, User
from employees.notifications.accounts import password_replaced
from employees.services.invitations import void_codes


class ActivationRefused(ValidationError):
    """The code cannot be used; `code` says why: wrong, used, void or expired."""


@transaction.atomic
def activate_account(*, login: str, code: str, password: str) -> User:
    """Set the password of the account that belongs to login name and code, once; returns the account.

    A wrong pair is "wrong" whether or not the login name exists. Only who has the right pair learns that the code
    was used, replaced or is too old. An address that the code came to is verified by it. Raises ActivationRefused.
    """
    activation = find(login, code)
    now = timezone.now()
    won = Activation.objects.filter(
        pk=activation.pk, used_at=None, voided_at=None, expires_at__gt=now
    ).update(used_at=now, due_at=None)
    if not won:
        activation.refresh_from_db()
        raise refusal(activation)
    user = User.objects.select_related(None).select_for_update().get(pk=activation.user_id)
    had_password = user.has_usable_password()
    user.set_password(password)
    user.save(update_fields=["password"])
    void_codes([user.pk])
    if activation.address:
        verify_address(user, activation.address)
    if had_password:
        password_replaced(user, occasion=str(activation.pk))
    return user


def find(login: str, code: str) -> Activation:
    """Return the activation of a code that fits the login name; the code is looked up first, so timing is silent."""
    row = Activation.objects.select_related("user").filter(code_hash=code_hash(code)).first()
    if row is None or row.user.username != normalise_login(login) or not row.user.is_active:
        raise ActivationRefused(
            _("NIP and code do not fit together. Compare both with the letter or the e-mail."), code="wrong"
        )
    return row


def refusal(row: Activation) -> ActivationRefused:
    """Return why a right code does not work."""
    if row.used_at:
        return ActivationRefused(
            _("This code has been used. Log in with your password, or set a new one."), code="used"
        )
    if row.voided_at:
        return ActivationRefused(
            _("This code has been replaced by a newer letter or e-mail; use the newest one."), code="void"
        )
    return ActivationRefused(_("This code is too old. Ask your HR officer for a new one."), code="expired")


def verify_address(user: User, address: str) -> None:
    """Make the address verified and the main one, unless it is somebody else's verified address already."""
    address = address.lower()
    try:
        with transaction.atomic():
            EmailAddress.objects.filter(user=user).exclude(email=address).update(primary=False)
            EmailAddress.objects.update_or_create(
                user=user, email=address, defaults={"verified": True, "primary": True}
            )
            User.objects.filter(pk=user.pk).update(email=address)
    except IntegrityError:
        return
    user.email = address
