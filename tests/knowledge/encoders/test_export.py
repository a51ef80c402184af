from __future__ import annotations

import json

import numpy as np
import pytest
from safetensors.numpy import load_file

from knowledge.encoders import export as exporting
from knowledge.encoders.export import export
from knowledge.errors import EncoderError


@pytest.fixture
def exported(tiny_bundle, tmp_path):
    directory = tmp_path / "models" / "e5"
    export(directory)
    return directory


def test_holds_every_weight_under_its_name_in_bert(exported, tiny_model):
    tensors = load_file(exported / "model.safetensors")

    assert len(tensors) == len(tiny_model.weights)
    for name, ours in {
        "embeddings.word_embeddings.weight": "emb.word",
        "embeddings.token_type_embeddings.weight": "emb.type",
        "encoder.layer.0.attention.self.key.weight": "l0.k.w",
        "encoder.layer.1.attention.output.dense.bias": "l1.ao.b",
        "encoder.layer.1.intermediate.dense.weight": "l1.fi.w",
        "encoder.layer.1.output.dense.weight": "l1.fo.w",
        "encoder.layer.0.attention.output.LayerNorm.weight": "l0.aln.w",
        "encoder.layer.1.output.LayerNorm.bias": "l1.oln.b",
    }.items():
        np.testing.assert_array_equal(tensors[name], tiny_model.weights[ours])


def test_describes_the_model_to_the_library(exported):
    config = json.loads((exported / "config.json").read_text())
    prompts = json.loads((exported / "config_sentence_transformers.json").read_text())["prompts"]
    modules = json.loads((exported / "modules.json").read_text())

    assert (config["hidden_size"], config["intermediate_size"]) == (64, 96)
    assert prompts == {"query": "query: ", "passage": "passage: "}
    assert [module["path"] for module in modules] == ["", "1_Pooling", "2_Normalize"]


def test_carries_the_tokenizer_unchanged(exported, tiny_bundle):
    assert (exported / "tokenizer.json").read_bytes() == tiny_bundle.tokenizer.read_bytes()


def test_fills_an_empty_folder(tiny_bundle, tmp_path):
    (tmp_path / "empty").mkdir()

    export(tmp_path / "empty")

    assert (tmp_path / "empty" / "model.safetensors").is_file()


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_never_overwrites(tiny_bundle, tmp_path, kind):
    target = tmp_path / "target"
    if kind == "file":
        target.write_text("mine")
    else:
        target.mkdir()
        (target / "mine").touch()

    with pytest.raises(EncoderError, match="not an empty folder"):
        export(target)


def test_leaves_nothing_behind_when_the_disk_is_full(tiny_bundle, tmp_path, monkeypatch):
    def full(*_arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(exporting, "save_file", full)

    with pytest.raises(EncoderError, match="No space left on device"):
        export(tmp_path / "models" / "e5")
    assert list((tmp_path / "models").iterdir()) == []
