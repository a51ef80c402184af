"""Tables as files for spreadsheets: CSV, and XLSX by XlsxWriter."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from io import BytesIO, StringIO
from typing import Any

from xlsxwriter import Workbook

from desk.audit.views import harmless
from desk.figures.table import Cell, Table

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: What XML cannot hold, and what a sheet's name may not.
_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_UNFIT_NAME = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME = 31


def to_csv(tables: Sequence[Table]) -> str:
    """Every table, one after the other, each under its title."""
    sheet = StringIO()
    writer = csv.writer(sheet)
    for table in tables:
        writer.writerow([harmless(table.title)])
        writer.writerow([harmless(head) for head in table.heads])
        writer.writerows([[_plain(cell) for cell in row] for row in table.rows])
        writer.writerow([])
    return sheet.getvalue()


def to_xlsx(tables: Sequence[Table]) -> bytes:
    """A workbook with a sheet for each table; numbers stay numbers, texts are never formulas."""
    file = BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        bold = book.add_format({"bold": True})
        for number, table in enumerate(tables, start=1):
            sheet = book.add_worksheet(_name(table.title, number))
            for column, head in enumerate(table.heads):
                sheet.write_string(0, column, _text(head), bold)
            for row, cells in enumerate(table.rows, start=1):
                for column, cell in enumerate(cells):
                    _write(sheet, row, column, cell)
            sheet.freeze_panes(1, 0)
            sheet.autofit()
    return file.getvalue()


def _plain(cell: Cell) -> str:
    if isinstance(cell, str):
        return harmless(_UNFIT.sub("\ufffd", cell))
    return "" if cell is None else f"{cell:g}"


def _write(sheet: Any, row: int, column: int, cell: Cell) -> None:
    # The method is chosen here: `write` would make a formula or a link of some texts.
    if isinstance(cell, str):
        sheet.write_string(row, column, _text(cell))
    elif cell is not None:
        sheet.write_number(row, column, cell)


def _text(text: str) -> str:
    """A text as XlsxWriter may have it: one that begins with ``<r>`` it would take for markup."""
    fit = _UNFIT.sub("\ufffd", text)
    return f" {fit}" if fit.startswith("<r>") else fit


def _name(title: str, number: int) -> str:
    fit = _UNFIT_NAME.sub(" ", _UNFIT.sub(" ", f"{number} {title}"))
    # The limit counts UTF-16 units.
    cut = fit.encode("utf-16-le")[: 2 * _LONGEST_NAME].decode("utf-16-le", "ignore")
    return cut.strip(" '")
