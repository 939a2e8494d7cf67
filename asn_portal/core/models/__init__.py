"""Models of the kernel."""

from asn_portal.core.models.agency import Agency, AgencyPolicy, Holiday
from asn_portal.core.models.audit import AccessLog
from asn_portal.core.models.documents import Document
from asn_portal.core.models.jobs import Job, JobChunk, JobState
from asn_portal.core.models.notices import Announcement, Delivery, DeliveryState, Notice
from asn_portal.core.models.schedule import DutyRun, DutyState, DutyTrigger
from asn_portal.core.models.workflow import TransitionLog

__all__ = [
    "AccessLog",
    "Agency",
    "AgencyPolicy",
    "Announcement",
    "Delivery",
    "DeliveryState",
    "Document",
    "DutyRun",
    "DutyState",
    "DutyTrigger",
    "Holiday",
    "Job",
    "JobChunk",
    "JobState",
    "Notice",
    "TransitionLog",
]
