"""Words as the official forms of PermenPANRB 6/2022 print them (domain/10): Indonesian in every language.

The regulation writes "DIATAS" and "DIBAWAH" as one word.
"""

from performance.enums import (
    Approach,
    Aspect,
    FeedbackRole,
    OrganisationPredicate,
    PeriodKind,
    Perspective,
    Predicate,
    Rating,
)

RATINGS = {
    Rating.ABOVE: "DIATAS EKSPEKTASI",
    Rating.AS_EXPECTED: "SESUAI EKSPEKTASI",
    Rating.BELOW: "DIBAWAH EKSPEKTASI",
}
PREDICATES = {
    Predicate.SB: "SANGAT BAIK",
    Predicate.B: "BAIK",
    Predicate.BP: "BUTUH PERBAIKAN",
    Predicate.K: "KURANG (MISCONDUCT)",
    Predicate.SK: "SANGAT KURANG",
}
ORGANISATION = {
    OrganisationPredicate.EXCELLENT: "ISTIMEWA",
    OrganisationPredicate.GOOD: "BAIK",
    OrganisationPredicate.NEEDS_IMPROVEMENT: "BUTUH PERBAIKAN",
    OrganisationPredicate.POOR: "KURANG",
    OrganisationPredicate.VERY_POOR: "SANGAT KURANG",
}
ASPECTS = {
    Aspect.QUANTITY: "Kuantitas",
    Aspect.QUALITY: "Kualitas",
    Aspect.TIME: "Waktu",
    Aspect.COST: "Biaya",
}
PERSPECTIVES = {
    Perspective.RECIPIENT: "Penerima Layanan",
    Perspective.PROCESS: "Proses Bisnis",
    Perspective.INTERNAL: "Penguatan Internal",
    Perspective.BUDGET: "Anggaran",
}
GIVERS = {
    FeedbackRole.LEADER: "Pimpinan",
    FeedbackRole.PEER: "Rekan kerja setingkat",
    FeedbackRole.SUBORDINATE: "Pegawai di bawahnya",
}
OTHER_GIVER = "Stakeholder terkait"
MONTHS = (
    *("JANUARI", "FEBRUARI", "MARET", "APRIL", "MEI", "JUNI", "JULI"),
    *("AGUSTUS", "SEPTEMBER", "OKTOBER", "NOVEMBER", "DESEMBER"),
)


def period_name(kind: str, number: int) -> str:
    """Return "TRIWULAN II", "AKHIR" or "MARET"; number counts from 1, 0 for the year."""
    if kind == PeriodKind.QUARTER:
        return f"TRIWULAN {('I', 'II', 'III', 'IV')[number - 1]}"
    return MONTHS[number - 1] if kind == PeriodKind.MONTH else "AKHIR"


def form_code(letter: str, *, is_leader_form: bool, approach: str) -> str:
    """Return which form is used (domain/10 §0): "C" gives C.1.1 to C.1.3, "B" gives B.1.3 to B.1.5.

    Qualitative forms are the same for everybody; quantitative ones tell JPT and heads of independent units from
    the others.
    """
    place = 0 if approach == Approach.QUALITATIVE else 1 if is_leader_form else 2
    return f"{letter}.1.{place + (1 if letter == 'C' else 3)}"


def giver_name(role: str) -> str:
    """Return who a piece of feedback is from, without a name: anonymous giving is official (p191)."""
    return GIVERS.get(FeedbackRole(role), OTHER_GIVER) if role in FeedbackRole.values else OTHER_GIVER
