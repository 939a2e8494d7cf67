"""What is said about roles and teams."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from asn_portal.core.notices import NoticeKind, Subject, notify, register
from performance.models import MatrixRole, Plan, ResultTemplate, TeamMember
from performance.notifications.plans import user_ids

ROLES_OFFERED = register(
    NoticeKind(
        event="roles_offered",
        title=_("New results for your SKP"),
        body=_("%(name)s hands you results of the unit. Take them into your plan with one click."),
        url_name="performance:matrix_home",
        icon="subtask",
        url_has_subject=False,
        mail=False,
    )
)
ROLE_DECLINED = register(
    NoticeKind(
        event="role_declined",
        title=_("%(name)s does not take a result"),
        body=_("“%(text)s”. Reason: %(reason)s"),
        url_name="performance:matrix_home",
        icon="arrow-back-up",
        url_has_subject=False,
    )
)
MEMBER_ASKED = register(
    NoticeKind(
        event="team_member_asked",
        title=_("%(name)s is asked for the team %(team)s"),
        body=_("You are the evaluator: please agree or say why not."),
        url_name="performance:team_member",
        icon="users-plus",
    )
)
MEMBER_AGREED = register(
    NoticeKind(
        event="team_member_agreed",
        title=_("%(name)s is now in the team %(team)s"),
        body=_("The evaluator has agreed."),
        url_name="performance:work_team",
        icon="users-group",
    )
)
MEMBER_REFUSED = register(
    NoticeKind(
        event="team_member_refused",
        title=_("%(name)s does not join the team %(team)s"),
        body=_("The evaluator writes: %(reason)s"),
        url_name="performance:work_team",
        icon="user-x",
    )
)


def roles_offered(plan: Plan, people: Iterable[int], *, actor_name: str) -> None:
    """Tell people once a day that the leader has written results for them."""
    notify(
        event=ROLES_OFFERED.event,
        subject=Subject(plan.agency_id, "matrix", plan.pk),
        recipients=user_ids(people),
        params={"name": actor_name},
        occasion=timezone.localdate().isoformat(),
    )


def template_handed(template: ResultTemplate, people: list[int], *, actor_name: str, occasion: str) -> None:
    """Tell everybody who got a result from a template, once for each handing out."""
    notify(
        event=ROLES_OFFERED.event,
        subject=Subject(template.agency_id, "result_template", template.pk),
        recipients=user_ids(people),
        params={"name": actor_name},
        occasion=occasion,
    )


def role_declined(role: MatrixRole, *, actor_name: str, reason: str) -> None:
    """Tell the leader who wrote the role."""
    if role.leader_id:
        notify(
            event=ROLE_DECLINED.event,
            subject=Subject(role.agency_id, "matrix_role", role.pk),
            recipients=user_ids([role.leader_id]),
            params={"name": actor_name, "text": role.text[:160], "reason": reason},
            occasion=f"revision-{role.revision}",
        )


def member_asked(member: TeamMember) -> None:
    """Tell the evaluator whose consent is needed."""
    if member.employee.evaluator_id:
        notify(
            event=MEMBER_ASKED.event,
            subject=Subject(member.agency_id, "team_member", member.pk),
            recipients=user_ids([member.employee.evaluator_id]),
            params=names(member),
        )


def member_decided(member: TeamMember, *, reason: str = "") -> None:
    """Tell the person and the team leader what the evaluator said."""
    kind = MEMBER_REFUSED if reason else MEMBER_AGREED
    notify(
        event=kind.event,
        subject=Subject(member.agency_id, "work_team", member.team_id),
        recipients=user_ids([member.employee_id, member.team.leader_id]),
        params=names(member) | ({"reason": reason} if reason else {}),
        occasion=f"member-{member.pk}",
    )


def names(member: TeamMember) -> dict:
    """Return who it is about."""
    return {"name": member.employee.full_name, "team": member.team.name}
