"""The ``fanal`` command."""

from fanal.cli.main import app

__all__ = ["app"]
