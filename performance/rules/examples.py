"""Examples of a result and an indicator from the person's own field of work, for the help lines of the plan.

The texts are our own (domain/01 §11 names the standards they lean on); they help writing and are never stored.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class FieldExample:
    """How somebody of a field might write a result, an indicator and its target."""

    result: Promise
    indicator: Promise
    target: Promise


HEALTH = FieldExample(
    _("High-risk pregnancies are followed until birth"),
    _("Home visits to mothers with a high-risk pregnancy"),
    _("4 visits per mother per pregnancy"),
)
EDUCATION = FieldExample(
    _("Pupils of class VIII reach the minimum competence in reading"),
    _("Share of pupils who reach the minimum competence"),
    _("85 per cent in semester II"),
)
FINANCE = FieldExample(
    _("The financial report of the office is right and on time"),
    _("Report handed in without correction"),
    _("1 report by 15 February"),
)
CIVIL_REGISTRY = FieldExample(
    _("Citizens get their birth certificate without a second visit"),
    _("Birth certificates ready on the day of the request"),
    _("95 per cent of 1,200 requests"),
)
PUBLIC_WORKS = FieldExample(
    _("Roads in the sub-district can be passed in the rainy season"),
    _("Length of road repaired"),
    _("12 km by October"),
)
STAFF = FieldExample(
    _("Personnel matters are settled on time"),
    _("Promotion proposals sent complete"),
    _("40 proposals, at latest 5 working days after receipt"),
)
GENERAL = FieldExample(
    _("Citizens' complaints are answered quickly and kindly"),
    _("First answer to the citizen"),
    _("1 working day"),
)

# Words of the post or the field of service, as they stand in Indonesian records.
WORDS: tuple[tuple[tuple[str, ...], FieldExample], ...] = (
    (("perawat", "bidan", "dokter", "kesehatan", "puskesmas", "apoteker", "gizi", "sanitarian"), HEALTH),
    (("guru", "sekolah", "pendidik", "pengawas sekolah", "pamong belajar"), EDUCATION),
    (("keuangan", "bendahara", "akuntan", "anggaran", "pajak", "aset"), FINANCE),
    (("kependudukan", "pencatatan sipil", "perizinan"), CIVIL_REGISTRY),
    (("jalan", "jembatan", "pengairan", "tata ruang", "pekerjaan umum", "teknik"), PUBLIC_WORKS),
    (("kepegawaian", "sdm", "arsiparis", "umum"), STAFF),
)


def example_for(*words: str) -> FieldExample:
    """Return the example that fits the words of a post, its field or its unit; a general one otherwise."""
    text = " ".join(words).casefold()
    return next((example for keys, example in WORDS if any(key in text for key in keys)), GENERAL)
