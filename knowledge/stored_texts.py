"""A million texts in one file, mapped into memory: only those that are read take up any."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path
from typing import overload

import numpy as np
from numpy.typing import NDArray


class StoredTexts(Sequence[str]):
    """Texts that :meth:`write` wrote, read one by one.

    Raises:
        OSError: A file is missing.
        ValueError: The files do not belong together.
    """

    def __init__(self, folder: Path) -> None:
        self._ends: NDArray[np.int64] = np.load(folder / "text-ends.npy")
        file = folder / "texts.bin"
        size = int(self._ends[-1]) if len(self._ends) else 0
        if file.stat().st_size != size:
            raise ValueError(f"{file.name} does not have {size} bytes")
        # An empty file cannot be mapped.
        self._bytes = np.memmap(file, np.uint8, "r") if size else np.empty(0, np.uint8)

    @staticmethod
    def write(folder: Path, texts: Sequence[str]) -> None:
        """Write texts into a folder, as two files."""
        with (folder / "texts.bin").open("wb") as file:
            ends = np.fromiter(
                accumulate(file.write(text.encode()) for text in texts), np.int64, len(texts)
            )
        np.save(folder / "text-ends.npy", ends)

    def __len__(self) -> int:
        return len(self._ends)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> list[str]: ...

    def __getitem__(self, index: int | slice) -> str | list[str]:
        if isinstance(index, slice):
            return [self._text(row) for row in range(*index.indices(len(self)))]
        return self._text(range(len(self))[index])

    def _text(self, row: int) -> str:
        start = int(self._ends[row - 1]) if row else 0
        return self._bytes[start : self._ends[row]].tobytes().decode()
