"""The steps of a class and of a place in it."""

from django.utils.translation import pgettext_lazy

from asn_portal.core.workflow import Transition, Workflow, states
from training.enums import ClassStatus, EnrolmentStatus
from training.policies import catalogue, enrolments

CLASS_FLOW = Workflow(
    "class",
    (
        Transition(
            "open",
            states([ClassStatus.DRAFT]),
            ClassStatus.OPEN,
            catalogue.can_manage_class,
            label=pgettext_lazy("class", "Opened for enrolment"),
            role="hr",
        ),
        Transition(
            "finish",
            states([ClassStatus.OPEN]),
            ClassStatus.FINISHED,
            catalogue.can_manage_class,
            label=pgettext_lazy("class", "Finished"),
            role="hr",
        ),
        Transition(
            "cancel",
            states([ClassStatus.DRAFT, ClassStatus.OPEN]),
            ClassStatus.CANCELLED,
            catalogue.can_manage_class,
            label=pgettext_lazy("class", "Cancelled"),
            note_required=True,
            role="hr",
        ),
    ),
    url_name="training:class_detail",
)

REQUESTED = states([EnrolmentStatus.REQUESTED])
WAITING = states([EnrolmentStatus.WAITING])
# Who is counted in `seats_taken`.
HOLDING = states([EnrolmentStatus.PLACED, EnrolmentStatus.ATTENDED, EnrolmentStatus.ABSENT])
# Who meets in an online class, and so reads its link.
MEETING = states([EnrolmentStatus.PLACED, EnrolmentStatus.ATTENDED])
# Who may still come.
PENDING = states([EnrolmentStatus.REQUESTED, EnrolmentStatus.WAITING, EnrolmentStatus.PLACED])
OVER = states([EnrolmentStatus.RETURNED, EnrolmentStatus.CANCELLED])

# A request has no source state: the row is made, then logged as one of these.
ASK = Transition(
    "ask",
    frozenset(),
    EnrolmentStatus.REQUESTED,
    enrolments.can_ask,
    label=pgettext_lazy("enrolment", "Asked for a place"),
    role="employee",
)
ENROL = Transition(
    "enrol",
    frozenset(),
    EnrolmentStatus.REQUESTED,
    enrolments.can_ask,
    label=pgettext_lazy("enrolment", "Enrolled by the superior"),
    role="evaluator",
)
PUT_FORWARD = Transition(
    "put_forward",
    frozenset(),
    EnrolmentStatus.REQUESTED,
    enrolments.can_ask,
    label=pgettext_lazy("enrolment", "Put forward by HR"),
    role="hr",
)

ENROLMENT_FLOW = Workflow(
    "enrolment",
    (
        ASK,
        ENROL,
        PUT_FORWARD,
        Transition(
            "place",
            REQUESTED,
            EnrolmentStatus.PLACED,
            enrolments.can_decide_enrolment,
            label=pgettext_lazy("enrolment", "Approved, place given"),
            role="evaluator",
        ),
        Transition(
            "queue",
            REQUESTED,
            EnrolmentStatus.WAITING,
            enrolments.can_decide_enrolment,
            label=pgettext_lazy("enrolment", "Approved, put on the waiting list"),
            role="evaluator",
        ),
        Transition(
            "return",
            REQUESTED,
            EnrolmentStatus.RETURNED,
            enrolments.can_decide_enrolment,
            label=pgettext_lazy("enrolment", "Not approved"),
            note_required=True,
            role="evaluator",
        ),
        Transition(
            "move_up",
            WAITING,
            EnrolmentStatus.PLACED,
            enrolments.is_portal,
            label=pgettext_lazy("enrolment", "Moved up from the waiting list"),
            role="system",
        ),
        Transition(
            "withdraw",
            PENDING,
            EnrolmentStatus.CANCELLED,
            enrolments.can_withdraw_enrolment,
            label=pgettext_lazy("enrolment", "Given up"),
            role="employee",
        ),
        Transition(
            "cancel",
            PENDING,
            EnrolmentStatus.CANCELLED,
            enrolments.can_cancel_enrolment,
            label=pgettext_lazy("enrolment", "Cancelled"),
            note_required=True,
        ),
        Transition(
            "class_ends",
            PENDING,
            EnrolmentStatus.CANCELLED,
            enrolments.is_portal,
            label=pgettext_lazy("enrolment", "Closed with the class"),
            role="system",
        ),
        Transition(
            "attend",
            states([EnrolmentStatus.PLACED, EnrolmentStatus.ABSENT]),
            EnrolmentStatus.ATTENDED,
            enrolments.can_mark,
            label=pgettext_lazy("enrolment", "Attended"),
            role="hr",
        ),
        Transition(
            "miss",
            states([EnrolmentStatus.PLACED, EnrolmentStatus.ATTENDED]),
            EnrolmentStatus.ABSENT,
            enrolments.can_mark,
            label=pgettext_lazy("enrolment", "Did not attend"),
            role="hr",
        ),
    ),
    url_name="training:enrolment_detail",
)
