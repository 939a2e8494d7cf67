"""Templates: all of them used, nothing loaded for nothing, nothing inline."""

import re
from fnmatch import fnmatchcase
from pathlib import Path

import pytest
from django.template import engines
from django.template.utils import get_app_template_dirs

from tests.architecture import source

# Django asks for these by name.
BY_NAME = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}
BUILTIN_LIBRARIES = {"i18n", "ui", "formats"}
LOAD = re.compile(r"\{%\s*load\s+(.+?)\s*%\}")
INLINE = {
    "an inline event handler": re.compile(
        r"\son(?:click|change|submit|load|input|focus|blur|key\w+)\s*=", re.I
    ),
    "an inline style": re.compile(r"\sstyle\s*=|<style\b", re.I),
    "an inline script": re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", re.I),
    "an address outside": re.compile(r"(?:src|href)\s*=\s*[\"']https?://(?!www\.w3\.org)", re.I),
}


def mentioned_names() -> set[str]:
    """Return every string that may name a template, in Python and in templates; `*` stands for a hole."""
    names = {text for path in source.code_files() for text in source.strings(path)}
    for path in source.templates().values():
        names |= set(re.findall(r"[\w./-]+\.(?:html|txt|typ|svg)\b", source.template_text(path)))
    return {name for name in names if re.search(r"\.(?:html|txt|typ|svg)$", name)}


def overrides_a_library(name: str) -> bool:
    """Tell whether an installed package has a template of this name, which ours replaces."""
    ours = str(source.ROOT)
    folders = [Path(folder) for folder in get_app_template_dirs("templates")]
    return any((f / name).exists() for f in folders if not str(f).startswith(ours) or ".venv" in str(f))


def test_every_template_is_used():
    mentioned = mentioned_names()
    patterns = [name for name in mentioned if "*" in name]
    unused = set(source.templates()) - mentioned - BY_NAME
    unused = {name for name in unused if not any(fnmatchcase(name, pattern) for pattern in patterns)}
    assert not sorted(name for name in unused if not overrides_a_library(name))


def test_every_named_template_exists():
    ours = {name for name in mentioned_names() if "*" not in name and "/" in name}
    apps = {"core", "components", "employees", "performance", "promotions", "training"}
    assert not sorted(n for n in ours if n.split("/")[0] in apps and n not in source.templates())


@pytest.mark.parametrize("name", sorted(n for n in source.templates() if n.endswith(".html")))
def test_nothing_is_inline(name):
    text = source.template_text(source.templates()[name])
    assert not [label for label, pattern in INLINE.items() if pattern.search(text) and "/email/" not in name]


def used_words(text: str) -> set[str]:
    """Return tag names and filter names that a template uses."""
    return set(re.findall(r"\{%\s*(\w+)", text)) | set(re.findall(r"\|\s*(\w+)", text))


@pytest.mark.parametrize("name", sorted(source.templates()))
def test_every_load_is_needed(name):
    text = source.template_text(source.templates()[name])
    engine = engines["django"].engine
    for loaded in LOAD.findall(text):
        names, _, library_name = loaded.partition(" from ")
        for library in [library_name] if library_name else names.split():
            assert library not in BUILTIN_LIBRARIES, f"{library} is a builtin already"
            offered = engine.template_libraries[library]
            words = set(offered.tags) | set(offered.filters)
            assert used_words(text) & words, f"{library} is loaded for nothing"
