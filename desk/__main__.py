"""Django's own commands for the desk: ``python -m desk migrate``."""

from __future__ import annotations

import os
import sys

from django.core.management import execute_from_command_line


def main(arguments: list[str] | None = None) -> None:
    """Run one of Django's commands.

    Args:
        arguments: What follows the program's name; ``None`` takes the process's own.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "desk.config.local")
    own = sys.argv[1:] if arguments is None else arguments
    execute_from_command_line(["desk", *own])


if __name__ == "__main__":
    main()
