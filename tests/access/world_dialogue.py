"""Requests, dialogue, rounds, coaching and a confidential case around the owner of the small world."""

from django.core.files.base import ContentFile
from django.utils import timezone

from performance.models import (
    BehaviourReport,
    Coaching,
    CompetenceEvaluation,
    CounsellingSession,
    GuidanceFeedback,
)
from performance.services.feedback_requests import digest_of
from tests.performance.factories_dialogue import (
    ActionFactory,
    CaseFactory,
    CoachingFactory,
    DialogueFactory,
    RequestFactory,
    closed,
    in_days,
    remark,
    round_about,
)

CODE = "a-code-that-only-tests-know"


def dialogue_things(place, owner) -> tuple[dict, dict]:
    """Return the keys of these topics, and what some of them become for one request."""
    coachings, later_coachings = coaching_things(place, owner)
    cases, later_cases = case_things(place, owner)
    things = feedback_things(place, owner) | round_things(place, owner) | coachings | cases
    return things, later_coachings | later_cases


def feedback_things(place, owner) -> dict:
    """Return feedback with a file, questions, a link and a talk."""
    result = owner.plans.get(cycle__year=2025).results.first()
    said = remark(owner, place.evaluator, file_name="a.pdf", file_type="application/pdf")
    said.file.save("a.pdf", ContentFile(b"%PDF-1.7"))
    dialogue = DialogueFactory(employee=owner)
    return {
        "remark-file": [said.pk],
        "remark-result": [owner.pk, result.pk],
        "remark-value": [owner.pk, "service"],
        "ask": [owner.pk, place.staff[1].pk],
        "question": [RequestFactory(employee=owner, asked=place.evaluator).pk],
        "question-link": [RequestFactory(employee=owner, code_digest=digest_of(CODE)).pk],
        "link": [CODE],
        "dialogue": [dialogue.pk],
        "action": [ActionFactory(dialogue=dialogue).pk],
    }


def round_things(place, owner) -> dict:
    """Return an open round about a colleague, in which the owner is asked, and one about the owner that is closed."""
    about = round_about(place.staff[1], {owner: "peer", place.staff[2]: "peer"})
    is_open = round_about(owner, {place.staff[1]: "peer"})
    done = round_about(owner, {place.staff[1]: "peer"})
    closed(done)
    return {
        "round": [about.round_id],
        "round-line": [about.respondents.get(employee=owner).pk],
        "round-open": [is_open.pk],
        "round-result": [done.pk],
    }


def coaching_things(place, owner) -> tuple[dict, dict]:
    """Return a coaching that runs, moved on where an address asks for it, and two that are closed."""
    running, ended = CoachingFactory(employee=owner), CoachingFactory(employee=owner, closed=True)
    judged = CoachingFactory(employee=owner, closed=True)
    own = {"coaching": judged, "agency": place.agency}
    GuidanceFeedback.objects.create(recipient=place.head, marks=[4] * 9, **own)
    rows = [{"name": "Integritas", "mark": 3, "reason": "Sesuai", "is_technical": False}]
    CompetenceEvaluation.objects.create(
        rows=rows, recommendation="Pelatihan", written_by=place.evaluator, **own
    )
    mine = Coaching.objects.filter(pk=running.pk)
    later = {
        "coaching-in": (mine, {"state": "handed_in"}),
        "coaching-out": (mine, {"state": "proposed", "review_on": in_days(30)}),
    }
    things = dict.fromkeys(("coaching", *later), [running.pk])
    return things | {"coaching-none": [ended.pk], "guidance": [judged.pk]}, later


def case_things(place, owner) -> tuple[dict, dict]:
    """Return a report about the owner, which becomes a running case with the leader as counsellor."""
    case = CaseFactory(employee=owner)
    CounsellingSession.objects.create(
        report=case, held_on=in_days(0), agreed="Salam pagi", notes="Catatan", written_by=place.leader
    )
    running = {
        "state": "open",
        "counsellor": place.leader,
        "meets_at": timezone.now(),
        "place": "Ruang 2",
        "record": "",
    }
    things = {
        "case": [case.pk],
        "case-open": [case.pk],
        "case-counsellor": [case.pk, place.colleague.pk],
    }
    return things, {"case-open": (BehaviourReport.objects.filter(pk=case.pk), running)}
