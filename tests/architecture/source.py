"""What the house-rule tests read: our Python files as syntax trees, our templates as text."""

import ast
import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = ("asn_portal", "employees", "performance", "training", "promotions")
TEMPLATES = ROOT / "templates"
TEMPLATE_DIRS = (TEMPLATES, *(ROOT / app / "templates" for app in APPS))


def name_of(path: Path) -> str:
    """Return a path as it is written in a finding."""
    return str(path.relative_to(ROOT))


@cache
def code_files() -> tuple[Path, ...]:
    """Our modules, without migrations."""
    files = [path for app in APPS for path in (ROOT / app).rglob("*.py")]
    return tuple(sorted(path for path in files if "migrations" not in path.parts))


@cache
def test_files() -> tuple[Path, ...]:
    """The modules of the suite."""
    return tuple(sorted((ROOT / "tests").rglob("*.py")))


@cache
def tree(path: Path) -> ast.Module:
    """Return the syntax tree of a module."""
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path):
    """Yield every function and method of a module."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(node) -> int:
    """Return the lines of a function from `def` to its end."""
    return node.end_lineno - node.lineno + 1


def body_length(node) -> int:
    """Return the lines of a function's body without its docstring."""
    body = node.body[1:] if ast.get_docstring(node) else node.body
    return body[-1].end_lineno - body[0].lineno + 1 if body else 0


def decorators(node) -> set[str]:
    """Return the names of the decorators, without their arguments."""
    bare = (item.func if isinstance(item, ast.Call) else item for item in node.decorator_list)
    return {ast.unparse(item).rpartition(".")[2] for item in bare}


def module_kind(path: Path) -> str:
    """Return `views` for employees/views.py and for employees/views/people.py."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    inside = parts[2:] if parts[:2] == ("asn_portal", "core") else parts[1:]
    return inside[0] if inside else ""


def strings(path: Path) -> list[str]:
    """Return every string literal of a module; the holes of an f-string become `*`."""
    found = []
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.append(node.value)
        elif isinstance(node, ast.JoinedStr):
            pieces = (str(part.value) if isinstance(part, ast.Constant) else "*" for part in node.values)
            found.append("".join(pieces))
    return found


@cache
def templates() -> dict[str, Path]:
    """Return our templates by the name under which Django finds them."""
    found = {}
    for folder in TEMPLATE_DIRS:
        for path in sorted(folder.rglob("*")) if folder.exists() else ():
            if path.is_file():
                found[str(path.relative_to(folder))] = path
    return found


def line_count(path: Path) -> int:
    """Return the lines of a file."""
    return len(path.read_bytes().splitlines())


COMMENT = re.compile(r"\{#.*?#\}|\{%\s*comment\b.*?%\}.*?\{%\s*endcomment\s*%\}", re.DOTALL)


def template_text(path: Path) -> str:
    """Return a template without its comments."""
    return COMMENT.sub("", path.read_text(encoding="utf-8"))
