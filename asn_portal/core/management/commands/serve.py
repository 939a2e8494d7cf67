"""Web, worker and beat together, for the demo and for one small server (A2)."""

import ctypes
import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError

GRACE_SECONDS = 10
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
# A container runs as its own root; the warning would bury the address that is printed.
CELERY = ("-W", "ignore:You're running the worker", "-m", "celery", "-A", "asn_portal", "--quiet")


def process_commands(host: str, port: int) -> dict[str, list[str]]:
    """Return the command line of each process by its name."""
    web = ["-m", "gunicorn", "asn_portal.wsgi", "--bind", f"{host}:{port}", "--log-level", "warning"]
    web += ["--worker-class", "gthread", "--workers", "2", "--threads", "4", "--no-control-socket"]
    worker = [*CELERY, "worker", "--pool=threads", "-c", "2", "--loglevel", "warning"]
    worker += ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    beat = [*CELERY, "beat", "--loglevel", "warning", "--pidfile="]
    return {"web": web, "worker": worker, "beat": beat}


def end_with_parent() -> None:
    """On Linux, let the kernel end a child when this process is killed outright."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)


@contextmanager
def only_one(var_dir: Path):
    """Hold the lock of the folder; a second start gets one clear line (B17)."""
    var_dir.mkdir(parents=True, exist_ok=True)
    with open(var_dir / "serve.lock", "a+", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise CommandError(f"The portal is running already on {var_dir}; stop it first.") from error
        yield


def check_port(host: str, port: int) -> None:
    """Refuse a taken port before anything is started."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(f"Port {port}: {error.strerror}. Choose another with PORT.") from error


def answers(host: str, port: int) -> bool:
    """Tell whether somebody listens."""
    with suppress(OSError), socket.create_connection((host, port), timeout=1):
        return True
    return False


class Command(BaseCommand):
    help = "Run the web server, the worker and the scheduler together until Ctrl-C."

    def add_arguments(self, parser):
        parser.add_argument("--host", default=os.environ.get("HOST") or "127.0.0.1")
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT") or 8000))

    def handle(self, *args, host, port, **options):
        """Start everything, wait for the first end, end the rest."""
        self.stopping = False
        check_port(host, port)
        children: dict[str, subprocess.Popen] = {}
        with only_one(Path(settings.VAR_DIR)):
            for number in STOP_SIGNALS:
                signal.signal(number, self._ask_to_stop)
            try:
                self._start(children, host, port)
                self._announce(children, host, port)
                fallen = self._watch(children)
            finally:
                self._end(children)
        if fallen:
            raise CommandError(f"{' and '.join(fallen)} ended unasked; the reason stands above.")

    def _ask_to_stop(self, *_):
        self.stopping = True

    def _start(self, children, host, port):
        environment = {"PUBLIC_URL": f"http://localhost:{port}", **os.environ}
        for name, words in process_commands(host, port).items():
            if not self.stopping:
                children[name] = subprocess.Popen(
                    [sys.executable, *words],
                    env=environment,
                    cwd=settings.BASE_DIR,
                    start_new_session=True,
                    preexec_fn=end_with_parent,  # noqa: PLW1509 - no thread has been started yet
                )

    def _announce(self, children, host, port):
        while not answers(host, port):
            if self._is_over(children):
                return
            time.sleep(0.1)
        if settings.DEMO_MODE and "seed_demo" in get_commands():
            call_command("seed_demo", print_accounts=True, stdout=self.stdout)
        self.stdout.write(
            self.style.SUCCESS(f"\nThe portal runs at http://localhost:{port} (Ctrl-C stops it)")
        )

    def _is_over(self, children) -> bool:
        return self.stopping or any(child.poll() is not None for child in children.values())

    def _watch(self, children) -> list[str]:
        """Wait for the end; return the names of those that ended without being asked."""
        while not self._is_over(children):
            time.sleep(0.2)
        return [] if self.stopping else [name for name, child in children.items() if child.poll() is not None]

    def _end(self, children):
        """Ask politely, and after ten seconds no longer."""
        self.stdout.write("Stopping …")
        for child in children.values():
            if child.poll() is None:
                child.terminate()
        deadline = time.monotonic() + GRACE_SECONDS
        for child in children.values():
            with suppress(subprocess.TimeoutExpired):
                child.wait(max(0.1, deadline - time.monotonic()))
            with suppress(ProcessLookupError):  # whoever is left of its group
                os.killpg(child.pid, signal.SIGKILL)
            child.wait()
        self.stdout.write("Stopped.")
