"""Typst → PDF/A. Data goes in as JSON only, so that nothing a person typed is ever read as markup."""

import json
import threading
from pathlib import Path
from typing import cast

import qrcode
import typst
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from qrcode.image.svg import SvgPathImage

TEMPLATES = Path(__file__).parent / "templates"

_compilers: dict[Path, tuple[typst.Compiler, threading.Lock]] = {}
_registry_lock = threading.Lock()


def render_pdf(template: str | Path, data: dict) -> bytes:
    """Return the PDF of a template with this data.

    `template` is a name in core/documents/templates or the absolute path of a template of an app. In the
    template the data is `json(bytes(sys.inputs.data))`. Raises typst.TypstError when the template fails and
    FileNotFoundError when it is missing.
    """
    compiler, lock = _compiler_for(_located(template))
    text = json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False)
    with lock:
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


def _compiler_for(path: Path) -> tuple[typst.Compiler, threading.Lock]:
    """Return the one compiler of a template, built on first use (114 ms, then 10 ms a page), and its lock."""
    with _registry_lock:
        if path not in _compilers:
            # The root holds the blocks shared by the apps; system fonts would make the result differ.
            compiler = typst.Compiler(
                str(path), root=str(Path(settings.BASE_DIR).resolve()), ignore_system_fonts=True
            )
            _compilers[path] = (compiler, threading.Lock())
        return _compilers[path]
