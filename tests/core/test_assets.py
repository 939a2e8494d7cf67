"""The bundles: one stylesheet and one script, small enough for weak networks."""

import gzip
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from asn_portal.core import assets


@pytest.fixture
def found(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    return {name: Path(finders.find(name)) for name in assets.BUNDLES}


def test_styles_begin_with_tokens_and_end_with_print(found):
    text = found["portal/css/portal.css"].read_text()
    assert text.index("--paper: #f6f2ea") < text.index(".btn {") < text.index("@media print")


def test_the_script_holds_htmx_and_ours(found):
    text = found["portal/js/portal.js"].read_text()
    assert "htmx" in text
    assert "data-autosave-url" in text


def test_each_bundle_has_a_gzip_twin_and_stays_small(found):
    sizes = []
    for path in found.values():
        twin = path.with_name(path.name + ".gz").read_bytes()
        assert gzip.decompress(twin) == path.read_bytes()
        sizes.append(len(twin))
    assert sum(sizes) < 60_000


def test_every_image_that_styles_ask_for_exists():
    for path in (settings.BASE_DIR / "static" / "css").rglob("*.css"):
        for piece in path.read_text().split('url("')[1:]:
            assert (path.parent / piece.split('"')[0]).exists(), f"{path.name}: {piece[:60]}"


def test_a_changed_source_gives_a_new_folder(settings, tmp_path, monkeypatch):
    settings.VAR_DIR = tmp_path
    first = assets.build()
    monkeypatch.setattr(assets, "_joined", lambda sources, between: b"other")
    assert assets.build() != first
