"""Gets Rasa into memory quickly; the first thing that the trainer and the server do."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

from bot import logs, tensorflow_stub
from bot.errors import ModelError
from bot.settings import ROOT, Settings, prepare_environment

CONFIG = ROOT / "bot" / "config.yml"


def prepare(chosen: Settings) -> None:
    """Set up environment, imports and logs, in the one order that is fast.

    Raises:
        ModelError: The configuration needs TensorFlow, or cannot be read.
    """
    prepare_environment(chosen)
    # Hundreds of deprecations inside pinned dependencies would hide everything else, and Rasa's own
    # warnings quote what somebody wrote.
    warnings.showwarning = _ignore
    # Reads all loaded modules once at import: 2 s now, 6 to 12 s once Rasa is loaded.
    import skops.io  # noqa: F401, PLC0415

    tensorflow_stub.install(component_names(CONFIG))
    logs.configure(chosen.log_level)


def _ignore(*_: Any, **__: Any) -> None:
    """Says nothing about a warning."""


def component_names(config: Path) -> list[str]:
    """Names of all pipeline components and policies.

    Raises:
        ModelError: The file cannot be read.
    """
    from ruamel.yaml import YAML  # noqa: PLC0415
    from ruamel.yaml.error import YAMLError  # noqa: PLC0415

    try:
        recipe: dict[str, Any] = YAML(typ="safe").load(config)
        return [entry["name"] for key in ("pipeline", "policies") for entry in recipe[key]]
    except (OSError, YAMLError, KeyError, TypeError) as error:
        raise ModelError(
            f"{config.name} cannot be read.", "Compare it with the last version that worked."
        ) from error
