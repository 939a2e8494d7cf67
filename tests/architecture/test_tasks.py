"""A task is queued by its name, so a wrong name would be found only at night."""

import ast

import pytest
from django.conf import settings

from asn_portal.celery import app
from tests.architecture import source


@pytest.fixture(scope="module")
def known() -> set[str]:
    """The names under which the worker finds its tasks."""
    app.loader.import_default_modules()
    return set(app.tasks)


def queued_names():
    """Yield (place, name) of everything that our code queues: after_commit("…"), task="…"."""
    for path in source.code_files():
        for node in ast.walk(source.tree(path)):
            if not isinstance(node, ast.Call):
                continue
            called = ast.unparse(node.func).rpartition(".")[2]
            words = [keyword.value for keyword in node.keywords if keyword.arg == "task"]
            words += node.args[:1] if called in {"after_commit", "send_task"} else []
            for word in words:
                if isinstance(word, ast.Constant):
                    yield f"{source.name_of(path)}:{node.lineno}", word.value


def test_every_task_of_the_schedule_exists(known):
    assert {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()} <= known


def test_every_queued_task_exists(known):
    assert not [f"{place} {name}" for place, name in queued_names() if name not in known]


def test_every_task_is_named_after_its_app(known):
    ours = {name for name, task in app.tasks.items() if task.__module__.split(".")[0] in source.APPS}
    prefixes = {"core", *source.APPS}
    assert not [name for name in ours if name.partition(".")[0] not in prefixes]


def test_tasks_are_never_called_directly():
    """`.delay()` outside `core.jobs` could run before the commit, on rows that are not there yet."""
    assert not [
        f"{source.name_of(path)}:{node.lineno}"
        for path in source.code_files()
        if source.name_of(path) != "asn_portal/core/jobs.py"
        for node in ast.walk(source.tree(path))
        if isinstance(node, ast.Attribute) and node.attr in {"delay", "apply_async", "send_task"}
    ]
