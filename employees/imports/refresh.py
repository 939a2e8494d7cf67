"""What follows from new data, once per import: current posts and evaluators."""


def refresh_agency(agency_id: int) -> None:
    """Let maintained columns and evaluators follow from the histories."""
