"""A notice is written once; its mail leaves at least once, with the same Message-ID."""

import datetime as dt
import smtplib
import socket

import pytest
from aiosmtpd.controller import Controller
from allauth.account.models import EmailAddress
from django.utils import timezone, translation

from asn_portal.core import notices, outbox
from asn_portal.core.models import Announcement, Delivery, DeliveryState, Notice
from asn_portal.core.notices import NoticeKind, Subject, announce, notify
from tests.employees.factories import AgencyFactory, UserFactory


@pytest.fixture(autouse=True)
def event():
    """An event of the test."""
    notices.register(
        NoticeKind("test_event", "Halo %(name)s", "Isi untuk %(name)s", "home", url_has_subject=False)
    )
    yield "test_event"
    del notices.KINDS["test_event"]


@pytest.fixture
def reader(db):
    """A person with a verified address."""
    user = UserFactory()
    EmailAddress.objects.create(user=user, email="siti@contoh.example", verified=True, primary=True)
    return user


def tell(user, occasion=""):
    """Tell somebody about subject 7."""
    subject = Subject(user.agency_id or AgencyFactory().pk, "test", 7)
    return notify(
        event="test_event",
        subject=subject,
        recipients=[user.pk, None],
        params={"name": "Siti"},
        occasion=occasion,
    )


def test_a_person_is_told_once_per_occasion(reader):
    assert [tell(reader), tell(reader), tell(reader, "hari kedua")] == [1, 0, 1]
    assert (Notice.objects.count(), Delivery.objects.count()) == (2, 2)


def test_an_unverified_address_gets_no_mail_but_the_portal_shows_the_notice(db):
    user = UserFactory()
    EmailAddress.objects.create(user=user, email="lain@contoh.example", verified=False, primary=True)
    tell(user)
    assert (Notice.objects.count(), Delivery.objects.count()) == (1, 0)


def test_the_mail_is_sent_once_and_the_second_sweep_sends_nothing(reader, mailoutbox):
    tell(reader)
    assert [outbox.send_due(), outbox.send_due()] == [1, 0]
    assert (mailoutbox[0].subject, mailoutbox[0].to) == ("Halo Siti", ["siti@contoh.example"])
    assert Delivery.objects.get().state == DeliveryState.SENT


def test_a_mail_claimed_by_a_killed_worker_is_sent_after_its_lease_with_the_same_message_id(
    reader, mailoutbox, freeze
):
    freeze(2026, 3, 2)
    tell(reader)
    row = Delivery.objects.get()
    assert outbox.claim(row.pk, row.due_at)
    assert outbox.send_due() == 0
    freeze(2026, 3, 2, 8, 6)
    assert outbox.send_due() == 1
    assert str(row.message_id) in mailoutbox[0].extra_headers["Message-ID"]


def test_days_in_a_notice_are_written_out_in_the_language_of_the_reader(reader):
    notices.register(NoticeKind("test_event", "Sampai %(due_on)s", "-", "home", url_has_subject=False))
    notify(
        event="test_event",
        subject=Subject(AgencyFactory().pk, "test", 9),
        recipients=[reader.pk],
        params={"due_on": "2026-01-31"},
    )
    row = Notice.objects.get()
    with translation.override("id"):
        indonesian = notices.render(row).title
    with translation.override("en"):
        assert (indonesian, notices.render(row).title) == ("Sampai 31 Januari 2026", "Sampai 31 January 2026")


def test_two_workers_cannot_claim_the_same_mail(reader):
    tell(reader)
    row = Delivery.objects.get()
    assert [outbox.claim(row.pk, row.due_at), outbox.claim(row.pk, row.due_at)] == [True, False]


def test_a_failing_server_means_another_try_later_and_giving_up_at_the_end(reader, settings, freeze):
    settings.EMAIL_BACKEND = "tests.core.test_notices_and_mail.BrokenBackend"
    freeze(2026, 3, 2)
    tell(reader)
    outbox.send_due()
    row = Delivery.objects.get()
    assert (row.state, row.attempts) == (DeliveryState.QUEUED, 1)
    assert row.due_at > timezone.now()
    Delivery.objects.update(attempts=outbox.MAX_ATTEMPTS - 1, due_at=timezone.now() - dt.timedelta(hours=1))
    outbox.send_due()
    assert Delivery.objects.get().state == DeliveryState.FAILED


class BrokenBackend:
    """A server that refuses."""

    def __init__(self, *args, **kwargs):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *args):
        return None

    def send_messages(self, messages):
        """Refuse."""
        raise smtplib.SMTPServerDisconnected("gone")


class Sink:
    """Keeps what arrives."""

    def __init__(self):
        self.messages = []

    async def handle_DATA(self, server, session, envelope):
        """Keep one message."""
        self.messages.append(envelope)
        return "250 OK"


def free_port():
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_a_mail_really_arrives_over_smtp(reader, settings):
    sink = Sink()
    controller = Controller(sink, hostname="127.0.0.1", port=free_port())
    controller.start()
    try:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", controller.port
        tell(reader)
        assert outbox.send_due() == 1
    finally:
        controller.stop()
    assert sink.messages[0].rcpt_tos == ["siti@contoh.example"]
    assert b"Halo Siti" in sink.messages[0].content


def test_everybody_is_told_by_one_row(db):
    agency = AgencyFactory()
    for _ in range(2):
        announce(event="test_event", subject=Subject(agency.pk, "test", 1), params={"name": "semua"})
    assert Announcement.objects.count() == 1
