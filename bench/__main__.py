"""``python -m bench [NAME …]``: run the measurements named, or all of them."""

from __future__ import annotations

import sys
from collections.abc import Callable

from bench import ablation, chat, corpora, desk, retrieval, widget

MEASUREMENTS: dict[str, Callable[[], None]] = {
    "ablation": ablation.main,
    "chat": chat.main,
    "corpora": corpora.main,
    "desk": desk.main,
    "retrieval": retrieval.main,
    "widget": widget.main,
}


def main() -> int:
    """Run what stands on the command line."""
    names = sys.argv[1:] or list(MEASUREMENTS)
    unknown = [name for name in names if name not in MEASUREMENTS]
    if unknown:
        print(f"There is no measurement {unknown[0]}. Use: {', '.join(MEASUREMENTS)}.")
        return 2
    for name in names:
        MEASUREMENTS[name]()
    return 0


if __name__ == "__main__":
    sys.exit(main())
