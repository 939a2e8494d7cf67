"""The hard limits of the house: what is longer gets split by what it is about."""

import ast

from tests.architecture import source

FILE, FUNCTION, VIEW, TEST, TASK, METHODS = 400, 40, 25, 25, 8, 15
PAGE, PARTIAL = 160, 60
PARTIAL_FOLDERS = {"partials", "components"}


def test_no_file_is_longer_than_400_lines():
    static = [path for path in (source.ROOT / "static").rglob("*") if path.suffix in {".css", ".js"}]
    files = [*source.code_files(), *source.test_files(), *static]
    assert not [source.name_of(path) for path in files if source.line_count(path) > FILE]


def test_no_function_is_longer_than_40_lines():
    assert not [
        f"{source.name_of(path)}:{node.lineno} {node.name}: {source.length(node)}"
        for path in source.code_files()
        for node in source.functions(path)
        if source.length(node) > FUNCTION
    ]


def test_no_view_is_longer_than_25_lines():
    views = [path for path in source.code_files() if source.module_kind(path) in {"views", "api"}]
    assert not [
        f"{source.name_of(path)}:{node.lineno} {node.name}: {source.length(node)}"
        for path in views
        for node in source.functions(path)
        if source.length(node) > VIEW and {"request"} & {arg.arg for arg in node.args.args}
    ]


def test_no_test_is_longer_than_25_lines():
    assert not [
        f"{source.name_of(path)}:{node.lineno} {node.name}: {source.length(node)}"
        for path in source.test_files()
        if not path.name.startswith("bench_")
        for node in source.functions(path)
        if node.name.startswith("test_") and source.length(node) > TEST
    ]


def test_a_task_loads_and_calls_one_service():
    assert not [
        f"{source.name_of(path)}:{node.lineno} {node.name}: {source.body_length(node)}"
        for path in source.code_files()
        for node in source.functions(path)
        if {"shared_task", "task"} & source.decorators(node) and source.body_length(node) > TASK
    ]


def test_no_model_has_more_than_15_methods():
    models = [path for path in source.code_files() if source.module_kind(path) == "models"]
    assert not [
        f"{source.name_of(path)} {node.name}"
        for path in models
        for node in ast.walk(source.tree(path))
        if isinstance(node, ast.ClassDef)
        and sum(isinstance(item, ast.FunctionDef) for item in node.body) > METHODS
    ]


def test_no_template_is_longer_than_its_limit():
    pages = {name: path for name, path in source.templates().items() if name.endswith(".html")}
    limits = {name: PARTIAL if PARTIAL_FOLDERS & set(name.split("/")) else PAGE for name in pages}
    assert not [name for name, path in pages.items() if source.line_count(path) > limits[name]]
