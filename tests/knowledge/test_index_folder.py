from __future__ import annotations

import multiprocessing
import os
import resource
import signal

import numpy as np
import pytest

from knowledge import index_folder
from knowledge.document import Document
from knowledge.errors import IndexMismatchError, IndexWriteError
from knowledge.retriever import Retriever
from tests.fakes.encoder import WordEncoder

OLD = [Document("old", "", "bicycle lessons", "en")]
NEW = [Document("new", "", "swimming lessons", "en", ("flanders",))]
#: What a writer does, in this order; it is stopped before each.
STEPS = ["_write_passages", "_write_space", "_digest", "_remove_others"]


@pytest.fixture
def folder(tmp_path):
    _build(OLD).save(tmp_path / "index")
    return tmp_path / "index"


def _build(documents):
    return Retriever.build(documents, encoder=WordEncoder())


def _found(folder):
    return [hit.id for hit in Retriever.load(folder, encoder=WordEncoder()).search("lessons")]


def _write_and_die(folder, step):
    def die(*_):
        os.kill(os.getpid(), signal.SIGKILL)

    # The first removal of other versions comes before anything is written.
    setattr(index_folder, step, die)
    _build(NEW).save(folder)


@pytest.mark.parametrize("step", STEPS)
def test_killed_while_writing_it_leaves_the_old_version(folder, step):
    process = multiprocessing.get_context("fork").Process(
        target=_write_and_die, args=(folder, step)
    )
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    assert _found(folder) == ["old"]
    _build(NEW).save(folder)
    assert _found(folder) == ["new"]
    left = {path.name.split("-")[0] for path in folder.iterdir()}
    assert left == {"current", ".lock", "v"}
    assert len(list(folder.glob("v-*"))) == 1


def _write_without_room(folder, queue):
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (300, 300))
    try:
        _build(NEW).save(folder)
    except IndexWriteError as error:
        queue.put(error.mend)


def test_a_full_disk_is_told_and_leaves_the_old_version(folder):
    context = multiprocessing.get_context("fork")
    queue = context.SimpleQueue()
    process = context.Process(target=_write_without_room, args=(folder, queue))
    process.start()
    process.join()
    assert process.exitcode == 0
    assert not queue.empty()
    assert "Make room" in queue.get()
    assert _found(folder) == ["old"]
    assert len(list(folder.glob("v-*"))) == 1


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(IndexWriteError, match="FANAL_INDEX_DIR"):
        _build(NEW).save(tmp_path / "file" / "index")


def test_a_file_in_place_of_the_folder_is_told(tmp_path):
    (tmp_path / "index").write_text("in the way")
    with pytest.raises(IndexWriteError):
        _build(NEW).save(tmp_path / "index")
    with pytest.raises(IndexMismatchError, match="no index yet"):
        _found(tmp_path / "index")


def test_every_file_is_checked(folder):
    version = (folder / "current").resolve()
    files = [file for file in version.rglob("*") if file.is_file()]
    assert len(files) > 10
    for file in files:
        content = file.read_bytes()
        for damaged in (content[: len(content) // 2], content[:-1] + b"\x7f" + b"x"):
            file.write_bytes(damaged)
            with pytest.raises(IndexMismatchError) as caught:
                _found(folder)
            assert "fanal knowledge build" in caught.value.mend
        file.write_bytes(content)
    assert _found(folder) == ["old"]


@pytest.mark.parametrize("content", ["[]", "{}", '{"format": 1}', '{"format": 4, "files": []}'])
def test_a_manifest_of_another_kind_is_refused(folder, content):
    (folder / "current" / "manifest.json").write_text(content)
    with pytest.raises(IndexMismatchError):
        _found(folder)


def test_large_parts_stay_on_disk(folder):
    index = index_folder.read(folder, encoder=WordEncoder().name, fingerprint=None)
    assert isinstance(index.vectors, np.memmap)
    assert list(index.passages.texts) == ["bicycle lessons"]


def test_what_was_read_can_be_written_over_itself(folder):
    encoder = WordEncoder()
    Retriever.load(folder, encoder=encoder).save(folder)
    assert _found(folder) == ["old"]


def test_a_version_that_is_replaced_while_it_is_read_gives_way_to_the_new_one(folder, monkeypatch):
    read_passages = index_folder._read_passages

    def replaced_first(version):
        monkeypatch.setattr(index_folder, "_read_passages", read_passages)
        _build(NEW).save(folder)
        return read_passages(version)

    monkeypatch.setattr(index_folder, "_read_passages", replaced_first)
    assert _found(folder) == ["new"]
