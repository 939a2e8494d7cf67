"""Performance standards of the small world: they are the owner's office's, proposed by its head."""

from functools import partial

from tests.performance.factories_standards import (
    MeasurementFactory,
    StandardFactory,
    StandardIndicatorFactory,
)


def standard_things(place, owner, result: list[int]) -> dict:
    """Return a standard in force with a value, one that is being written and one that waits for the agency.

    `result` is where the owner would take the indicator: plan and result of the draft.
    """
    standard = partial(StandardFactory, unit=place.dinas, proposed_by=place.head.user)
    written, waiting, counts = standard(), standard(proposed=True), standard(approved=True)
    rows = [StandardIndicatorFactory(standard=one) for one in (written, waiting, counts)]
    StandardIndicatorFactory(standard__unit=place.outsider.unit)
    MeasurementFactory(indicator=rows[2])
    MeasurementFactory(indicator=rows[2], unit=None, employee=owner)
    return {
        "standard-draft": [written.pk],
        "proposed": [waiting.pk],
        "standard": [counts.pk],
        "draft-measure": [written.pk, rows[0].pk],
        "measure": [counts.pk, rows[2].pk],
        "draft-measured": [*result, rows[2].pk],
        "public": [place.agency.code],
        "public-office": [place.agency.code, place.dinas.pk],
    }
