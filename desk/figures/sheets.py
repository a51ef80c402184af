"""Tables as files for spreadsheets: CSV, and XLSX (ECMA-376) in its smallest form.

The form is written here because it is five short files in a ZIP, and nothing else of the
environment writes it.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from io import BytesIO, StringIO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

from desk.audit.views import harmless
from desk.figures.tables import Cell, Table

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_PART = "application/vnd.openxmlformats-officedocument.spreadsheetml"
#: What XML cannot hold, and what a sheet's name may not.
_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
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
    with ZipFile(file, "w", ZIP_DEFLATED) as parts:
        parts.writestr("[Content_Types].xml", _types(len(tables)))
        parts.writestr("_rels/.rels", _relations([("officeDocument", "xl/workbook.xml")]))
        parts.writestr("xl/workbook.xml", _workbook(tables))
        sheets = [("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(tables) + 1)]
        parts.writestr("xl/_rels/workbook.xml.rels", _relations(sheets))
        for number, table in enumerate(tables, start=1):
            parts.writestr(f"xl/worksheets/sheet{number}.xml", _sheet(table))
    return file.getvalue()


def _plain(cell: Cell) -> str:
    if isinstance(cell, str):
        return harmless(_UNFIT.sub("\ufffd", cell))
    return "" if cell is None else f"{cell:g}"


def _types(n_sheets: int) -> str:
    sheets = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_PART}.worksheet+xml"/>'
        for n in range(1, n_sheets + 1)
    )
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_PART}.sheet.main+xml"/>'
        f"{sheets}</Types>"
    )


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    lines = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, start=1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'


def _workbook(tables: Sequence[Table]) -> str:
    sheets = "".join(
        f'<sheet name={quoteattr(_name(table.title, n))} sheetId="{n}" r:id="rId{n}"/>'
        for n, table in enumerate(tables, start=1)
    )
    return (
        f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>'
    )


def _name(title: str, number: int) -> str:
    return f"{number} {_UNFIT_NAME.sub(' ', title)}"[:_LONGEST_NAME].strip()


def _sheet(table: Table) -> str:
    rows = "".join(f"<row>{''.join(map(_cell, row))}</row>" for row in (table.heads, *table.rows))
    return f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>'


def _cell(cell: Cell) -> str:
    if cell is None:
        return "<c/>"
    if isinstance(cell, str):
        text = escape(_UNFIT.sub("\ufffd", cell))
        return f'<c t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
    return f"<c><v>{cell:g}</v></c>"
