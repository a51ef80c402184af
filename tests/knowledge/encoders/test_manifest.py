from __future__ import annotations

import json
from dataclasses import replace

import pytest

from knowledge.encoders.manifest import (
    FILE_NAME,
    FORMAT,
    Manifest,
    StoredFile,
    load,
    read_manifest,
    store,
    write_manifest,
)
from knowledge.errors import EncoderError

MANIFEST = Manifest(
    model="tiny",
    format=FORMAT,
    dimension=3,
    inputs={"weights.bin": "aa"},
    graph=StoredFile("model-1.onnx", "11", 5),
    tokenizer=StoredFile("tokenizer-2.json", "22", 6),
)


def test_what_was_written_is_read(tmp_path):
    write_manifest(MANIFEST, tmp_path)

    assert read_manifest(tmp_path) == MANIFEST
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]


@pytest.mark.parametrize(
    "change",
    [
        {"model": "other"},
        {"format": FORMAT + 1},
        {"graph": StoredFile("model-1.onnx", "12", 5)},
        {"tokenizer": StoredFile("tokenizer-2.json", "23", 6)},
    ],
    ids=["model", "format", "weights or quantisation", "tokenizer"],
)
def test_the_encoder_name_changes_with_all_that_shapes_a_vector(change):
    assert replace(MANIFEST, **change).encoder_name != MANIFEST.encoder_name


def test_the_encoder_name_begins_with_the_model():
    assert MANIFEST.encoder_name.startswith("tiny@")


def test_a_missing_folder_says_how_to_build_one(tmp_path):
    with pytest.raises(EncoderError, match="No encoder has been built") as caught:
        read_manifest(tmp_path / "nowhere")
    assert caught.value.mend == "Run `fanal encoder build`."


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "{}", f'{{"format": {FORMAT}}}', f'{{"format": {FORMAT}, "graph": 1}}']
)
def test_a_damaged_manifest_is_refused(tmp_path, text):
    (tmp_path / FILE_NAME).write_text(text)

    with pytest.raises(EncoderError, match="is damaged"):
        read_manifest(tmp_path)


def test_a_manifest_of_another_version_is_refused(tmp_path):
    write_manifest(replace(MANIFEST, format=FORMAT + 1), tmp_path)

    with pytest.raises(EncoderError, match=f"format {FORMAT + 1}, this program needs {FORMAT}"):
        read_manifest(tmp_path)


def test_unknown_fields_are_refused(tmp_path):
    write_manifest(MANIFEST, tmp_path)
    path = tmp_path / FILE_NAME
    path.write_text(json.dumps({**json.loads(path.read_text()), "extra": 1}))

    with pytest.raises(EncoderError, match="is damaged"):
        read_manifest(tmp_path)


def test_a_stored_file_is_named_after_its_content(tmp_path):
    first, second = store(b"one", tmp_path, "model.onnx"), store(b"two", tmp_path, "model.onnx")

    assert first.name != second.name
    assert (first.size, load(tmp_path, first)) == (3, b"one")


def test_a_changed_file_is_not_loaded(tmp_path):
    stored = store(b"one", tmp_path, "model.onnx")
    (tmp_path / stored.name).write_bytes(b"onf")

    with pytest.raises(EncoderError, match="is damaged"):
        load(tmp_path, stored)


def test_a_missing_file_is_an_encoder_error(tmp_path):
    with pytest.raises(EncoderError, match="cannot be read"):
        load(tmp_path, MANIFEST.graph)
