"""The plot of :mod:`bench.retrieval`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt

_BUDGET_MS = 20


def plot(sizes: dict[str, Any], file: Path) -> None:
    """Write an SVG of speed, recall, building and memory over the number of passages."""
    # A fixed salt and no date: the same numbers give the same file.
    matplotlib.rcParams["svg.hashsalt"] = "fanal"
    numbers = [int(size) for size in sizes]
    rows = list(sizes.values())
    figure, panels = plt.subplots(2, 2, figsize=(10, 7), constrained_layout=True)
    speed, recall, building, memory = panels.flat
    for label, key in (
        ("flat exact search", "flat_ms"),
        ("by meaning", "dense_ms"),
        ("by words", "words_ms"),
        ("whole search, without encoding", "search_ms"),
    ):
        speed.loglog(numbers, [row[key]["p95"] for row in rows], "o-", label=label)
    speed.axhline(_BUDGET_MS, color="grey", linestyle=":", label=f"{_BUDGET_MS} ms")
    speed.set(title="Query, p95", ylabel="ms")
    recall.semilogx(numbers, [row["recall_at_10"] for row in rows], "o-", label="by meaning")
    recall.axhline(0.97, color="grey", linestyle=":", label="0.97")
    recall.set(title="Recall@10 against exact search", ylim=(0.9, 1.005))
    building.loglog(numbers, [row["build_seconds"] for row in rows], "o-", label="build")
    building.loglog(
        numbers, [row["update_seconds"] for row in rows], "o-", label="change an article"
    )
    building.loglog(numbers, [row["read_seconds"] for row in rows], "o-", label="read from disk")
    building.set(title="Building, without encoding", ylabel="s")
    memory.loglog(numbers, [row["memory_flat_mb"] for row in rows], "o-", label="flat vectors")
    memory.loglog(numbers, [row["memory_own_mb"] for row in rows], "o-", label="own memory")
    mapped = [row["memory_own_mb"] + row["memory_mapped_mb"] for row in rows]
    memory.loglog(numbers, mapped, "o-", label="own and mapped")
    memory.set(title="Memory", ylabel="MB")
    for panel in panels.flat:
        panel.set_xlabel("passages")
        panel.grid(alpha=0.3)
        panel.legend(fontsize=8)
    figure.savefig(file, metadata={"Date": None})
