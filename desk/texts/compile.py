"""From the catalogues that translators edit to those that Django reads, without gettext's tools."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]")


class CatalogueError(Exception):
    """A catalogue cannot be used: file, line, what is wrong and how to mend it."""

    def __init__(self, file: Path, line: int, problem: str) -> None:
        super().__init__(f"{file}:{line}: {problem} Mend the line in a text editor or in Poedit.")


def compile_all(locale_dir: Path) -> list[Path]:
    """Check every catalogue, then write those whose compiled form is missing or old.

    Args:
        locale_dir: Holds ``<language>/LC_MESSAGES/django.po``.

    Returns:
        The compiled files that were written.

    Raises:
        CatalogueError: One cannot be read, or lost a placeholder; nothing is written then.
    """
    compiled = {
        file.with_suffix(".mo"): _compiled(_read(file))
        for file in sorted(locale_dir.glob("*/LC_MESSAGES/django.po"))
    }
    written = [
        file
        for file, content in compiled.items()
        if not file.is_file() or file.read_bytes() != content
    ]
    for file in written:
        file.write_bytes(compiled[file])
    return written


def _read(file: Path) -> Catalog:
    with file.open("rb") as source:
        try:
            catalogue = read_po(source, locale=file.parent.parent.name, abort_invalid=True)
        except (PoFileError, ValueError) as error:
            # Babel counts these lines from 0.
            line = (getattr(error, "lineno", None) or 0) + 1
            raise CatalogueError(file, line, "This is no line of a catalogue.") from error
    for message in catalogue:
        fault = _fault(message)
        if fault is not None:
            raise CatalogueError(file, message.lineno or 1, fault)
    return catalogue


def _fault(message: Message) -> str | None:
    """What a translation did to the placeholders, if it did something; Babel lets losses pass."""
    wanted = {name for original in _forms(message.id) for name in PLACEHOLDER.findall(original)}
    for text in filter(None, _forms(message.string) if message.id else ()):
        found = set(PLACEHOLDER.findall(text))
        if found != wanted:
            changed = ", ".join(sorted(found ^ wanted))
            return f"The placeholder {changed} is missing or not one of the original's."
    return None


def _forms(value: object) -> tuple[str, ...]:
    """The singular and plural forms of a text, or the only one."""
    return tuple(map(str, value)) if isinstance(value, tuple | list) else (str(value or ""),)


def _compiled(catalogue: Catalog) -> bytes:
    buffer = BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()
