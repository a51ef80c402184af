"""Grouping texts so that little of a batch is padding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence


def batches_by_length(lengths: Sequence[int], padded_tokens: int) -> Iterator[list[int]]:
    """Group texts of like length.

    A batch costs as much as its longest text for every row. Batches in the given order are slower
    than one text at a time; sorted ones are faster.

    Args:
        lengths: Tokens of each text, each at least 1.
        padded_tokens: Rows times longest row that a batch may have; a longer text goes alone.

    Yields:
        Positions in ``lengths``, shortest texts first; every position once.
    """
    batch: list[int] = []
    for position in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batch and (len(batch) + 1) * lengths[position] > padded_tokens:
            yield batch
            batch = []
        batch.append(position)
    if batch:
        yield batch
