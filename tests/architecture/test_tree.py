"""The shape of the repository, and what its papers promise."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

from tests.architecture import source

ALLOWED = {
    *source.APPS,
    *("docs", "tests", "templates", "static", ".ci"),
    *("manage.py", "Makefile", "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "pyproject.toml"),
    *("requirements.in", "requirements.txt", "requirements-dev.in", "requirements-dev.txt"),
    *("Dockerfile", "docker-compose.yml", ".dockerignore", ".editorconfig", ".env.example", ".gitignore"),
}
# Read by libraries or by the launcher, not an installation's setting.
NOT_DOCUMENTED = {"DJANGO_SETTINGS_MODULE"}


def tracked_files() -> list[str]:
    answer = subprocess.run(["git", "ls-files"], cwd=source.ROOT, capture_output=True, text=True, check=False)
    return answer.stdout.splitlines()


def test_the_top_level_holds_only_what_belongs_there():
    assert {name.split("/")[0] for name in tracked_files()} <= ALLOWED


def test_no_generated_or_foreign_file_is_tracked():
    suffixes = (".pyc", ".sqlite3", ".min.js", ".min.css", ".map", ".woff2", ".log")
    assert not [
        name for name in tracked_files() if name.endswith(suffixes) or name.startswith(("var/", ".venv/"))
    ]


def test_no_file_names_a_place_on_one_machine():
    place = re.compile(rb"(?<![\w.])/(?:work/main|root/|home/\w|opt/pypi)")
    files = [source.ROOT / name for name in tracked_files()]
    texts = {path: path.read_bytes() for path in files if path.is_file() and path != Path(__file__)}
    assert not [path for path, text in texts.items() if place.search(text)]


def read_settings() -> set[str]:
    """Every environment variable that the settings and the launcher read."""
    found = set()
    folder = source.ROOT / "asn_portal"
    for path in [*folder.glob("settings/*.py"), *folder.rglob("serve.py"), *folder.glob("setup/*.py")]:
        for node in ast.walk(source.tree(path)):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                called = ast.unparse(node.func)
                if called.startswith("env.") or called in {"os.environ.get", "os.getenv"}:
                    found.add(node.args[0].value)
    return found - NOT_DOCUMENTED


def documented() -> set[str]:
    lines = (source.ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    return {line.lstrip("# ").partition("=")[0] for line in lines if "=" in line}


def test_every_setting_stands_in_the_example_file():
    assert read_settings() <= documented()


def test_the_example_file_names_no_setting_that_nobody_reads():
    compose = (source.ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    assert not [name for name in documented() - read_settings() if name not in compose]


@pytest.mark.parametrize("name", sorted(source.ROOT.glob("requirements*.txt")), ids=lambda path: path.name)
def test_the_locks_are_hashed_and_name_no_registry(name):
    text = name.read_text(encoding="utf-8")
    assert "--hash=sha256:" in text
    assert "://" not in text
    assert "--index" not in text
