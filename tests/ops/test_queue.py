"""Tasks travel through a real Redis, as in production."""

import os
import subprocess
import sys
import uuid
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

SCRIPT = """
import django; django.setup()
from celery.contrib.testing.worker import start_worker
from asn_portal.celery import app
import threading
seen = threading.Event()
@app.task(name="probe")
def probe(value):
    if value == "{token}":
        seen.set()
app.conf.task_default_queue = "{token}"
with start_worker(app, pool="threads", perform_ping_check=False, queues=["{token}"], loglevel="error"):
    app.send_task("probe", args=["{token}"], queue="{token}")
    assert seen.wait(20), "the task did not arrive"
print("arrived")
"""


@pytest.mark.redis
def test_a_task_travels_through_redis(redis_url, tmp_path):
    environment = {**os.environ, "REDIS_URL": redis_url, "VAR_DIR": str(tmp_path)}
    environment["DJANGO_SETTINGS_MODULE"] = "asn_portal.settings.dev"
    code = SCRIPT.format(token=uuid.uuid4().hex)
    command = [sys.executable, "-c", code]
    answer = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=90, check=False
    )
    assert answer.stdout.strip().endswith("arrived"), answer.stderr
