"""Rasa as the launcher loads it, without its half a minute of TensorFlow."""

from __future__ import annotations

import warnings
from collections.abc import Iterator

import pytest

from bot import settings as settings_module
from bot import tensorflow_stub


def load_rasa() -> None:
    settings_module.prepare_environment(settings_module.settings())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import skops.io  # noqa: F401 - slow when it comes after Rasa

        tensorflow_stub.install([])
        import rasa.core.agent
        import rasa.core.processor  # noqa: F401


load_rasa()


@pytest.fixture(autouse=True)
def _fresh_settings() -> Iterator[None]:
    settings_module.settings.cache_clear()
    yield
    settings_module.settings.cache_clear()
