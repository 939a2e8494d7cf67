"""The set-up script says in one line what is missing, and does not install twice."""

import importlib.util
import socket
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "asn_portal" / "setup" / "bootstrap.py"


@pytest.fixture
def bootstrap():
    """The script as a module, as the system's Python would load it."""
    spec = importlib.util.spec_from_file_location("bootstrap", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("version", [(3, 9), (3, 10), (3, 15)])
def test_a_python_outside_the_tested_range_is_refused(bootstrap, version):
    with pytest.raises(SystemExit, match=f"this is {version[0]}.{version[1]}. Name another"):
        bootstrap.check_python(version)


@pytest.mark.parametrize("version", [(3, 11), (3, 14)])
def test_a_tested_python_is_accepted(bootstrap, version):
    bootstrap.check_python(version)


def test_a_missing_venv_module_names_the_package(bootstrap, monkeypatch):
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    with pytest.raises(SystemExit, match="sudo apt install python3-venv"):
        bootstrap.check_venv()


def test_a_taken_port_is_named_with_a_way_out(bootstrap):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(SystemExit, match=f"port {port} cannot be used .* make demo PORT={port + 1}"):
            bootstrap.check_port(port)


@pytest.mark.parametrize("value", ["http", "0", "70000", "80.5"])
def test_a_port_that_is_no_port_is_refused(bootstrap, monkeypatch, value):
    monkeypatch.setenv("PORT", value)
    with pytest.raises(SystemExit, match="PORT must be a number from 1 to 65535"):
        bootstrap.read_port()


def test_packages_are_installed_only_when_the_lock_changed(bootstrap, monkeypatch, tmp_path):
    calls = []
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "VENV", tmp_path)
    monkeypatch.setattr(
        bootstrap.subprocess, "run", lambda *a, **k: calls.append(a) or subprocess.CompletedProcess(a, 0)
    )
    (tmp_path / "requirements.txt").write_text("one")
    bootstrap.install("requirements.txt")
    bootstrap.install("requirements.txt")
    assert len(calls) == 1
    (tmp_path / "requirements.txt").write_text("two")
    bootstrap.install("requirements.txt")
    assert len(calls) == 2


def test_the_script_needs_nothing_but_the_standard_library():
    answer = subprocess.run(
        [sys.executable, "-S", "-I", str(SCRIPT), "--help"], capture_output=True, check=False
    )
    assert answer.returncode == 0, answer.stderr
