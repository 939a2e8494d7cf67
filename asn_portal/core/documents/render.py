"""Typst → PDF/A. Data goes in as JSON only, so that nothing a person typed is ever read as markup."""

import json
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from queue import LifoQueue
from typing import cast

import qrcode
import typst
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from qrcode.image.svg import SvgPathImage

TEMPLATES = Path(__file__).parent / "templates"

# Typst works outside the interpreter lock for most of a page; more compilers than cores only cost memory.
MOST_COMPILERS = min(4, os.cpu_count() or 1)

_registry_lock = threading.Lock()


def render_pdf(template: str | Path, data: dict) -> bytes:
    """Return the PDF of a template with this data.

    `template` is a name in core/documents/templates or the absolute path of a template of an app. In the
    template the data is `json(bytes(sys.inputs.data))`. Raises typst.TypstError when the template fails and
    FileNotFoundError when it is missing.
    """
    path = _located(template)
    text = json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False)
    with _compilers_of(path).borrowed() as compiler:
        content = compiler.compile(format="pdf", sys_inputs={"data": text}, pdf_standards=["a-2b"])
    return cast(bytes, content)


def qr_svg(text: str) -> str:
    """Return a QR code as SVG text, for `image(bytes(data.qr), format: "svg")`."""
    code = qrcode.QRCode(
        error_correction=qrcode.constants.ERROR_CORRECT_M, border=2, image_factory=SvgPathImage
    )
    code.add_data(text)
    return code.make_image().to_string(encoding="unicode")


def _located(template: str | Path) -> Path:
    path = Path(template)
    path = path if path.is_absolute() else TEMPLATES / path
    if not path.is_file():
        raise FileNotFoundError(path)
    return path.resolve()


class Compilers:
    """The compilers of one template, each used by one thread at a time.

    The first is built on first use (114 ms, then 10 ms a page), another only while all are busy.
    """

    def __init__(self, path: Path):
        self._path = path
        self._idle: LifoQueue[typst.Compiler | None] = LifoQueue()
        for _place in range(MOST_COMPILERS):
            self._idle.put(None)

    @contextmanager
    def borrowed(self) -> Iterator[typst.Compiler]:
        """Lend a compiler; the one used last comes first, so that a single thread keeps to a warm one."""
        compiler = self._idle.get()
        try:
            compiler = compiler or self._built()
            yield compiler
        finally:
            self._idle.put(compiler)

    def _built(self) -> typst.Compiler:
        # The root holds the blocks shared by the apps; system fonts would make the result differ.
        return typst.Compiler(
            str(self._path), root=str(Path(settings.BASE_DIR).resolve()), ignore_system_fonts=True
        )


def _compilers_of(path: Path) -> Compilers:
    with _registry_lock:
        return _compilers(path)


@cache
def _compilers(path: Path) -> Compilers:
    return Compilers(path)
