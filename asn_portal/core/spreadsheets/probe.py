"""Loads a workbook in a process of its own with little memory, to see whether it is safe to load here.

The extent of .xls and .ods is not as easily read as that of .xlsx, and a crafted one makes the parser ask for
more memory than there is, which ends the process. These formats are rare, so a second of extra work is fine.
"""

import subprocess
import sys
from typing import BinaryIO

MEMORY = 700_000_000
SECONDS = 40

PROGRAM = """
import io, sys
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[1]), int(sys.argv[1])))
except (ImportError, ValueError, OSError):
    pass
from python_calamine import CalamineWorkbook
book = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
for name in book.sheet_names:
    try:
        book.get_sheet_by_name(name)
    except Exception:
        pass
"""


def survives_loading(file: BinaryIO) -> bool:
    """Tell whether the parser gets through the file; plain parse errors are reported later."""
    file.seek(0)
    try:
        outcome = subprocess.run(
            [sys.executable, "-c", PROGRAM, str(MEMORY)],
            input=file.read(),
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return False
    return outcome.returncode in {0, 1}
