"""Where the trained model lies and whether it still fits its sources."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.errors import ModelError
from bot.settings import ROOT, Settings

#: Everything a model is made from; a change of any file asks for a new training.
SOURCES = (
    "bot/config.yml",
    "bot/domain",
    "bot/rules",
    "bot/components",
    "data/nlu",
    "data/lookups",
)


def model_path(settings: Settings) -> Path:
    """The model that the server loads."""
    return settings.models_dir / "fanal.tar.gz"


def fingerprint(root: Path = ROOT, *, encoder: str = "") -> str:
    """Hash of all sources, and of the encoder whose vectors the classifier learned."""
    digest = hashlib.sha256(encoder.encode())
    for name in SOURCES:
        path = root / name
        for file in [path] if path.is_file() else sorted(path.rglob("*")):
            if file.suffix in {".yml", ".py", ".json"}:
                digest.update(str(file.relative_to(root)).encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()


def is_current(settings: Settings, wanted: str) -> bool:
    """Whether the stored model was made from these sources."""
    try:
        noted = json.loads(_note(settings).read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return model_path(settings).exists() and noted.get("sources") == wanted


@contextmanager
def replacing(settings: Settings, wanted: str) -> Iterator[Path]:
    """A folder to train into; what lies there as ``fanal.tar.gz`` at the end becomes the model.

    A server that runs meanwhile, or a power cut, sees the old model or the new one, never a part.

    Raises:
        ModelError: Nothing was written into the folder.
    """
    settings.models_dir.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=settings.models_dir, prefix=".training-") as name:
        yield Path(name)
        made = Path(name) / model_path(settings).name
        if not made.exists():
            raise ModelError("The training wrote no model.", "Read the messages above this one.")
        os.replace(made, model_path(settings))
    part = _note(settings).with_suffix(".part")
    part.write_text(json.dumps({"sources": wanted}), "utf-8")
    os.replace(part, _note(settings))


def _note(settings: Settings) -> Path:
    return settings.models_dir / "fanal.json"
