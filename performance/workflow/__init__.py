"""The steps of the performance year as tables, one module a topic; screens, API, timelines and reminders read them."""

from performance.workflow.appraisals import APPRAISAL_FLOW, TO_RATE
from performance.workflow.plans import LINK_RESULTS, OPEN_STATES, PLAN_FLOW, START_VERSION
from performance.workflow.standards import PENDING_STANDARD, STANDARD_FLOW, START_STANDARD
from performance.workflow.years import CYCLE_FLOW

__all__ = [
    "APPRAISAL_FLOW",
    "CYCLE_FLOW",
    "LINK_RESULTS",
    "OPEN_STATES",
    "PENDING_STANDARD",
    "PLAN_FLOW",
    "STANDARD_FLOW",
    "START_STANDARD",
    "START_VERSION",
    "TO_RATE",
]
