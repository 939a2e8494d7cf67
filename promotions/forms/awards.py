"""Forms of recognition."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from asn_portal.core.forms import DateField, DateInput
from employees.selectors.units import list_units
from performance.rules.evidence_files import ACCEPT
from promotions.enums import AwardLevel
from promotions.models import AwardType, Nomination
from promotions.selectors.candidates import CandidateFilter
from promotions.selectors.wall import MEDALS, OWN_OFFICE, WallFilter
from promotions.services.award_types import AwardTypeEntry
from promotions.services.awards import Decree, before_republic, is_before_republic
from promotions.services.nominations import NominationEntry

ALL = ("", _("All"))
GRANT, RETURN, REFUSE = "grant", "return", "refuse"
REASON_LENGTH = 2_000
EARLIEST_YEAR, LATEST_YEAR = 1950, 2200


class AwardTypeForm(forms.Form):
    """What an award is called, who gives it and for what."""

    name = forms.CharField(label=_("Name"), max_length=160)
    level = forms.ChoiceField(label=_("Given by"), choices=AwardLevel.choices)
    form = forms.CharField(
        label=_("Form"), max_length=160, required=False, help_text=_("Medal, certificate, study tour …")
    )
    criteria = forms.CharField(
        label=_("Criteria"),
        max_length=REASON_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Whoever nominates reads this."),
    )
    valid_years = forms.IntegerField(
        label=_("Counts for (years)"),
        required=False,
        validators=[MinValueValidator(1), MaxValueValidator(50)],
        help_text=_("Empty: for ever."),
    )
    points = forms.IntegerField(
        label=_("Points"),
        validators=[MinValueValidator(0), MaxValueValidator(100)],
        help_text=_("For the talent score."),
        initial=0,
    )
    is_active = forms.BooleanField(label=_("In use"), required=False, initial=True)

    def __init__(self, *args, award_type: AwardType | None = None, **kwargs):
        names = ("name", "level", "form", "criteria", "valid_years", "points", "is_active")
        initial = {name: getattr(award_type, name) for name in names} if award_type else None
        super().__init__(*args, initial=initial, **kwargs)

    def entry(self) -> AwardTypeEntry:
        """Return what was typed."""
        return AwardTypeEntry(**self.cleaned_data)


class NomineeForm(forms.Form):
    """Whom to nominate: part of the name or NIP."""

    q = forms.CharField(label=_("Name or NIP"), required=False, max_length=80)

    def text(self) -> str:
        """Return what was typed, nothing where it makes no sense."""
        return self.cleaned_data["q"] if self.is_valid() else ""


class NominationForm(forms.Form):
    """For which award, why, and what shows it."""

    award_type = forms.TypedChoiceField(label=_("Award"), error_messages={"required": _("Choose the award.")})
    reason = forms.CharField(
        label=_("What was done well"), max_length=REASON_LENGTH, widget=forms.Textarea(attrs={"rows": 4})
    )
    evidence_link = forms.URLField(
        label=_("Link to evidence"), required=False, max_length=300, assume_scheme="https"
    )
    file = forms.FileField(
        label=_("File"), required=False, widget=forms.FileInput(attrs={"accept": ACCEPT}), max_length=255
    )
    override_reason = forms.CharField(
        label=_("Why although not all is met"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Only HR; the reason is kept and everybody who decides reads it."),
    )

    def __init__(self, *args, types=(), nomination: Nomination | None = None, can_override=False, **kwargs):
        initial = kwargs.pop("initial", {})
        if nomination:
            names = ("reason", "evidence_link", "override_reason")
            initial = {name: getattr(nomination, name) for name in names}
        super().__init__(*args, initial=initial, **kwargs)
        known = {str(row.pk): row for row in types}
        self.fields["award_type"].choices = [("", "—"), *((key, row.name) for key, row in known.items())]
        self.fields["award_type"].coerce = known.__getitem__
        if nomination:
            del self.fields["award_type"]
        if not can_override:
            del self.fields["override_reason"]
        size = settings.EVIDENCE_MAX_BYTES // 1_000_000
        self.fields["file"].help_text = _(
            "PDF, photo (JPEG, PNG), Excel, Word or ODT, up to %(size)s MB."
        ) % {"size": size}

    def clean_file(self):
        """Refuse what is too big before anything reads it."""
        file = self.cleaned_data.get("file")
        if file and file.size > settings.EVIDENCE_MAX_BYTES:
            size = settings.EVIDENCE_MAX_BYTES // 1_000_000
            raise ValidationError(
                _("The file is larger than %(size)s MB. Choose a smaller one."), params={"size": size}
            )
        return file

    def entry(self) -> NominationEntry:
        """Return what was typed."""
        data = self.cleaned_data
        return NominationEntry(
            reason=data["reason"],
            evidence_link=data["evidence_link"],
            file=data["file"] or None,
            override_reason=data.get("override_reason", ""),
        )


class DecreeForm(forms.Form):
    """The paper an award rests on."""

    decree_number = forms.CharField(label=_("Decree number"), max_length=80)
    awarded_on = DateField(label=_("Awarded on"))

    def clean_awarded_on(self):
        """Refuse at once what would be refused for everybody."""
        day = self.cleaned_data["awarded_on"]
        if is_before_republic(day):
            raise ValidationError(before_republic())
        return day

    def decree(self) -> Decree:
        """Return what was typed."""
        data = self.cleaned_data
        return Decree(number=data["decree_number"], awarded_on=data["awarded_on"])


class DecisionForm(forms.Form):
    """Grant with a decree, or return or refuse with a reason."""

    decree_number = forms.CharField(label=_("Decree number"), max_length=80)
    awarded_on = DateField(label=_("Awarded on"))
    citation = forms.CharField(
        label=_("For"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Stands on the certificate and on the wall."),
    )
    override_reason = forms.CharField(label=_("Why although not all is met"), required=False, max_length=300)
    note = forms.CharField(
        label=_("Reason for returning or refusing"),
        max_length=REASON_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    decision = forms.ChoiceField(
        choices=[(GRANT, GRANT), (RETURN, RETURN), (REFUSE, REFUSE)],
        widget=forms.HiddenInput,
        error_messages={"required": _("Choose what to do."), "invalid_choice": _("Choose what to do.")},
    )

    def __init__(self, *args, can_override=False, **kwargs):
        super().__init__(*args, **kwargs)
        if not can_override:
            del self.fields["override_reason"]
        if self.is_bound and self.data.get("decision") != GRANT:
            # Who returns or refuses needs no decree, whatever stands there.
            self.fields["decree_number"].required = False
            self.fields["awarded_on"] = forms.CharField(
                label=self.fields["awarded_on"].label, required=False, widget=DateInput
            )

    def clean(self):
        """Ask for a reason where the award is not given."""
        data = super().clean()
        decision = data.get("decision")
        if decision and decision != GRANT and not (data.get("note") or "").strip():
            self.add_error("note", _("Please write the reason; the person will read it."))
        return data

    def decree(self) -> Decree:
        """Return the decree that was typed."""
        data = self.cleaned_data
        return Decree(
            number=data["decree_number"],
            awarded_on=data["awarded_on"],
            citation=data["citation"],
            override_reason=data.get("override_reason", ""),
        )


class CandidateFilterForm(forms.Form):
    """What the list of candidates is narrowed to."""

    jenis = forms.TypedChoiceField(label=_("Medal"), required=False, empty_value=None)
    unit = forms.TypedChoiceField(label=_("Unit and all below"), required=False, empty_value=None)
    syarat = forms.ChoiceField(
        label=_("Requirements"),
        required=False,
        choices=[ALL, ("ya", _("All met")), ("belum", _("Needs verification"))],
    )

    def __init__(self, *args, actor, medals, **kwargs):
        super().__init__(*args, **kwargs)
        units = {str(unit.pk): unit for unit in list_units(actor=actor).only("pk", "path", "depth", "name")}
        types = {str(row.pk): row for row in medals}
        for name, known, label in (
            ("jenis", types, lambda row: row.name),
            ("unit", units, lambda unit: "\u2003" * (unit.depth - 1) + unit.name),
        ):
            self.fields[name].choices = [ALL, *((key, label(row)) for key, row in known.items())]
            self.fields[name].coerce = known.__getitem__

    def wanted(self) -> CandidateFilter:
        """Return the filter; what was not understood does not narrow."""
        self.is_valid()
        data = self.cleaned_data
        return CandidateFilter(
            award_type=data.get("jenis"), unit=data.get("unit"), met=data.get("syarat", "")
        )

    def active(self) -> list[str]:
        """Return the words of every filter that narrows the list."""
        wanted = self.wanted()
        words = [row.name for row in (wanted.award_type, wanted.unit) if row]
        return [*words, str(dict(self.fields["syarat"].choices)[wanted.met])] if wanted.met else words


class WallFilterForm(forms.Form):
    """What the wall is narrowed to; the values stand in the address."""

    tahun = forms.IntegerField(
        label=_("Year"),
        required=False,
        min_value=EARLIEST_YEAR,
        max_value=LATEST_YEAR,
        widget=forms.Select,
    )
    lingkup = forms.ChoiceField(
        label=pgettext_lazy("wall", "Whose"),
        required=False,
        choices=[("", _("The whole government")), (OWN_OFFICE, _("My office"))],
    )
    jenis = forms.RegexField(rf"^(?:{MEDALS}|[0-9]{{1,9}})$", required=False, widget=forms.HiddenInput)

    def wanted(self) -> WallFilter:
        """Return the filter; what was not understood does not narrow."""
        self.is_valid()
        data = self.cleaned_data
        return WallFilter(year=data.get("tahun"), scope=data.get("lingkup", ""), kind=data.get("jenis", ""))

    def offer_years(self, years: list[int]) -> None:
        """Offer the years that there are, newest first."""
        self.fields["tahun"].widget.choices = [ALL, *((year, str(year)) for year in years)]
