from __future__ import annotations

import sys
from dataclasses import replace

import pytest

from knowledge.encoders.build import build
from knowledge.encoders.load import DEFAULT_ENCODER, load_encoder
from knowledge.encoders.onnx_e5 import OnnxE5Encoder
from knowledge.errors import EncoderError
from knowledge.settings import settings


@pytest.fixture
def tiny_settings(tmp_path):
    return replace(settings(), encoder=DEFAULT_ENCODER, encoder_dir=tmp_path / "encoder")


def test_the_default_is_what_was_built(tiny_bundle, tiny_settings):
    manifest = build(tiny_settings.encoder_dir)

    encoder = load_encoder(tiny_settings)

    assert isinstance(encoder, OnnxE5Encoder)
    assert encoder.name == manifest.encoder_name


def test_a_missing_encoder_says_how_to_build_it(tiny_settings):
    with pytest.raises(EncoderError) as caught:
        load_encoder(tiny_settings)
    assert caught.value.mend == "Run `fanal encoder build`."


def test_any_other_name_is_a_sentence_transformers_model(tiny_settings, monkeypatch):
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)

    with pytest.raises(EncoderError, match="some/model needs the optional extra"):
        load_encoder(replace(tiny_settings, encoder="some/model"))
