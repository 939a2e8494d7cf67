"""One stylesheet and one script instead of forty: joined from the sources when the process starts.

Weak networks pay for every request, and there is no build step. The finder gives WhiteNoise and collectstatic
two files, each with a gzip twin. A change of any source gives a new folder, so that a running process never
serves a file that changed under its length.
"""

import gzip
import hashlib
from pathlib import Path

import django_htmx
from bootstrap_wrapper import get_bootstrap_dir
from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

FIRST_STYLES = ("css/tokens.css", "css/base.css", "css/layout.css")
LAST_STYLES = ("css/print.css",)
BUNDLES = ("portal/css/portal.css", "portal/js/portal.js")


def _styles() -> list[Path]:
    static = settings.BASE_DIR / "static"
    return [
        get_bootstrap_dir() / "css" / "bootstrap-reboot.min.css",
        *(static / name for name in FIRST_STYLES),
        *sorted((static / "css" / "components").glob("*.css")),
        *(static / name for name in LAST_STYLES),
    ]


def _scripts() -> list[Path]:
    htmx = Path(django_htmx.__file__).parent / "static" / "django_htmx" / "htmx-2.min.js"
    return [htmx, *sorted((settings.BASE_DIR / "static" / "js").glob("*.js"))]


def _joined(sources: list[Path], between: str) -> bytes:
    texts = [source.read_text(encoding="utf-8") for source in sources]
    # The maps of the wheels are not served; a pointer to them would be a 404 in every console.
    lines = [
        line for text in texts for line in [*text.splitlines(), between] if "sourceMappingURL=" not in line
    ]
    return "\n".join(lines).encode()


def build() -> Path:
    """Write the bundles where they are not written yet and return their folder."""
    contents = dict(zip(BUNDLES, (_joined(_styles(), ""), _joined(_scripts(), ";")), strict=True))
    digest = hashlib.sha256(b"".join(contents.values())).hexdigest()[:16]
    root = Path(settings.VAR_DIR) / "bundles" / digest
    for name, content in contents.items():
        target = root / name
        if not target.with_name(target.name + ".gz").exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
            target.with_name(target.name + ".gz").write_bytes(gzip.compress(content, 9, mtime=0))
    return root


class BundleFinder(BaseFinder):
    """Finds the bundles as if they were files of the project."""

    def check(self, **kwargs) -> list:
        """Nothing to configure, nothing to check."""
        return []

    def find(self, path, find_all=False, **kwargs):
        """Return the bundle's file, built anew when a source changed."""
        name = path.removesuffix(".gz")
        if name not in BUNDLES:
            return []
        found = str(build() / path)
        return [found] if find_all else found

    def list(self, ignore_patterns):
        """Yield the bundles and their gzip twins."""
        storage = FileSystemStorage(location=build())
        for name in BUNDLES:
            yield name, storage
            yield f"{name}.gz", storage
