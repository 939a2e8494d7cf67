"""Invitations: accounts for people, and the one-time codes that reach them by mail or printed letter."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from asn_portal.core import jobs
from asn_portal.core import policies as figures
from asn_portal.core.access import Actor, require
from asn_portal.core.audit import record_access
from asn_portal.core.documents.render import render_pdf
from asn_portal.core.history import bulk_update_with_history
from asn_portal.core.workflow import record_transition
from employees import policies
from employees.accounts.codes import code_hash, new_code
from employees.models import Activation, Employee, Invitation, User
from employees.notifications import accounts as notices
from employees.selectors import activation as selectors
from employees.workflow.invitations import INVITATION_FLOW

ACTIVATION_DAYS = figures.define("accounts.activation_days", 14, "Portal's own default, in days")
AT_ONCE = 200
SLICE = 200
LETTER = Path(__file__).resolve().parents[1] / "documents" / "activation_letter.typ"


@transaction.atomic
def invite_people(*, employees: Sequence[Employee], by_letter: bool, actor: Actor) -> Invitation:
    """Give accounts to people and invite them by mail or by printed letter; more than 200 in the background.

    By mail only people with an address and without a password are invited. A letter may also be made for somebody
    whose account is in use (forgotten password, no address): the person is told. Raises ValidationError when
    nobody is left, NotAllowed for anybody outside the actor's HR units.
    """
    require(policies.can_invite(actor))
    chosen = [row for row in employees if by_letter or (row.email and not has_password(row.user))]
    if not chosen:
        raise ValidationError(_("None of these people can be invited in this way."), code="nobody")
    require(policies.can_issue_codes(actor, chosen))
    invitation = Invitation.objects.create(
        agency_id=actor.agency_id,
        by_letter=by_letter,
        employee_ids=sorted(row.pk for row in chosen),
        created_by_id=actor.user_id,
    )
    note = _("%(count)s people") % {"count": len(chosen)}
    record_transition("invitation", invitation, INVITATION_FLOW["invite"], before="", actor=actor, note=note)
    if len(chosen) > AT_ONCE:
        invitation.job = jobs.start_job(
            kind="invite",
            task="employees.prepare_invitation",
            agency_id=invitation.agency_id,
            actor=actor,
            subject_id=invitation.pk,
        )
        invitation.save(update_fields=["job"])
    else:
        prepare(invitation, invitation.employee_ids)
        finish(invitation)
    return invitation


def run_prepare(*, job_id: int) -> None:
    """Make accounts and activations of a large batch: the work behind `employees.prepare_invitation`."""
    job = jobs.take(job_id)
    if job is None:
        return
    invitation = Invitation.objects.get(pk=job.subject_id)
    ids = invitation.employee_ids
    jobs.set_total(job, len(ids))
    slices = [(first, first + SLICE - 1) for first in range(0, len(ids), SLICE)]
    try:
        jobs.run_chunks(job, slices, lambda first, last: prepare(invitation, ids[first : last + 1]))
    except jobs.LeaseLost:
        return
    with transaction.atomic():
        finish(invitation)
        jobs.finish(job)


def finish(invitation: Invitation) -> None:
    """Mark a batch prepared and wake the sender."""
    Invitation.objects.filter(pk=invitation.pk, prepared_at=None).update(prepared_at=timezone.now())
    if not invitation.by_letter:
        jobs.after_commit("employees.send_invitations")


def prepare(invitation: Invitation, employee_ids: list[int]) -> int:
    """Make missing accounts and one open activation for each person; older codes are void from now on."""
    rows = Employee.objects.select_for_update(of=("self",)).filter(
        pk__in=employee_ids, agency_id=invitation.agency_id, is_active=True
    )
    people = list(rows.select_related("agency"))
    give_accounts(people, by=invitation.created_by_id)
    users = User.objects.select_related(None).in_bulk([row.user_id for row in people if row.user_id])
    now = timezone.now()
    void_codes(list(users))
    fresh = []
    for person in people:
        user = users.get(person.user_id or 0)
        if user is None or (has_password(user) and not invitation.by_letter):
            continue
        fresh.append(
            Activation(
                user=user,
                invitation=invitation,
                by_letter=invitation.by_letter,
                address="" if invitation.by_letter else person.email,
                created_by_id=invitation.created_by_id,
                due_at=None if invitation.by_letter else now,
                expires_at=end_of_codes(invitation.agency_id),
            )
        )
    Activation.objects.bulk_create(fresh, batch_size=500)
    return len(people)


def give_accounts(people: list[Employee], *, by: int | None) -> None:
    """Link each person without account to one: made anew, or the one of an earlier post elsewhere (B3)."""
    bare = {login_name(row): row for row in people if row.user_id is None}
    User.objects.bulk_create(
        [
            User(username=name, full_name=row.name, agency_id=row.agency_id, password=make_password(None))
            for name, row in bare.items()
        ],
        ignore_conflicts=True,
        batch_size=500,
    )
    # An account found by its name is only taken over from an earlier post of the same person, or inside the agency.
    known = Q(agency_id__in={row.agency_id for row in people}) | Q(employees__isnull=False)
    users = (
        User.objects.filter(known, username__in=list(bare), is_staff=False).select_related(None).distinct()
    )
    taken = set(Employee.objects.filter(user__in=users, is_active=True).values_list("user_id", flat=True))
    linked = []
    for user in users:
        person = bare[user.username]
        if user.pk not in taken:
            person.user = user
            linked.append(person)
            if user.agency_id != person.agency_id:
                User.objects.filter(pk=user.pk).update(agency_id=person.agency_id)
    bulk_update_with_history(linked, Employee, ["user"], reason="invited", user_id=by)


def login_name(employee: Employee) -> str:
    """Return the login name: the NIP, or for officials the government's code and a number."""
    return employee.nip or f"{employee.agency.code.lower()}-{employee.pk}"


def has_password(user: User | None) -> bool:
    """Tell whether an account is in use."""
    return user is not None and user.has_usable_password()


def void_codes(user_ids: list[int]) -> None:
    """Make every open code of these accounts useless."""
    Activation.objects.filter(user_id__in=user_ids, used_at=None, voided_at=None).update(
        voided_at=timezone.now(), due_at=None
    )


def end_of_codes(agency_id: int):
    """Return until when a code made now works."""
    days = figures.value_on(ACTIVATION_DAYS, agency_id=agency_id, day=timezone.localdate())
    return timezone.now() + timedelta(days=days)


def print_letters(*, invitation: Invitation, part: int, actor: Actor) -> bytes:
    """Return one PDF of at most 500 letters with fresh codes; those of an earlier print are void. Logged.

    Raises ValidationError when no letter is left, NotAllowed without the right.
    """
    require(invitation.by_letter and INVITATION_FLOW["print"].policy(actor, invitation))
    rows = selectors.letters_of(invitation, part)
    people = selectors.people_of_users([row.user_id for row in rows])
    rows = [row for row in rows if row.user_id in people]
    require(policies.can_issue_codes(actor, list(people.values())))
    if not rows:
        raise ValidationError(
            _("Everybody has used the code already; there is no letter left."), code="empty"
        )
    codes = {row.pk: new_code() for row in rows}
    expires_at = end_of_codes(invitation.agency_id)
    # The file comes first: a print that fails leaves the letters in people's hands valid.
    content = render_pdf(LETTER, letter_data(invitation, rows, people, codes, expires_at))
    with transaction.atomic():
        store_codes(codes, expires_at)
        log_print(invitation, rows, actor)
    return content


def letter_data(invitation: Invitation, rows, people, codes, expires_at) -> dict:
    """Return what the letter template needs."""
    valid_until = timezone.localtime(expires_at).date().isoformat()
    url = settings.PUBLIC_URL.split("://", 1)[-1] + reverse("employees:activation")
    letters = []
    for row in rows:
        person = people[row.user_id]
        unit = person.unit
        letters.append(
            {
                "agency": invitation.agency.name,
                "office": (unit.opd.name if unit.opd else unit.name) if unit else "",
                "name": person.full_name,
                "nip": row.user.username,
                "url": url,
                "code": codes[row.pk],
                "valid_until": valid_until,
                "help": "",
            }
        )
    return {"letters": letters, "printed_on": timezone.localdate().isoformat()}


def store_codes(codes: dict[int, str], expires_at) -> None:
    """Keep the hashes; a code used or voided meanwhile stays so."""
    for pk, code in codes.items():
        Activation.objects.filter(pk=pk, used_at=None, voided_at=None).update(
            code_hash=code_hash(code), issued_at=timezone.now(), expires_at=expires_at
        )


def log_print(invitation: Invitation, rows: list[Activation], actor: Actor) -> None:
    """Write who printed how many letters, and tell the people whose account is in use."""
    note = _("%(count)s letters") % {"count": len(rows)}
    record_access(
        actor=actor,
        subject_type="invitation",
        subject_id=invitation.pk,
        what="activation_letters",
        purpose=note,
    )
    record_transition(
        "invitation", invitation, INVITATION_FLOW["print"], before="sent", actor=actor, note=note
    )
    in_use = [row.user_id for row in rows if has_password(row.user)]
    occasion = timezone.now().strftime("%Y%m%d%H%M%S")
    notices.letters_printed(invitation, in_use, name=actor.name, occasion=occasion)
