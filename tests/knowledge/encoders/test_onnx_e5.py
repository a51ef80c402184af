from __future__ import annotations

import numpy as np
import pytest

from knowledge.encoders.build import build
from knowledge.encoders.manifest import store, write_manifest
from knowledge.encoders.onnx_e5 import MAX_TOKENS, OnnxE5Encoder
from knowledge.errors import EncoderError


@pytest.fixture
def folder(tiny_bundle, tmp_path):
    directory = tmp_path / "encoder"
    build(directory)
    return directory


@pytest.fixture
def encoder(folder):
    return OnnxE5Encoder(folder, threads=1)


def test_says_what_it_is(encoder):
    assert encoder.name.startswith("multilingual-e5-small-q4@")
    assert encoder.dimension == 64


def test_a_text_longer_than_the_model_takes_is_cut(encoder):
    assert encoder.token_count("a" * 2000) == MAX_TOKENS
    long, longer = encoder.encode_passages(["a" * 600, "a" * 600 + "b"])
    np.testing.assert_allclose(long, longer, atol=2e-6)


def test_progress_ends_with_all_texts(encoder):
    seen = []

    encoder.encode_passages(["word " * 60] * 5, lambda done, total: seen.append((done, total)))

    assert len(seen) > 1
    assert seen == sorted(seen)
    assert seen[-1] == (5, 5)


def test_a_broken_surrogate_is_encoded(encoder):
    np.testing.assert_array_equal(
        encoder.encode_passages(["ab \ud800"]), encoder.encode_passages(["ab ?"])
    )


def test_a_known_question_is_not_calculated_again(encoder, monkeypatch):
    first = encoder.encode_queries(["where"])
    monkeypatch.setattr(encoder, "_run", None)

    np.testing.assert_array_equal(encoder.encode_queries(["where"]), first)


def test_a_missing_folder_is_refused_with_the_mend(tmp_path):
    with pytest.raises(EncoderError) as caught:
        OnnxE5Encoder(tmp_path / "nowhere")
    assert caught.value.mend == "Run `fanal encoder build`."


@pytest.mark.parametrize("role", ["graph", "tokenizer"])
def test_a_damaged_file_is_refused_with_the_mend(folder, tiny_bundle, role):
    manifest = build(folder)
    path = folder / getattr(manifest, role).name
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)

    with pytest.raises(EncoderError, match="is damaged") as caught:
        OnnxE5Encoder(folder)
    assert caught.value.mend == "Run `fanal encoder build`."


@pytest.mark.parametrize("role", ["graph", "tokenizer"])
def test_a_file_the_libraries_do_not_understand_is_refused(folder, role):
    manifest = build(folder)
    stored = store(b"of another version", folder, "other.bin")
    fields = {"graph": manifest.graph, "tokenizer": manifest.tokenizer, role: stored}
    write_manifest(
        type(manifest)(
            manifest.model, manifest.format, manifest.dimension, manifest.inputs, **fields
        ),
        folder,
    )

    with pytest.raises(EncoderError, match=role):
        OnnxE5Encoder(folder)


def test_no_threads_are_refused(folder):
    with pytest.raises(EncoderError, match="0 threads"):
        OnnxE5Encoder(folder, threads=0)


@pytest.mark.integration
def test_composed_and_decomposed_accents_mean_the_same(real_encoder_dir):
    """The bundled engine gives 0.95 here, because it does not compose accents."""
    encoder = OnnxE5Encoder(real_encoder_dir)

    composed, decomposed = encoder.encode_queries(["équivalence", "e\u0301quivalence"])

    assert composed @ decomposed == pytest.approx(1.0, abs=1e-6)
