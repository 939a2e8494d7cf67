"""Workbooks: safe reading (python-calamine), typed cells, writing in constant memory (xlsxwriter)."""

from asn_portal.core.spreadsheets.errors import CellError, SpreadsheetError
from asn_portal.core.spreadsheets.reading import Row, Sheet, read_rows
from asn_portal.core.spreadsheets.responses import workbook_response
from asn_portal.core.spreadsheets.writing import Column, write_error_workbook, write_workbook

__all__ = [
    "CellError",
    "Column",
    "Row",
    "Sheet",
    "SpreadsheetError",
    "read_rows",
    "workbook_response",
    "write_error_workbook",
    "write_workbook",
]
