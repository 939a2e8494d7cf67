"""Set-up with nothing but the system's Python: checks, the virtual environment, the demo's start.

Run as a file (`python3 asn_portal/setup/bootstrap.py demo`), because the package itself needs Django.
"""

import argparse
import hashlib
import os
import socket
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
OLDEST, TOO_NEW = (3, 11), (3, 15)


def stop(message):
    """End with one clear line."""
    sys.exit("make: " + message)


def check_python(version=None):
    """Refuse a Python outside the tested range (B20)."""
    version = version or sys.version_info[:2]
    if not OLDEST <= tuple(version) < TOO_NEW:
        found = ".".join(map(str, version))
        stop(f"Python 3.11 to 3.14 is needed, this is {found}. Name another: make demo PYTHON=python3.12")


def check_venv():
    """Debian ships Python without venv; say which package brings it."""
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        stop("Python's venv module is missing. On Debian or Ubuntu: sudo apt install python3-venv")


def read_port():
    """Return the port of PORT, 8000 when unset."""
    value = os.environ.get("PORT") or "8000"
    if not value.isdigit() or not 0 < int(value) < 65536:
        stop(f"PORT must be a number from 1 to 65535, not {value!r}.")
    return int(value)


def check_port(port):
    """Refuse before installing anything when the port is taken."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            stop(f"port {port} cannot be used ({error.strerror}). Choose another: make demo PORT={port + 1}")


def venv_works():
    """Tell whether .venv is there, complete, and made by a Python that we accept."""
    if not PYTHON.exists():
        return False
    probe = "import pip, sys; print(*sys.version_info[:2])"
    answer = subprocess.run([str(PYTHON), "-I", "-c", probe], capture_output=True, text=True, check=False)
    words = answer.stdout.split()
    return answer.returncode == 0 and OLDEST <= tuple(map(int, words)) < TOO_NEW


def make_venv():
    """Create .venv, or make it anew when it is broken (moved folder, interrupted start)."""
    if venv_works():
        return
    check_venv()
    print("Making .venv …", flush=True)
    answer = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(VENV)], capture_output=True, text=True, check=False
    )
    if answer.returncode:
        stop("the virtual environment could not be made: " + (answer.stderr or answer.stdout).strip())


def install(name):
    """Install the locked packages of one requirements file, unless this very file is installed already."""
    lock = ROOT / name
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    stamp = VENV / f"installed-{lock.stem}"
    if stamp.exists() and stamp.read_text() == digest:
        return
    print(f"Installing the packages of {name} (about a minute the first time) …", flush=True)
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    answer = subprocess.run([*command, "--require-hashes", "-r", str(lock)], check=False)
    if answer.returncode:
        stop(f"the packages of {name} could not be installed; pip says why above.")
    stamp.write_text(digest)


def manage(*words):
    """Run one management command and end with its own message when it fails."""
    answer = subprocess.run([str(PYTHON), "manage.py", *words], cwd=ROOT, check=False)
    if answer.returncode:
        stop("manage.py " + " ".join(words) + " failed; the reason stands above.")


def run_demo():
    """Install, migrate, seed once, and become the server."""
    port = read_port()
    check_port(port)
    make_venv()
    install("requirements.txt")
    os.environ["DJANGO_SETTINGS_MODULE"] = "asn_portal.settings.dev"
    os.environ["DEMO_MODE"] = "true"
    os.environ["PUBLIC_URL"] = os.environ.get("PUBLIC_URL") or f"http://localhost:{port}"
    print("Preparing the database and the demo (about a minute the first time) …", flush=True)
    manage("migrate", "--noinput", "--verbosity", "0")
    manage("createcachetable", "--verbosity", "0")
    manage("seed_demo")
    os.chdir(ROOT)
    os.execv(PYTHON, [str(PYTHON), "manage.py", "serve", "--port", str(port)])


def main():
    """Read the command line."""
    check_python()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", choices=["demo", "install"])
    parser.add_argument("--dev", action="store_true", help="the development packages too")
    options = parser.parse_args()
    if options.command == "demo":
        run_demo()
    else:
        make_venv()
        install("requirements-dev.txt" if options.dev else "requirements.txt")


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
