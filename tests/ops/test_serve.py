"""`manage.py serve` as a person meets it: it answers, refuses a second start, and leaves nothing behind."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests.support.database import template

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def eventually(condition, seconds=90):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.1)
    return False


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def manage(var_dir, *words, **options):
    environment = {
        "PATH": os.environ["PATH"],
        "VAR_DIR": str(var_dir),
        "DJANGO_SETTINGS_MODULE": "asn_portal.settings.dev",
    }
    return subprocess.Popen(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        **options,
    )


def processes_of(var_dir) -> list[str]:
    """The command lines of all processes that were given this VAR_DIR."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if f"VAR_DIR={var_dir}" in (folder / "environ").read_text().split("\0"):
                found.append((folder / "cmdline").read_text().replace("\0", " "))
        except (OSError, UnicodeDecodeError):
            continue
    return found


@pytest.fixture(scope="module")
def migrated(tmp_path_factory):
    """A folder with a database, made once for all tests here."""
    folder = tmp_path_factory.mktemp("migrated")
    if template():
        shutil.copy(template(), folder / "portal.sqlite3")
        return folder
    preparing = manage(folder, "migrate", "--verbosity", "0")
    output, _ = preparing.communicate(timeout=180)
    assert preparing.returncode == 0, output
    return folder


@pytest.fixture
def served(tmp_path, migrated):
    """Start the portal on a folder of its own; whatever is left after the test is killed."""
    folder = tmp_path / "var"
    shutil.copytree(migrated, folder)
    port = free_port()
    process = manage(folder, "serve", "--port", str(port))
    assert eventually(lambda: listens(port)), process.communicate(timeout=5)[0]
    yield process, port, folder
    process.kill()
    if not process.stdout.closed:
        process.communicate()


pytestmark = [
    pytest.mark.xdist_group("serve"),
    pytest.mark.skipif(sys.platform != "linux", reason="reads /proc"),
]


def test_it_answers_and_stops_on_ctrl_c_without_an_orphan(served):
    process, port, var_dir = served
    assert urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=30).status == 200
    assert len(processes_of(var_dir)) >= 4
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=60) == 0
    assert eventually(lambda: not processes_of(var_dir), 30), processes_of(var_dir)


def test_a_second_start_on_the_same_folder_gets_one_clear_line(served):
    _, _, var_dir = served
    second = manage(var_dir, "serve", "--port", str(free_port()))
    output, _ = second.communicate(timeout=60)
    assert second.returncode == 1
    assert output.strip() == f"CommandError: The portal is running already on {var_dir}; stop it first."


def test_one_process_that_dies_takes_the_others_with_it(served):
    process, _, var_dir = served
    worker = next(
        int(folder.name)
        for folder in Path("/proc").glob("[0-9]*")
        if (folder / "cmdline").exists()
        and "celery" in (folder / "cmdline").read_text()
        and "worker" in (folder / "cmdline").read_text()
        and f"VAR_DIR={var_dir}" in (folder / "environ").read_text()
    )
    os.kill(worker, signal.SIGKILL)
    output, _ = process.communicate(timeout=60)
    assert (process.returncode, "worker ended unasked" in output) == (1, True)
    assert eventually(lambda: not processes_of(var_dir), 30), processes_of(var_dir)


def test_a_killed_portal_leaves_no_process(served):
    process, _, var_dir = served
    process.kill()
    process.communicate()
    assert eventually(lambda: not processes_of(var_dir), 30), processes_of(var_dir)


def test_a_taken_port_gets_one_clear_line(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        output, _ = manage(tmp_path, "serve", "--port", str(port)).communicate(timeout=60)
    assert output.strip() == f"CommandError: Port {port}: Address already in use. Choose another with PORT."
