"""What can be wrong with a workbook or a cell, in words that say what happened and what to do."""

from django.utils import formats
from django.utils.translation import gettext_lazy as _

# code: (what happened, what to do)
FILE_MESSAGES = {
    "empty_file": (_("The file is empty."), _("Choose the file again, or save it again in Excel.")),
    "too_large": (
        _("The file is larger than %(limit)s MB."),
        _("Remove pictures and sheets that are not needed, or split the file."),
    ),
    "pdf": (_("This is a PDF, not a workbook."), _("Choose the Excel file (.xlsx) the PDF was made from.")),
    "web_page": (
        _("This is a web page with the name of a workbook."),
        _("Open it in Excel, choose Save As, Excel Workbook (.xlsx), then choose that file."),
    ),
    "text_file": (
        _("This is a text or CSV file, not a workbook."),
        _("Open it in Excel, choose Save As, Excel Workbook (.xlsx), then choose that file."),
    ),
    "not_a_workbook": (
        _("This file is not an Excel workbook."),
        _("Choose a file with the ending .xlsx, .xls or .ods."),
    ),
    "binary_workbook": (
        _("Workbooks in the binary format (.xlsb) cannot be read."),
        _("Open it in Excel, choose Save As, Excel Workbook (.xlsx), then choose that file."),
    ),
    "encrypted": (
        _("The workbook is locked with a password."),
        _("Open it in Excel, remove the password under File, Info, Protect Workbook, then save it."),
    ),
    "macro": (
        _("The workbook contains macros."),
        _("Save it as Excel Workbook without macros (.xlsx), then choose that file."),
    ),
    "damaged": (
        _("The file is damaged or incomplete."),
        _("Download it again, or open and save it in Excel, then choose it again."),
    ),
    "suspicious": (
        _("The file unpacks to far more data than a list of this kind."),
        _("Copy the rows into a new workbook and choose that one."),
    ),
    "too_wide": (
        _("The sheet is used up to row %(rows)s and column %(columns)s."),
        _("Delete the stray contents far from the table, or copy the rows into a new workbook."),
    ),
    "too_many_rows": (
        _("The sheet has more than %(limit)s rows."),
        _("Split it into several files and choose them one after the other."),
    ),
    "no_sheet": (
        _("The workbook has no sheet named “%(sheet)s”."),
        _("Rename the sheet, or download the template and copy the rows into it."),
    ),
    "empty_sheet": (_("The workbook holds no rows."), _("Check that the right file was chosen and saved.")),
    "no_header": (
        _("No row with column names was found in the first %(limit)s rows."),
        _("Keep the row with the column names, such as %(examples)s, above the data."),
    ),
    "duplicate_header": (
        _("The column “%(column)s” appears more than once."),
        _("Delete or rename one of the two columns."),
    ),
}

CELL_MESSAGES = {
    "number_precision": (
        _("The number has lost its last digits because Excel keeps only 15."),
        _("Save the column as text, fill it in again and import the file again."),
    ),
    "not_digits": (_("Only digits are allowed."), _("Remove letters and signs from the cell.")),
    "wrong_length": (_("%(found)s digits instead of %(length)s."), _("Fill in all %(length)s digits.")),
    "not_a_date": (_("This is not a date."), _("Write it as day-month-year, as in 31-12-2025.")),
    "impossible_date": (_("This day does not exist."), _("Correct the day, month or year.")),
    "date_out_of_range": (_("The year lies outside 1900 to 2100."), _("Correct the year.")),
    "not_a_number": (_("This is not a whole number."), _("Write digits only, as in 12.")),
    "not_a_decimal": (_("This is not a number."), _("Write it as in 12,5.")),
    "not_a_flag": (_("This is neither yes nor no."), _("Write 1 or 0, or ya or tidak.")),
}


def _filled(text, params: dict) -> str:
    return str(text) % params if params else str(text)


def shown_number(value: int) -> str:
    """Return a count with thousands separators of the present language."""
    return formats.number_format(value, decimal_pos=0, use_l10n=True, force_grouping=True)


class SpreadsheetError(Exception):
    """The file cannot be read; `message` says what happened, `remedy` what to do, both translated."""

    def __init__(self, code: str, **params):
        super().__init__(code)
        self.code = code
        self.params = params

    @property
    def message(self) -> str:
        """Say what happened."""
        return _filled(FILE_MESSAGES[self.code][0], self.params)

    @property
    def remedy(self) -> str:
        """Say what to do."""
        return _filled(FILE_MESSAGES[self.code][1], self.params)

    def __str__(self):
        return f"{self.message} {self.remedy}"


class CellError(ValueError):
    """One cell cannot be used; `code` groups equal causes, `value` is what stood there."""

    def __init__(self, code: str, value=None, **params):
        super().__init__(code)
        self.code = code
        self.value = value
        self.params = params

    @property
    def message(self) -> str:
        """Say what is wrong."""
        return _filled(CELL_MESSAGES[self.code][0], self.params)

    @property
    def remedy(self) -> str:
        """Say what to do."""
        return _filled(CELL_MESSAGES[self.code][1], self.params)

    def __str__(self):
        return f"{self.message} {self.remedy}"
