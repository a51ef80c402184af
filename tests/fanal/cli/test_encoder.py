from __future__ import annotations

from dataclasses import replace

import pytest
from typer.testing import CliRunner

from fanal.cli import encoder as cli
from knowledge.encoders.check import CheckReport
from knowledge.encoders.manifest import FORMAT, Manifest, StoredFile
from knowledge.errors import EncoderError
from knowledge.settings import settings

MANIFEST = Manifest("tiny", FORMAT, 3, {}, StoredFile("g", "1", 1), StoredFile("t", "2", 1))


@pytest.fixture
def run(tmp_path, monkeypatch):
    chosen = replace(settings(), encoder_dir=tmp_path / "encoder", encoder_threads=1)
    monkeypatch.setattr(cli, "settings", lambda: chosen)
    return lambda *arguments: CliRunner().invoke(cli.app, arguments)


def failing(*_arguments, **_options):
    raise EncoderError("It is [broken].", "Mend it.")


def test_build_names_the_encoder_and_its_place(run, tmp_path, monkeypatch):
    def build(directory, progress, *, threads):
        progress("convert", 2, 2)
        progress("check", 1, 60)
        assert threads == 1
        return MANIFEST

    monkeypatch.setattr(cli.building, "build", build)

    result = run("build")

    assert result.exit_code == 0
    assert MANIFEST.encoder_name in result.stdout
    assert "Converting the bundled weights" in result.stderr


@pytest.mark.parametrize("command", [["build"], ["check"], ["export", "folder"]])
def test_an_error_is_one_sentence_with_its_mend_and_a_non_zero_exit(run, monkeypatch, command):
    monkeypatch.setattr(cli.building, "build", failing)
    monkeypatch.setattr(cli, "check", failing)
    monkeypatch.setattr(cli, "export", failing)

    result = run(*command)

    assert result.exit_code == 1
    assert "Error: It is [broken].\nMend it." in result.stderr
    assert "Traceback" not in result.output


@pytest.mark.parametrize(("cosine", "exit_code"), [(0.9999, 0), (0.99, 1)])
def test_check_fails_when_the_vectors_differ(run, monkeypatch, cosine, exit_code):
    report = CheckReport(66, 28, cosine, 0.99995, "vi", 0)
    monkeypatch.setattr(cli, "check", lambda *_arguments, **_options: report)

    result = run("check")

    assert result.exit_code == exit_code
    assert "66 texts in 28 languages" in result.stdout


def test_export_writes_where_it_is_told(run, tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(cli, "export", asked.append)

    result = run("export", str(tmp_path / "model"))

    assert result.exit_code == 0
    assert asked == [tmp_path / "model"]
