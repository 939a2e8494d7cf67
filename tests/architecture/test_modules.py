"""Rules on what a module may know; the directions of import stand in pyproject.toml (import-linter)."""

import ast
import subprocess
import sys
from pathlib import Path

from tests.architecture import source

SIGNALS = {"pre_save", "post_save", "pre_delete", "post_delete", "m2m_changed"}
# Readers that begin before there is an actor: they make one, or prove who is asking.
WITHOUT_ACTOR = {
    "employees/selectors/tokens.py",  # finds out who asks
    "performance/selectors/public_standards.py",  # open to everybody, without an account
}


def test_the_import_contracts_hold():
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    answer = subprocess.run(command, cwd=source.ROOT, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stdout[-3000:] + answer.stderr[-1000:]


def public_functions(kind: str):
    """Yield (path, function) of all public functions in modules of a kind."""
    for path in source.code_files():
        if source.module_kind(path) == kind:
            for node in source.tree(path).body:
                if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                    yield path, node


def begins_a_query(node: ast.FunctionDef) -> bool:
    """Tell whether a function turns ids into rows; a helper on rows that somebody has read does not."""
    words = {part.attr for part in ast.walk(node) if isinstance(part, ast.Attribute)}
    words |= {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
    asks = "objects" in words and "OuterRef" not in words  # a subquery has the scope of the query around it
    names = [arg.arg for arg in node.args.args]
    return asks and (not names or any(name in {"pk", "code", "nip"} or "_id" in name for name in names))


def test_every_public_selector_takes_the_actor():
    """Keyword-only, so that no id is taken for it by accident."""
    assert not [
        f"{source.name_of(path)}:{node.lineno} {node.name}"
        for path, node in public_functions("selectors")
        if source.name_of(path) not in WITHOUT_ACTOR
        and begins_a_query(node)
        and "actor" not in {arg.arg for arg in node.args.kwonlyargs}
    ]


def test_a_service_is_keyword_only():
    """A service is what opens the transaction; one thing to work on may stand first."""
    assert not [
        f"{source.name_of(path)}:{node.lineno} {node.name}"
        for path, node in public_functions("services")
        if "atomic" in source.decorators(node) and len(node.args.args) > 1
    ]


def test_no_business_flow_hides_in_a_signal():
    assert not [
        f"{source.name_of(path)}:{node.lineno} {alias.name}"
        for path in source.code_files()
        for node in ast.walk(source.tree(path))
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if alias.name in SIGNALS
    ]


def test_views_never_query_by_themselves():
    """An object comes from a selector; a view that calls `.objects` has left the scope."""
    doors = [path for path in source.code_files() if source.module_kind(path) in {"views", "tasks"}]
    assert not [
        f"{source.name_of(path)}:{node.lineno} {ast.unparse(node)[:80]}"
        for path in doors
        for node in ast.walk(source.tree(path))
        if isinstance(node, ast.Attribute) and (node.attr == "objects" or node.attr.endswith("_set"))
    ]


def test_rules_are_pure():
    """A rule gets plain data and `today`; it reads neither the clock nor the database."""
    forbidden = ("django.db", "django.utils.timezone", ".models")
    assert not [
        f"{source.name_of(path)}:{node.lineno} {node.module}"
        for path in source.code_files()
        if source.module_kind(path) == "rules"
        for node in ast.walk(source.tree(path))
        if isinstance(node, ast.ImportFrom) and any(word in f".{node.module}" for word in forbidden)
    ]


def test_every_app_module_says_what_it_is_for():
    assert not [
        source.name_of(path)
        for path in source.code_files()
        if path.read_text(encoding="utf-8").strip() and not ast.get_docstring(source.tree(path))
    ]
