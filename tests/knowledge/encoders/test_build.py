from __future__ import annotations

import multiprocessing
import os
import signal
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.encoders import build as building
from knowledge.encoders import graph
from knowledge.encoders.build import build, is_current
from knowledge.encoders.check import CheckReport
from knowledge.encoders.manifest import FILE_NAME, read_manifest, write_manifest
from knowledge.errors import EncoderError


@pytest.fixture
def target(tmp_path):
    return tmp_path / "var" / "encoder"


def names(directory: Path) -> set[str]:
    return {path.name for path in directory.iterdir()}


def change_weights(files):
    """As if a newer package had been installed."""
    content = bytearray(files.weights.read_bytes())
    content[-1] ^= 1
    files.weights.write_bytes(content)


def forbid_conversion(monkeypatch):
    def fail(*_arguments):
        raise AssertionError("converted again")

    monkeypatch.setattr(building, "_convert", fail)


def test_builds_graph_tokenizer_and_manifest_and_nothing_else(tiny_bundle, target):
    manifest = build(target)

    assert is_current(target)
    assert names(target) == {FILE_NAME, manifest.graph.name, manifest.tokenizer.name}
    assert names(target.parent) == {"encoder", ".encoder.lock"}


def test_a_second_build_does_nothing(tiny_bundle, target, monkeypatch):
    first = build(target)
    forbid_conversion(monkeypatch)

    assert build(target) == first


def test_builds_at_the_same_time_wait_for_each_other(tiny_bundle, target, monkeypatch):
    conversions = []
    convert = building._convert

    def counted(*arguments):
        conversions.append(1)
        return convert(*arguments)

    monkeypatch.setattr(building, "_convert", counted)
    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(lambda _number: build(target), range(2))

    assert first == second
    assert conversions == [1]


def test_changed_weights_are_built_anew_and_the_old_graph_is_removed(tiny_bundle, target):
    old = build(target)
    change_weights(tiny_bundle)
    assert not is_current(target)

    new = build(target)

    assert new.encoder_name != old.encoder_name
    assert names(target) == {FILE_NAME, new.graph.name, new.tokenizer.name}


def test_a_damaged_graph_is_built_anew(tiny_bundle, target):
    manifest = build(target)
    (target / manifest.graph.name).write_bytes(b"short")
    assert not is_current(target)

    build(target)

    assert is_current(target)


def test_an_encoder_of_another_version_is_built_anew(tiny_bundle, target):
    manifest = build(target)
    write_manifest(replace(manifest, format=manifest.format + 1), target)
    assert not is_current(target)

    assert build(target) == manifest


@pytest.mark.parametrize(
    "report",
    [CheckReport(1, 1, 0.998, 0.999, "ti", 0), CheckReport(1, 1, 1.0, 1.0, "ti", 1)],
    ids=["far vectors", "other tokens"],
)
def test_an_encoder_that_fails_its_check_does_not_replace_the_old_one(
    tiny_bundle, target, monkeypatch, report
):
    old = build(target)
    change_weights(tiny_bundle)
    monkeypatch.setattr(building, "check", lambda *_arguments, **_options: report)

    with pytest.raises(EncoderError, match="differs from the bundled engine"):
        build(target)

    assert read_manifest(target) == old
    assert names(target.parent) == {"encoder", ".encoder.lock"}


def build_and_die(target: Path, at_step: str) -> None:
    def die(step: str, _done: int, _total: int) -> None:
        if step == at_step:
            os.kill(os.getpid(), signal.SIGKILL)

    build(target, die)


@pytest.mark.filterwarnings("ignore:.*fork.*")
def test_a_build_killed_in_the_middle_leaves_the_old_encoder_whole(tiny_bundle, target):
    old = build(target)
    change_weights(tiny_bundle)
    # Forked, so that the child sees the tiny model too.
    child = multiprocessing.get_context("fork").Process(
        target=build_and_die, args=(target, "convert")
    )
    child.start()
    child.join()
    assert child.exitcode == -signal.SIGKILL

    assert read_manifest(target) == old
    assert names(target) == {FILE_NAME, old.graph.name, old.tokenizer.name}
    new = build(target)
    assert new != old
    assert names(target.parent) == {"encoder", ".encoder.lock"}


def test_a_build_that_stops_before_its_last_step_leaves_the_old_encoder_whole(
    tiny_bundle, target, monkeypatch
):
    old = build(target)
    change_weights(tiny_bundle)
    with monkeypatch.context() as patch:
        patch.setattr(building, "write_manifest", write_only_beside(target))
        with pytest.raises(EncoderError, match="No space left on device"):
            build(target)

    assert read_manifest(target) == old
    assert (target / old.graph.name).is_file()
    new = build(target)
    assert names(target) == {FILE_NAME, new.graph.name, new.tokenizer.name}


def write_only_beside(target: Path):
    def write(manifest, directory):
        if directory == target:
            raise OSError(28, "No space left on device")
        write_manifest(manifest, directory)

    return write


def test_files_of_others_in_the_folder_are_left_alone(tiny_bundle, target):
    target.mkdir(parents=True)
    mine = {"model-mine.onnx", "notes.txt"}
    for name in mine:
        (target / name).touch()

    build(target)

    assert mine < names(target)


def test_says_where_it_cannot_write(tiny_bundle, tmp_path):
    (tmp_path / "file").write_text("not a folder")

    with pytest.raises(EncoderError, match="cannot be written") as caught:
        build(tmp_path / "file" / "encoder")
    assert "FANAL_ENCODER_DIR" in caught.value.mend


def test_tells_every_step(tiny_bundle, target):
    steps = []

    build(target, lambda *step: steps.append(step))

    assert steps == [("convert", 0, 2), ("convert", 1, 2), ("convert", 2, 2)]


@pytest.mark.integration
def test_the_real_encoder_is_current_right_after_it_was_built(real_encoder_dir):
    assert is_current(real_encoder_dir)


@pytest.mark.integration
def test_a_wrong_conversion_of_the_real_weights_is_caught(tmp_path, monkeypatch):
    """The graph loads and gives vectors, but the halves of every byte are swapped."""
    pack = graph._pack
    monkeypatch.setattr(graph, "_pack", lambda codes: (pack(codes) >> 4) | (pack(codes) << 4))

    with pytest.raises(EncoderError, match="differs from the bundled engine"):
        build(tmp_path / "encoder")

    assert not (tmp_path / "encoder").exists()
