"""What every sentence encoder offers, whatever runs underneath."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

#: Told after every batch: texts done so far, texts in all.
Progress = Callable[[int, int], None]

#: Rows are L2-normalised, so the inner product of two rows is their cosine (-1.0 to 1.0, higher
#: means closer in meaning).
Vectors = NDArray[np.float32]


class Encoder(Protocol):
    """Turns questions and passages into vectors that lie close when the meaning is close.

    Questions and passages are told apart because many models were trained on such pairs and
    expect each side to be marked.
    """

    @property
    def name(self) -> str:
        """Identifies model and weights; two encoders of one name give the same vectors.

        It changes with the weights, the tokenizer and the quantisation, so an index that
        remembers the name of its encoder knows when it has to be rebuilt.
        """
        ...

    @property
    def dimension(self) -> int:
        """Length of every vector."""
        ...

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Encode what people ask.

        Args:
            texts: Questions, any language; may be empty.

        Returns:
            float32 array ``(n_texts, dimension)``, rows L2-normalised, in the order of ``texts``.
        """
        ...

    def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Encode what may answer them.

        Args:
            texts: Passages, any language; may be empty.
            progress: Told how far the work is; ``None`` for silence.

        Returns:
            float32 array ``(n_texts, dimension)``, rows L2-normalised, in the order of ``texts``.
        """
        ...
