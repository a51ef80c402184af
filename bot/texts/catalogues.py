"""Makes, updates and compiles the catalogues, so that a new language is only a new file."""

from __future__ import annotations

import io
import string
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from ruamel.yaml import YAML

from bot.settings import ROOT
from bot.texts import DOMAIN, LOCALE_DIR

DOMAIN_DIR = ROOT / "bot" / "domain"


def sentences(domain_dir: Path = DOMAIN_DIR) -> Iterator[tuple[str, str]]:
    """All texts and button titles of the domain, with the name of the response they stand in."""
    for path in sorted(domain_dir.glob("*.yml")):
        for name, variations in (YAML(typ="safe").load(path).get("responses") or {}).items():
            for variation in variations:
                if variation.get("text"):
                    yield variation["text"], name
                for button in variation.get("buttons") or []:
                    yield button["title"], name


def template(domain_dir: Path = DOMAIN_DIR) -> Catalog:
    """An empty catalogue of every sentence; where it is used stands beside it."""
    catalog = _empty(None)
    for text, response in sentences(domain_dir):
        if not _is_placeholder(text):
            catalog.add(text, locations=[(response, 0)])
    return catalog


def extract(locale_dir: Path = LOCALE_DIR) -> Path:
    """Write the template that translation tools begin a new language from."""
    path = locale_dir / f"{DOMAIN}.pot"
    path.write_bytes(written(template()))
    return path


def update(language: str, locale_dir: Path = LOCALE_DIR) -> Path:
    """Bring one language up to date with the domain; what is translated stays."""
    path = locale_dir / language / "LC_MESSAGES" / f"{DOMAIN}.po"
    catalog = read(path, language) if path.exists() else _empty(language)
    catalog.update(template(), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(written(catalog))
    return path


def compile_all(locale_dir: Path = LOCALE_DIR, *, only_stale: bool = False) -> list[Path]:
    """Write a ``.mo`` beside every ``.po``.

    Args:
        locale_dir: Where the languages lie.
        only_stale: Leave out those that are younger than their source.

    Returns:
        What was compiled.
    """
    compiled = []
    for path in sorted(locale_dir.glob(f"*/LC_MESSAGES/{DOMAIN}.po")):
        target = path.with_suffix(".mo")
        if only_stale and target.exists() and target.stat().st_mtime >= path.stat().st_mtime:
            continue
        buffer = io.BytesIO()
        write_mo(buffer, read(path, path.parts[-3]))
        # Two processes may start at once; neither must read half a file.
        half = target.with_suffix(".mo.part")
        half.write_bytes(buffer.getvalue())
        half.replace(target)
        compiled.append(target)
    return compiled


def _is_placeholder(text: str) -> bool:
    return all(not literal.strip() for literal, *_ in string.Formatter().parse(text))


def _empty(language: str | None) -> Catalog:
    return Catalog(
        locale=language,
        domain=DOMAIN,
        header_comment="# What Fanal says by itself. The English stands in bot/domain.",
        project="Fanal",
        version="1",
        last_translator="Fanal",
        language_team="Fanal",
        msgid_bugs_address="Fanal",
        fuzzy=False,
    )


def read(path: Path, language: str) -> Catalog:
    """The catalogue in a file; a damaged one raises."""
    with path.open("rb") as file:
        return read_po(file, locale=language, domain=DOMAIN, abort_invalid=True)


def written(catalog: Catalog) -> bytes:
    """A catalogue as a file, without what changes when no word does."""
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=100, include_lineno=False)
    # Dates would change the file without any change of its words.
    lines = [
        line
        for line in buffer.getvalue().splitlines(keepends=True)
        if b"-Date: " not in line and b"Generated-By: " not in line
    ]
    return b"".join(lines)
