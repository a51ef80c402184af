"""What holds for every test."""

from __future__ import annotations

from knowledge.settings import settings

# Settings are read once. Without this the first reader could be a test that points FANAL_VAR at a
# folder of its own, and every later test would look there for the encoder and the index.
settings()
