"""Makes requests, dialogue, rounds, coaching and cases of the small world much larger."""

from employees.models import Employee
from performance.models import (
    BehaviourReport,
    CaseStep,
    CoachingLine,
    CounsellingSession,
    Dialogue,
    FeedbackRound,
    GuidanceFeedback,
    RoundAnswer,
    RoundRespondent,
    RoundSubject,
)
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

DIALOGUE_PAGES = """
owner     performance:feedback_list            -                perihal=service
evaluator performance:feedback_list            -                daftar=tim
owner     performance:feedback_result          remark-result
evaluator performance:feedback_behaviour       remark-value
owner     performance:request_list             -
owner     performance:request_people           person
owner     performance:request_people           person           q=pegawai
owner     performance:request_new              ask
evaluator performance:request_detail           question
owner     performance:request_link             person
owner     performance:dialogue_list            -
evaluator performance:dialogue_list            -                sisi=tim
evaluator performance:dialogue_new             person
owner     performance:dialogue_detail          dialogue
owner     performance:round_list               -
evaluator performance:round_list               -
hr        performance:round_list               -
hr        performance:round_choose             -                q=pegawai
evaluator performance:round_new                person
hr        performance:round_unit               unit
evaluator performance:round_detail             round
owner     performance:round_answer             round-line
owner     performance:round_result             round-result
owner     performance:coaching_list            -
evaluator performance:coaching_list            -
head      performance:coaching_list            -
evaluator performance:coaching_new             person
owner     performance:coaching_detail          coaching
owner     performance:coaching_write           coaching
evaluator performance:coaching_steps           coaching-in
evaluator performance:take_over                coaching-none
head      performance:guidance_feedback        guidance
owner     performance:competence_evaluation    guidance
hr        performance:case_list                -
owner     performance:case_list                -
evaluator performance:case_report              person
hr        performance:case_detail              case
leader    performance:case_detail              case-open
hr        performance:case_counsellor          case             q=pegawai
owner     performance:case_own                 case-open
"""
SCORES = {"service": 4, "loyal": 3}


def add_dialogue(person, owner, world) -> None:
    """Let somebody new stand on every list of these topics."""
    evaluator = owner.evaluator
    RequestFactory(employee=person, asked=evaluator)
    RequestFactory(employee=owner, asked=person)
    RequestFactory(employee=person, asked=owner)
    ActionFactory(dialogue=DialogueFactory(employee=person))
    ActionFactory(dialogue=DialogueFactory(employee=owner))
    remark(owner, person, role="peer", tone="good")
    about = round_about(person, {owner: "peer", evaluator: "leader"})
    RoundRespondent.objects.create(
        subject=RoundSubject.objects.get(pk=world.things["round-result"][0]),
        agency=person.agency,
        employee=person,
        group="peer",
    )
    RoundSubject.objects.create(
        round=FeedbackRound.objects.get(pk=world.things["round"][0]), agency=person.agency, employee=person
    )
    RoundAnswer.objects.create(
        subject_id=world.things["round-result"][0], group="peer", scores=SCORES, strength="Sabar"
    )
    closed(round_about(owner, {person: "peer"}))
    assert about.pk
    handed = CoachingFactory(employee=person, closed=True)
    CoachingFactory(employee=person)
    GuidanceFeedback.objects.create(
        coaching=handed, agency=person.agency, recipient=evaluator.evaluator, marks=[3] * 9
    )
    CaseFactory(employee=person)


def deepen_dialogue(owner: Employee, world, many: int) -> None:
    """Give the talk, the coaching and the case of the owner long lists too."""
    dialogue = Dialogue.objects.get(pk=world.things["dialogue"][0])
    case = BehaviourReport.objects.get(pk=world.things["case"][0])
    said = remark(owner, owner.evaluator, behaviour="harmonious")
    case.proofs.add(said)
    for number in range(many):
        ActionFactory(dialogue=dialogue)
        CoachingLine.objects.create(
            coaching_id=world.things["coaching"][0], order=number, statement=f"Indikator {number}"
        )
        CounsellingSession.objects.create(
            report=case, held_on=in_days(-number), agreed="Sepakat", written_by=owner.evaluator
        )
        CaseStep.objects.create(report=case, to_state="open", what="session", actor_name="Konselor")
