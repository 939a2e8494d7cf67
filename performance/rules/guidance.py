"""Who may need guidance: evidence that is missing or below the target. A hint to look, never a judgement."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from performance.enums import Aspect, Rating
from performance.rules.realisation import compare, first_number

# Form B.1.9 (annex III p. 84): managerial, then socio-cultural; technical ones are those of the post.
COMPETENCES = (
    "Integritas",
    "Kerjasama",
    "Komunikasi",
    "Orientasi pada Hasil",
    "Pelayanan Publik",
    "Pengembangan Diri dan Orang Lain",
    "Mengelola Perubahan",
    "Pengambilan Keputusan",
    "Perekat dan Pemersatu Bangsa",
)
MANAGERIAL = 8
# Form B.1.8 (annex III p. 83): three criteria on each of three subjects.
CRITERIA = (
    "Saya merasa diperhatikan dan dipahami",
    "Saya merasa tindakan/langkah yang telah saya lakukan dihargai",
    "Saya merasa dapat dengan bebas mengemukakan pendapat/pemikiran saya",
    "Saya merasa bahwa pandangan yang diberikan berdasarkan data/fakta yang akurat",
    "Saya merasa bahwa pandangan/pendapat yang diberikan kepada saya bersifat positif",
    "Lebih banyak menggunakan metode bertanya dibandingkan menggurui",
    "Saya merasa dibantu dalam mencari solusi dan aksi tindak lanjut",
    "Saya tahu apa yang harus saya lakukan setelah mengikuti kegiatan bimbingan kinerja ini",
    "Saya memahami maksud dan tujuan kegiatan bimbingan kinerja ini",
)


@dataclass(frozen=True)
class Progress:
    """An indicator with the last figure recorded up to the end of a period, None where there is none."""

    statement: str
    target: str
    aspect: str
    reached: str | None


@dataclass(frozen=True)
class Gap:
    """An indicator that is behind, and whether nothing was recorded at all."""

    statement: str
    target: str
    reached: str
    is_missing: bool


def gaps(rows: Iterable[Progress], *, share: Decimal) -> tuple[Gap, ...]:
    """Return what is behind; `share` is the part of the year that has passed, 0 to 1.

    A quantity is expected in proportion to the time, everything else as the target says. Figures that cannot be
    compared are not behind: the leader reads them.
    """
    return tuple(
        Gap(row.statement, row.target, row.reached or "", row.reached is None)
        for row in rows
        if row.reached is None or is_below(row, share)
    )


def is_below(row: Progress, share: Decimal) -> bool:
    """Tell whether a recorded figure is below what the target asks for by now."""
    target = row.target
    if row.aspect == Aspect.QUANTITY:
        aim = first_number(row.target)
        if aim is None:
            return False
        target = f"{aim * share:f}".replace(".", ",")
    return compare(target, row.reached or "", aspect=row.aspect) == Rating.BELOW


def all_marked(marks: Sequence[int], *, highest: int, count: int) -> bool:
    """Tell whether there are so many marks, each from 1 to the highest."""
    return len(marks) == count and all(1 <= mark <= highest for mark in marks)
