"""Providers and programmes: written by HR of the agency."""

from dataclasses import asdict, dataclass

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor, require
from training.models import Programme, Provider
from training.policies import catalogue as policies
from training.rules.words import search_key


@dataclass(frozen=True)
class ProviderText:
    """What is written about a provider."""

    name: str
    kind: str
    contact: str = ""
    is_active: bool = True


@dataclass(frozen=True)
class ProgrammeText:
    """What is written about a programme; `price` in rupiah a person."""

    provider: Provider
    name: str
    form: str
    hours: int
    field: str = ""
    price: int = 0
    description: str = ""
    is_active: bool = True


@transaction.atomic
def save_provider(*, provider: Provider | None = None, text: ProviderText, actor: Actor) -> Provider:
    """Make or change a provider. Raises ValidationError when the name is taken."""
    require(policies.can_manage_catalogue(actor))
    row = provider or Provider(agency_id=actor.agency_id)
    require(row.agency_id == actor.agency_id)
    for name, value in asdict(text).items():
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise ValidationError({"name": _("There already is a provider of this name.")}) from None
    return row


@transaction.atomic
def save_programme(*, programme: Programme | None = None, text: ProgrammeText, actor: Actor) -> Programme:
    """Make or change a programme. Raises ValidationError when the provider has one of this name.

    Hours of classes that have been held stand on their certificates and do not change with the programme.
    """
    require(policies.can_manage_catalogue(actor))
    row = programme or Programme(agency_id=actor.agency_id)
    require(row.agency_id == actor.agency_id == text.provider.agency_id)
    for name, value in vars(text).items():
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    row.sort_name = search_key(row.name)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise ValidationError({"name": _("This provider already has a programme of this name.")}) from None
    return row
