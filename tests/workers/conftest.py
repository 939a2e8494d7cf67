"""A real Celery worker on the test database and a real Redis, to be killed."""

import os
import signal
import subprocess
import sys
import time
import uuid
from pathlib import Path

import pytest
from celery import Celery
from django.db import connection

from asn_portal.core import jobs

ROOT = Path(__file__).resolve().parents[2]
CHUNK = 10


def database_url() -> str:
    """Return the address of the test database, as another process needs it."""
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{known['NAME']}"
    place = f"{known['HOST']}:{known['PORT']}" if known["PORT"] else known["HOST"]
    return f"postgres://{known['USER']}:{known['PASSWORD']}@{place}/{known['NAME']}"


class Sender:
    """Sends tasks as the portal does, to a queue that only our worker reads."""

    def __init__(self, address: str):
        self.queue = f"test-{uuid.uuid4().hex}"
        self.app = Celery("test", broker=address, set_as_current=False)

    def send_task(self, name, args):
        self.app.send_task(name, args=args, queue=self.queue)


@pytest.fixture
def queue(redis_url, monkeypatch):
    """Tasks queued by this test travel through Redis; returns the name of the queue."""
    sender = Sender(redis_url)
    monkeypatch.setattr(jobs, "current_app", sender)
    yield sender.queue
    sender.app.close()


@pytest.fixture
def start_worker(queue, redis_url, tmp_path, transactional_db):
    """Start a worker on our queue and return its process; what still runs is killed after the test."""
    running = []

    def start():
        environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "asn_portal.settings.dev"}
        environment |= {"DATABASE_URL": database_url(), "REDIS_URL": redis_url}
        environment |= {"VAR_DIR": str(tmp_path), "JOB_CHUNK": str(CHUNK)}
        command = [sys.executable, "-m", "celery", "-A", "asn_portal", "worker", "--pool=threads", "-c", "1"]
        command += ["-Q", queue, "--without-gossip", "--without-mingle", "--without-heartbeat"]
        with (tmp_path / f"worker-{len(running)}.log").open("wb") as log:
            running.append(
                subprocess.Popen(
                    command, cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True
                )
            )
        return running[-1]

    yield start
    for process in running:
        kill(process)


def kill(process: subprocess.Popen) -> None:
    """End a worker without any warning."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(10)


def wait_until(fact, *, seconds: float = 30) -> None:
    """Ask again and again until something is so."""
    end = time.monotonic() + seconds
    while not fact():
        assert time.monotonic() < end, "the worker did not get there in time"
        time.sleep(0.005)
