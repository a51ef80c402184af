from __future__ import annotations

import gettext
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from desk.texts.compile import CatalogueError, compile_all

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'


@pytest.fixture
def catalogue(tmp_path: Path):
    """Writes a Dutch catalogue with the given lines."""
    folder = tmp_path / "nl" / "LC_MESSAGES"
    folder.mkdir(parents=True)

    def write(lines: str) -> Path:
        file = folder / "django.po"
        file.write_text(HEAD + lines, encoding="utf-8")
        return file

    return write


def test_what_is_compiled_speaks_the_language(tmp_path, catalogue) -> None:
    file = catalogue('msgid "Send"\nmsgstr "Versturen"\n')

    assert compile_all(tmp_path) == [file.with_suffix(".mo")]

    with file.with_suffix(".mo").open("rb") as compiled:
        assert gettext.GNUTranslations(compiled).gettext("Send") == "Versturen"


def test_nothing_is_written_when_nothing_changed(tmp_path, catalogue) -> None:
    catalogue('msgid "Send"\nmsgstr "Versturen"\n')
    compile_all(tmp_path)
    assert compile_all(tmp_path) == []


@pytest.mark.parametrize(
    ("lines", "line"),
    [
        ('#, python-format\nmsgid "%(name)s answers."\nmsgstr "Iemand antwoordt."\n', 6),
        ('msgid "Send"\nmsgstr "Versturen"\nversturen\n', 7),
    ],
)
def test_a_broken_catalogue_is_named_with_its_line(settings, tmp_path, catalogue, lines, line):
    file = catalogue(lines)
    with pytest.raises(CatalogueError) as raised:
        compile_all(tmp_path)
    assert str(raised.value).startswith(f"{file}:{line}: ")
    assert not file.with_suffix(".mo").exists()

    settings.LOCALE_PATHS = [tmp_path]
    with pytest.raises(CommandError, match="Mend the line"):
        call_command("compile_texts", stdout=StringIO())
