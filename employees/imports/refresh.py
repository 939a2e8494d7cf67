"""What follows from new data, once per import: current posts, ranks, offices and evaluators."""

from django.utils import timezone

from employees.services import posts


def refresh_agency(agency_id: int) -> None:
    """Let maintained columns and evaluators follow from the histories."""
    posts.refresh_offices(agency_id=agency_id)
    posts.refresh_current_posts(agency_id=agency_id, today=timezone.localdate())
