"""An index on disk: written beside the old one, then swapped in by one rename of a link."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import numpy as np

from knowledge.dense_index import DenseIndex
from knowledge.errors import IndexMismatchError, IndexWriteError
from knowledge.fusion import Background
from knowledge.group_ranking import GroupRanking
from knowledge.index import Index
from knowledge.lexical_index import LexicalIndex
from knowledge.passages import DocumentInfo, Passages
from knowledge.sound_index import SoundIndex
from knowledge.space import Space
from knowledge.stored_texts import StoredTexts
from knowledge.topic_model import TopicModel

#: Raised when the files change their meaning; an index of another format is refused.
FORMAT = 7
_CURRENT = "current"
_MANIFEST = "manifest.json"
_TOPICS = "topics.npy"
_KEYS = {"format", "encoder", "fingerprint", "background", "pool", "changes", "files"}
_REBUILD = "Run `fanal knowledge build`."
_BLOCK_BYTES = 1 << 20


def write(folder: Path, index: Index, *, encoder: str, fingerprint: str) -> None:
    """Write a new version and make it the current one; older versions are removed.

    Killed at any moment, it leaves the old version current; the next write clears up after it. Of
    two writers the second waits.

    Raises:
        IndexWriteError: The disk is full or the folder cannot be written; the old version stays.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _alone(folder):
            _write(folder, index, encoder=encoder, fingerprint=fingerprint)
    except OSError as error:
        raise IndexWriteError(
            f"The index cannot be written to {folder} ({error.strerror or error}).",
            "Make room or set FANAL_INDEX_DIR to a folder that can be written; "
            "an index that was there is unchanged.",
        ) from error


def _write(folder: Path, index: Index, *, encoder: str, fingerprint: str) -> None:
    _remove_others(folder, os.path.basename(os.path.realpath(folder / _CURRENT)))
    version = Path(mkdtemp(prefix="v-", dir=folder))
    try:
        index.dense.save(version / "dense.faiss")
        index.lexical.save(version / "lexical")
        _write_passages(version, index.passages)
        np.save(version / "vectors.npy", index.vectors)
        _write_space(version / "space.npz", index.space)
        if index.ranking is not None:
            index.ranking.sound.save(version / "sound")
            np.save(version / _TOPICS, index.ranking.topics.weights)
        manifest = {
            "format": FORMAT,
            "encoder": encoder,
            "fingerprint": fingerprint,
            "passages": len(index.passages.texts),
            "background": asdict(index.background),
            "pool": index.pool,
            "changes": index.changes,
            "files": {
                str(file.relative_to(version)): _digest(file)
                for file in sorted(version.rglob("*"))
                if file.is_file()
            },
        }
        (version / _MANIFEST).write_text(json.dumps(manifest, indent=1), encoding="utf-8")
        link = folder / f".{version.name}"
        link.symlink_to(version.name)
        link.replace(folder / _CURRENT)
    except BaseException:
        shutil.rmtree(version, ignore_errors=True)
        raise
    _remove_others(folder, version.name)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Wait until no other process writes into ``folder``; the system lets go if one is killed."""
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _remove_others(folder: Path, current: str) -> None:
    """Remove old versions, and what a killed writer left."""
    for old in folder.glob("v-*"):
        if old.name != current:
            shutil.rmtree(old, ignore_errors=True)
    for link in folder.glob(".v-*"):
        link.unlink(missing_ok=True)


def read(folder: Path, *, encoder: str, fingerprint: str | None) -> Index:
    """Read the current version; large parts stay on disk, mapped into memory.

    Raises:
        IndexMismatchError: It is missing, damaged, of another format or encoder, or made from other
            documents than ``fingerprint`` stands for (None: any).
    """
    # Resolved once, so that a swap in the middle of reading cannot mix two versions.
    version = os.path.realpath(folder / _CURRENT)
    try:
        return _read(Path(version), encoder=encoder, fingerprint=fingerprint)
    except IndexMismatchError:
        # A writer may have swapped in a new version and removed this one while it was read.
        newer = os.path.realpath(folder / _CURRENT)
        if newer == version:
            raise
        return _read(Path(newer), encoder=encoder, fingerprint=fingerprint)


def _read(version: Path, *, encoder: str, fingerprint: str | None) -> Index:
    manifest = _manifest(version)
    _refuse(manifest["encoder"] != encoder, "The index was made with another encoder.")
    _refuse(
        fingerprint is not None and manifest["fingerprint"] != fingerprint,
        "The index does not match the articles: they have changed since it was built.",
    )
    try:
        for name, digest in manifest["files"].items():
            damaged = _digest(version / name) != digest
            _refuse(damaged, f"The index file {name} is damaged.")
        passages = _read_passages(version)
        # Needed only to rebuild, so it stays on disk until then.
        vectors = np.load(version / "vectors.npy", mmap_mode="r")
        space = _read_space(version / "space.npz")
        background = Background(**manifest["background"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexMismatchError("A part of the index is missing or damaged.", _REBUILD) from error
    dense = DenseIndex.load(version / "dense.faiss")
    pool = int(manifest["pool"])
    sizes = {len(dense), len(passages.texts), len(passages.owners), len(vectors)}
    _refuse(len(sizes) != 1, "The index is damaged: its parts differ in length.")
    return Index(
        passages=passages,
        vectors=vectors,
        space=space,
        dense=dense,
        lexical=LexicalIndex.load(version / "lexical"),
        background=background,
        pool=pool,
        ranking=_read_ranking(version, passages, pool) if _TOPICS in manifest["files"] else None,
        changes=int(manifest["changes"]),
    )


def _read_ranking(version: Path, passages: Passages, pool: int) -> GroupRanking:
    sound = SoundIndex.load(version / "sound")
    topics = TopicModel(np.load(version / _TOPICS))
    return GroupRanking(passages.group_numbers, pool=pool, sound=sound, topics=topics)


def _write_space(file: Path, space: Space) -> None:
    # Means carry a prefix, so that no language code can clash with the other two names.
    means = {f"mean-{code}": mean for code, mean in space.means.items()}
    extra = {} if space.map is None else {"map": space.map}
    np.savez(file, default=space.default, **extra, **means)


def _read_space(file: Path) -> Space:
    with np.load(file) as stored:
        names = [name for name in stored.files if name.startswith("mean-")]
        means = {name.removeprefix("mean-"): stored[name] for name in names}
        return Space(means, stored["default"], stored["map"] if "map" in stored.files else None)


def _manifest(version: Path) -> dict[str, Any]:
    try:
        manifest = json.loads((version / _MANIFEST).read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError) as error:
        raise IndexMismatchError("There is no index yet.", _REBUILD) from error
    except OSError as error:
        raise IndexMismatchError(
            f"The index cannot be read ({error.strerror}).", "Mend the rights of its folder."
        ) from error
    except ValueError as error:
        raise IndexMismatchError("The index's manifest is damaged.", _REBUILD) from error
    _refuse(not isinstance(manifest, dict), "The index's manifest is damaged.")
    _refuse(
        manifest.get("format", FORMAT) != FORMAT,
        "The index was written by another version of Fanal.",
    )
    whole = set(manifest) >= _KEYS and isinstance(manifest["files"], dict)
    _refuse(not whole, "The index's manifest is damaged.")
    return dict(manifest)


def _refuse(condition: bool, problem: str) -> None:
    if condition:
        raise IndexMismatchError(problem, _REBUILD)


def _digest(file: Path) -> str:
    digest = hashlib.sha256()
    with file.open("rb") as stream:
        while block := stream.read(_BLOCK_BYTES):
            digest.update(block)
    return digest.hexdigest()


def _write_passages(version: Path, passages: Passages) -> None:
    documents = [asdict(document) for document in passages.documents]
    (version / "documents.json").write_text(
        json.dumps(documents, ensure_ascii=False), encoding="utf-8"
    )
    StoredTexts.write(version, passages.texts)
    np.save(version / "owners.npy", passages.owners)


def _read_passages(version: Path) -> Passages:
    documents = tuple(
        DocumentInfo(**{**d, "regions": tuple(d["regions"])})
        for d in json.loads((version / "documents.json").read_text(encoding="utf-8"))
    )
    return Passages(documents, StoredTexts(version), np.load(version / "owners.npy"))
