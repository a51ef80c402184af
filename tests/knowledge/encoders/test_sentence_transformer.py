from __future__ import annotations

import json
import os
import shutil
import sys

import numpy as np
import pytest

from knowledge.encoders.check_texts import CHECK_TEXTS
from knowledge.encoders.onnx_e5 import OnnxE5Encoder
from knowledge.encoders.sentence_transformer import SentenceTransformerEncoder
from knowledge.errors import EncoderError


def test_without_the_extra_it_says_how_to_install_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)

    with pytest.raises(EncoderError, match="optional extra") as caught:
        SentenceTransformerEncoder("some/model")
    assert caught.value.mend == "Run `make install-all`."


def variant(model, directory, **files):
    """The same weights with other configuration files."""
    shutil.copytree(model, directory, copy_function=os.link)
    for name, content in files.items():
        path = directory / f"{name}.json"
        path.unlink()
        path.write_text(json.dumps(content))
    return directory


@pytest.mark.integration
def test_the_exported_weights_give_the_vectors_of_the_default_encoder(
    exported_dir, real_encoder_dir
):
    texts = [text for texts in CHECK_TEXTS.values() for text in texts]
    ours, theirs = OnnxE5Encoder(real_encoder_dir), SentenceTransformerEncoder(exported_dir)

    for side in ("encode_queries", "encode_passages"):
        cosines = np.sum(getattr(ours, side)(texts) * getattr(theirs, side)(texts), axis=-1)
        assert cosines.min() > 0.9995


@pytest.mark.integration
def test_the_name_changes_with_the_prompts(exported_dir, tmp_path):
    other = variant(
        exported_dir,
        tmp_path / "model",
        config_sentence_transformers={"prompts": {"query": "question: "}},
    )

    names = {SentenceTransformerEncoder(path).name for path in (exported_dir, other)}

    assert len(names) == 2


@pytest.mark.integration
def test_a_model_without_prompts_encodes_both_sides_alike(exported_dir, tmp_path):
    plain = variant(exported_dir, tmp_path / "model", config_sentence_transformers={"prompts": {}})
    encoder = SentenceTransformerEncoder(plain)

    np.testing.assert_allclose(
        encoder.encode_queries(["Dutch"]), encoder.encode_passages(["Dutch"]), atol=1e-6
    )


@pytest.mark.integration
def test_weights_that_a_checkpoint_lacks_do_not_change_the_name(exported_dir, tmp_path):
    """The library draws them at random at every load, here those of an unused pooler."""
    bare = variant(exported_dir, tmp_path / "model", sentence_bert_config={"max_seq_length": 512})

    assert SentenceTransformerEncoder(bare).name == SentenceTransformerEncoder(bare).name


@pytest.mark.integration
def test_a_folder_that_is_no_model_is_refused(exported_dir, tmp_path):
    with pytest.raises(EncoderError, match="cannot be loaded") as caught:
        SentenceTransformerEncoder(tmp_path / "nothing")
    assert "FANAL_ENCODER" in caught.value.mend
