from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot import model
from bot.errors import ModelError
from bot.settings import Settings, settings


@pytest.fixture
def here(tmp_path: Path) -> Settings:
    return replace(settings(), models_dir=tmp_path / "models")


def sources(root: Path) -> Path:
    (root / "bot" / "domain").mkdir(parents=True)
    (root / "bot" / "config.yml").write_text("recipe: x")
    (root / "bot" / "domain" / "a.yml").write_text("intents: []")
    return root


def test_a_change_of_any_source_changes_the_fingerprint(tmp_path: Path) -> None:
    root = sources(tmp_path)
    before = model.fingerprint(root)
    (root / "bot" / "domain" / "a.yml").write_text("intents: [greet]")
    assert model.fingerprint(root) != before


def test_another_encoder_changes_the_fingerprint(tmp_path: Path) -> None:
    root = sources(tmp_path)
    assert model.fingerprint(root, encoder="a") != model.fingerprint(root, encoder="b")


def test_a_model_is_current_until_its_sources_change(here: Settings) -> None:
    with model.replacing(here, "one") as folder:
        (folder / "fanal.tar.gz").write_bytes(b"model")
    assert model.is_current(here, "one")
    assert not model.is_current(here, "two")


def test_a_failed_training_leaves_the_old_model(here: Settings) -> None:
    with model.replacing(here, "one") as folder:
        (folder / "fanal.tar.gz").write_bytes(b"old")

    def fail_on_the_way() -> None:
        with model.replacing(here, "two") as folder:
            (folder / "fanal.tar.gz").write_bytes(b"half")
            raise RuntimeError("boom")

    with pytest.raises(RuntimeError, match="boom"):
        fail_on_the_way()
    assert model.model_path(here).read_bytes() == b"old"
    assert model.is_current(here, "one")
    assert not list(here.models_dir.glob(".training-*"))


def test_a_training_without_result_is_an_error(here: Settings) -> None:
    with pytest.raises(ModelError, match="no model"), model.replacing(here, "one"):
        pass


def test_without_a_model_nothing_is_current(here: Settings) -> None:
    assert not model.is_current(here, "one")
