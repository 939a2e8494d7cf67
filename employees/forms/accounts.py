"""Forms of accounts: activation, invitations, tokens, forgotten password."""

from datetime import timedelta

from allauth.account.forms import ResetPasswordForm
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from asn_portal.core.forms import DateField
from employees.accounts.adapter import normalise_login
from employees.selectors.activation import ACTIVE, FRESH, INVITED, AccountFilter
from employees.selectors.units import list_units

MAIL, LETTER = "mail", "letter"
TICKED, EVERYBODY = "ticked", "all"


class VerifiedResetForm(ResetPasswordForm):
    """A forgotten password: only an address that was verified gets the link (B9)."""

    def clean_email(self) -> str:
        """Leave out accounts that merely wrote the address down."""
        email = super().clean_email()
        wanted = email.lower()
        self.users = [
            user
            for user in self.users
            if user.emailaddress_set.filter(email__iexact=wanted, verified=True).exists()
        ]
        return email


class ActivationForm(forms.Form):
    """Login name and one-time code, and the password of one's own choice."""

    login = forms.CharField(
        label=_("NIP"),
        max_length=60,
        help_text=_("18 digits, spaces allowed. Officials use the name in their letter."),
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "off"}),
    )
    code = forms.CharField(
        label=_("One-time code"),
        max_length=30,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "autocapitalize": "characters",
                "placeholder": "XXXX-XXXX-XXXX",
            }
        ),
    )
    password1 = forms.CharField(
        label=_("New password"),
        max_length=128,
        strip=False,
        help_text=_("At least 10 characters. A short sentence is easy to remember and hard to guess."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label=_("New password once more"),
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_password1(self) -> str:
        """Check the password without asking whether the account exists."""
        password = self.cleaned_data["password1"]
        validate_password(password)
        login = normalise_login(self.data.get("login", ""))
        if len(login) > 3 and login in password.replace(" ", ""):
            raise ValidationError(_("The password must not contain your NIP."), code="similar")
        return password

    def clean(self):
        """Compare the two."""
        data = super().clean()
        if "password1" in data and "password2" in data and data["password1"] != data["password2"]:
            raise ValidationError({"password2": _("The two passwords differ.")})
        return data


class AccountFilterForm(forms.Form):
    """What the list of accounts is narrowed to."""

    q = forms.CharField(label=_("Name or NIP"), required=False, max_length=80)
    unit = forms.TypedChoiceField(label=_("Unit and all below"), required=False, empty_value=None)
    keadaan = forms.ChoiceField(
        required=False,
        choices=[(state, state) for state in (FRESH, INVITED, ACTIVE)],
        widget=forms.HiddenInput,
    )

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        units = {str(unit.pk): unit for unit in list_units(actor=actor).only("pk", "path", "depth", "name")}
        self.fields["unit"].choices = [
            ("", _("All")),
            *((key, "\u2003" * (unit.depth - 1) + unit.name) for key, unit in units.items()),
        ]
        self.fields["unit"].coerce = units.__getitem__

    def wanted(self) -> AccountFilter:
        """Return the filter; what was not understood does not narrow."""
        self.is_valid()
        data = self.cleaned_data
        return AccountFilter(
            state=data.get("keadaan") or FRESH, unit=data.get("unit"), text=data.get("q") or ""
        )


class InviteForm(forms.Form):
    """How to invite, and whom: the ticked people, or everybody of the list."""

    way = forms.ChoiceField(choices=[(MAIL, MAIL), (LETTER, LETTER)])
    whom = forms.ChoiceField(choices=[(TICKED, TICKED), (EVERYBODY, EVERYBODY)])
    person = forms.TypedMultipleChoiceField(required=False, coerce=int)

    def __init__(self, data, **kwargs):
        super().__init__(data, **kwargs)
        ticked = [value for value in data.getlist("person") if value.isdecimal() and len(value) < 19]
        self.fields["person"].choices = [(value, value) for value in ticked[:500]]

    def clean(self):
        """Ask for at least one person."""
        data = super().clean()
        if data.get("whom") == TICKED and not data.get("person"):
            raise ValidationError(_("Tick at least one person."), code="nobody")
        return data


class TokenForm(forms.Form):
    """A name that says where the token is used, and its last day."""

    name = forms.CharField(label=_("Name"), max_length=60, help_text=_("Where it is used, e.g. SIMPEG."))
    last_day = DateField(label=_("Works until"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["last_day"].initial = lambda: timezone.localdate() + timedelta(days=90)
