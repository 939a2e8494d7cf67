"""Accounts by invitation: by mail and by letter."""

import re
import smtplib

import pytest
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.access import NotAllowed
from asn_portal.core.models import AccessLog, Job, Notice, TransitionLog
from employees.actors import actor_of
from employees.models import Activation, Employee, Invitation, User
from employees.services import invitation_mail, invitations
from employees.services.activation import ActivationRefused, activate_account
from tests.core import papers
from tests.employees.factories import EmployeeFactory, RoleGrantFactory, member, office
from tests.support.pages import texts

pytestmark = pytest.mark.django_db
CODE = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b")
PASSWORD = "ombak di teluk sari"


@pytest.fixture
def place(freeze):
    freeze(2026, 3, 2)
    return office()


def newcomer(place, **fields):
    return EmployeeFactory(agency=place.agency, unit=place.bidang, without_account=True, **fields)


def actor(person):
    return actor_of(person.user, today=timezone.localdate())


def invite(place, *people, by_letter=False, hr=None):
    return invitations.invite_people(employees=people, by_letter=by_letter, actor=actor(hr or place.hr))


@pytest.fixture
def printed(monkeypatch):
    """The data of every letter printed; the PDF is made all the same."""
    seen, real = [], invitations.render_pdf

    def spy(template, data):
        seen.append(data["letters"])
        return real(template, data)

    monkeypatch.setattr(invitations, "render_pdf", spy)
    return seen


def print_out(place, invitation, part=1):
    return invitations.print_letters(invitation=invitation, part=part, actor=actor(place.hr))


def codes_of(printed):
    return {letter["nip"]: letter["code"] for letter in printed[-1]}


def test_an_invited_person_gets_an_account_that_nobody_can_guess_into(place):
    person = newcomer(place, email="ani@contoh.go.id")
    invite(place, person)
    user = User.objects.get(username=person.nip)
    assert not user.has_usable_password()
    assert (user.agency, Employee.objects.get(pk=person.pk).user) == (place.agency, user)


def test_no_code_exists_before_the_mail_is_sent_and_then_only_its_hash(place, mailoutbox):
    person = newcomer(place, email="ani@contoh.go.id")
    invite(place, person)
    assert Activation.objects.get().code_hash is None
    assert invitation_mail.send_due() == 1
    (mail,) = mailoutbox
    code = CODE.search(mail.body).group()
    row = Activation.objects.get()
    assert mail.to == ["ani@contoh.go.id"]
    assert code not in str(vars(row))
    assert person.nip not in mail.body
    assert activate_account(login=person.nip, code=code, password=PASSWORD).check_password(PASSWORD)


def test_a_mail_that_fails_is_tried_again_with_a_new_code(place, mailoutbox, monkeypatch, freeze):
    person = newcomer(place, email="ani@contoh.go.id")
    invite(place, person)
    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.EmailMessage.send", broken)
        assert invitation_mail.send_due() == 0
    row = Activation.objects.get()
    assert (row.attempts, row.code_hash, row.error) == (1, None, "no route")
    assert invitation_mail.send_due() == 0
    freeze(2026, 3, 2, 9, 0)
    assert invitation_mail.send_due() == 1
    assert activate_account(login=person.nip, code=CODE.search(mailoutbox[0].body).group(), password=PASSWORD)


def broken(self, fail_silently=False):
    raise smtplib.SMTPException("no route")


def test_a_worker_killed_after_taking_a_mail_is_followed_by_another(place, mailoutbox, freeze):
    invite(place, newcomer(place, email="ani@contoh.go.id"))
    row = Activation.objects.get()
    assert invitation_mail.claim(row.pk, row.due_at)
    assert not invitation_mail.claim(row.pk, row.due_at)
    assert invitation_mail.send_due() == 0
    freeze(2026, 3, 2, 8, 6)
    assert invitation_mail.send_due() == 1
    assert len(mailoutbox) == 1


def test_letters_carry_codes_that_work_and_the_next_print_voids_them(place, printed):
    people = [newcomer(place, name=f"Pegawai Baru {n}") for n in (1, 2)]
    invitation, nip = invite(place, *people, by_letter=True), people[0].nip
    for _time in (1, 2):
        print_out(place, invitation)
    old, new = [{row["nip"]: row["code"] for row in rows} for rows in printed]
    assert len({*old.values(), *new.values()}) == 4
    with pytest.raises(ActivationRefused):
        activate_account(login=nip, code=old[nip], password=PASSWORD)
    assert activate_account(login=nip, code=new[nip], password=PASSWORD)
    print_out(place, invitation)
    assert list(codes_of(printed)) == [people[1].nip]


def test_a_letter_says_whose_it_is_until_when_and_has_the_code(place, printed):
    person = newcomer(place, name="Maria Goretti")
    content = print_out(place, invite(place, person, by_letter=True))
    text = papers.words_of(content)
    assert all(word in text for word in ("Maria Goretti", "16 Maret 2026", codes_of(printed)[person.nip]))
    assert reverse("employees:activation") in text.replace(" ", "")


def test_each_print_is_written_down(place, client_for):
    invitation = invite(place, newcomer(place), by_letter=True)
    url = reverse("employees:invitation_letters", args=[invitation.pk, 1])
    response = client_for(place.hr.user).post(url)
    assert response["Content-Type"] == "application/pdf"
    assert "no-store" in response["Cache-Control"]
    log = AccessLog.objects.get()
    assert (log.user, log.what, log.subject_id) == (place.hr.user, "activation_letters", invitation.pk)
    steps = TransitionLog.objects.filter(subject_type="invitation").values_list("transition", flat=True)
    assert list(steps.order_by("pk")) == ["invite", "print"]


def test_a_new_invitation_voids_the_old_one(place, printed):
    person = newcomer(place, email="ani@contoh.go.id")
    print_out(place, invite(place, person, by_letter=True))
    person.refresh_from_db()
    invite(place, person)
    with pytest.raises(ActivationRefused) as caught:
        activate_account(login=person.nip, code=codes_of(printed)[person.nip], password=PASSWORD)
    assert caught.value.code == "void"


def test_whoever_has_an_account_is_told_that_a_letter_was_printed(place):
    print_out(place, invite(place, place.staff[0], by_letter=True))
    assert Notice.objects.get(event="account_letter").user == place.staff[0].user


def test_by_mail_nobody_without_address_and_nobody_who_has_a_password(place, client_for):
    person = newcomer(place, email="ani@contoh.go.id")
    Employee.objects.filter(pk=place.staff[0].pk).update(email="budi@contoh.go.id")
    place.staff[0].refresh_from_db()
    invitation = invite(place, person, place.staff[0], newcomer(place))
    assert invitation.employee_ids == [person.pk]
    page = client_for(place.hr.user).post("/akun/undangan/", {"way": "mail", "whom": "ticked", "person": "x"})
    assert page.status_code == 422


def test_more_than_two_hundred_are_prepared_in_the_background_and_only_once(
    place, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(invitations, "AT_ONCE", 2)
    monkeypatch.setattr(invitations, "SLICE", 2)
    people = [newcomer(place, name=f"Baru {n}") for n in range(5)]
    with django_capture_on_commit_callbacks(execute=False):
        invitation = invite(place, *people, by_letter=True)
    assert not Activation.objects.exists()
    job = Job.objects.get(kind="invite", subject_id=invitation.pk)
    for _delivery in (1, 2):
        invitations.run_prepare(job_id=job.pk)
    job.refresh_from_db()
    invitation.refresh_from_db()
    assert (job.state, job.done, Activation.objects.count()) == ("done", 5, 5)
    assert invitation.prepared_at


def test_a_killed_preparation_goes_on_where_it_stopped(place, monkeypatch, freeze):
    monkeypatch.setattr(invitations, "AT_ONCE", 0)
    monkeypatch.setattr(invitations, "SLICE", 1)
    invitation = invite(place, *[newcomer(place, name=f"Baru {n}") for n in range(3)], by_letter=True)
    job, whole = Job.objects.get(kind="invite"), invitations.prepare
    calls = []

    def killed(batch, ids):
        calls.append(ids)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return whole(batch, ids)

    monkeypatch.setattr(invitations, "prepare", killed)
    with pytest.raises(KeyboardInterrupt):
        invitations.run_prepare(job_id=job.pk)
    freeze(2026, 3, 2, 9, 0)
    invitations.run_prepare(job_id=job.pk)
    assert len(calls) == 4
    assert Activation.objects.filter(invitation=invitation, voided_at=None).count() == 3


def test_somebody_who_moved_government_keeps_the_account(place):
    old = place.outsider
    Employee.objects.filter(pk=old.pk).update(is_active=False)
    User.objects.filter(pk=old.user_id).update(username=old.nip)
    person = newcomer(place, nip=old.nip)
    invite(place, person, by_letter=True)
    person.refresh_from_db()
    assert person.user_id == old.user_id
    assert User.objects.get(pk=old.user_id).agency == place.agency


def test_an_account_of_somebody_else_is_never_taken_over(place):
    User.objects.create(username="19990101202012100" + "9", agency=place.outsider.agency, password="x")
    person = newcomer(place, nip="199901012020121009")
    invite(place, person, by_letter=True)
    person.refresh_from_db()
    assert person.user is None
    assert not Activation.objects.exists()


def test_an_official_without_nip_gets_a_login_name_in_the_letter(place, printed):
    mayor = EmployeeFactory(
        agency=place.agency, unit=place.root, official=True, without_account=True, name="Wakil Wali Kota"
    )
    print_out(place, invite(place, mayor, by_letter=True))
    login = User.objects.get(employees=mayor).username
    assert login == f"{place.agency.code.lower()}-{mayor.pk}"
    assert login in codes_of(printed)


def test_hr_of_an_office_invites_its_own_people_only_and_no_holder_of_a_role(place, client_for):
    local = member(place.dinas, "HR Dinkes")
    RoleGrantFactory(user=local.user, unit=place.dinas)
    near, far = (
        newcomer(place),
        EmployeeFactory(agency=place.agency, unit=place.other_dinas, without_account=True),
    )
    assert invite(place, near, by_letter=True, hr=local)
    powerful = member(place.dinas, "Inspektur di Dinas")
    RoleGrantFactory(user=powerful.user, unit=place.root, role="inspector")
    for person in (far, powerful, local):
        with pytest.raises(NotAllowed):
            invite(place, person, by_letter=True, hr=local)
    names = " ".join(texts(client_for(local.user).get("/akun/undangan/"), ".row-title"))
    assert far.name not in names


def test_who_sees_a_batch(place, client_for):
    invitation = invite(place, newcomer(place), by_letter=True)
    url = reverse("employees:invitation_detail", args=[invitation.pk])
    people = [place.hr, place.inspector, place.staff[0], place.outsider]
    assert [client_for(p.user).get(url).status_code for p in people] == [200, 404, 404, 404]
    lists = [client_for(p.user).get("/akun/undangan/").status_code for p in people]
    assert lists == [200, 403, 403, 403]
    print_url = reverse("employees:invitation_letters", args=[invitation.pk, 1])
    assert [client_for(p.user).post(print_url).status_code for p in people[1:]] == [404] * 3


def test_the_whole_list_is_invited_with_one_click(place, client_for):
    people = [newcomer(place, name=f"Baru {n}") for n in range(3)]
    newcomer(place, name="Lain").__class__.objects.filter(name="Lain").update(unit=place.other_dinas)
    response = client_for(place.hr.user).post(
        f"/akun/undangan/?unit={place.dinas.pk}", {"way": "letter", "whom": "all"}
    )
    assert response.status_code == 302
    assert Invitation.objects.get().employee_ids == sorted(row.pk for row in people)


def test_the_list_costs_the_same_with_many_people(place, client_for, count_queries):
    client = client_for(place.hr.user)
    newcomer(place)
    few = count_queries(client, "employees:invitation_list")
    for n in range(12):
        newcomer(place, name=f"Baru {n}", email=f"b{n}@contoh.go.id")
    assert count_queries(client, "employees:invitation_list") == few <= 12
