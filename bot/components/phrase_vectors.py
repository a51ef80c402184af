"""Vectors of training phrases, kept between trainings: most phrases stay the same."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.encoders.protocol import Encoder

Vectors = NDArray[np.float32]


def encoded_phrases(texts: Sequence[str], encoder: Encoder, folder: Path) -> Vectors:
    """Encode phrases, taking those of the last training from the folder.

    Args:
        texts: Phrases, in any number of copies.
        encoder: Only vectors that the same encoder made are taken.
        folder: Where they are kept; made if missing. One file an encoder.

    Returns:
        Shape (n_texts, dimension).
    """
    keys = [_key(text) for text in texts]
    file = folder / f"{_mark(encoder)}.npz"
    known = _read(file)
    missing = list({key: text for key, text in zip(keys, texts, strict=True) if key not in known})
    if missing:
        wording = dict(zip(keys, texts, strict=True))
        vectors = encoder.encode_queries([wording[key] for key in missing])
        known |= dict(zip(missing, vectors, strict=True))
        _write(file, {key: known[key] for key in dict.fromkeys(keys)})
    return np.stack([known[key] for key in keys])


def _key(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _mark(encoder: Encoder) -> str:
    """Tells encoders apart by what they do, whatever they are called."""
    probe = encoder.encode_queries(["Where can I learn Dutch?"])
    return hashlib.sha256(probe.round(3).tobytes()).hexdigest()[:16]


def _read(file: Path) -> dict[str, Vectors]:
    try:
        with np.load(file, allow_pickle=False) as arrays:
            return dict(zip(arrays["keys"].tolist(), arrays["vectors"], strict=True))
    except (OSError, ValueError, KeyError):
        return {}


def _write(file: Path, vectors: dict[str, Vectors]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_suffix(f".{os.getpid()}.part")
    with part.open("wb") as stream:
        np.savez(stream, keys=np.array(list(vectors)), vectors=np.stack(list(vectors.values())))
    os.replace(part, file)
