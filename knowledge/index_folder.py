"""An index on disk: written beside the old one, then swapped in by one rename of a link."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from dataclasses import asdict
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import numpy as np

from knowledge.dense_index import DenseIndex
from knowledge.errors import IndexMismatchError
from knowledge.fusion import Background
from knowledge.index import Index
from knowledge.lexical_index import LexicalIndex
from knowledge.passages import DocumentInfo, Passages
from knowledge.space import Space

#: Raised when the files change their meaning; an index of another format is refused.
FORMAT = 3
_CURRENT = "current"
_FILES = ("dense.faiss", "passages.json", "vectors.npy", "space.npz")
_REBUILD = "Run `fanal knowledge build`."


def write(folder: Path, index: Index, *, encoder: str, fingerprint: str) -> None:
    """Write a new version and make it the current one; older versions are removed."""
    folder.mkdir(parents=True, exist_ok=True)
    version = Path(mkdtemp(prefix="v-", dir=folder))
    try:
        index.dense.save(version / "dense.faiss")
        index.lexical.save(version / "lexical")
        _write_passages(version / "passages.json", index.passages)
        np.save(version / "vectors.npy", index.vectors)
        _write_space(version / "space.npz", index.space)
        manifest = {
            "format": FORMAT,
            "encoder": encoder,
            "fingerprint": fingerprint,
            "passages": len(index.passages.texts),
            "background": asdict(index.background),
            "pool": index.pool,
            "files": {name: _digest(version / name) for name in _FILES},
        }
        (version / "manifest.json").write_text(json.dumps(manifest, indent=1), encoding="utf-8")
        link = folder / f".{version.name}"
        link.symlink_to(version.name)
        link.replace(folder / _CURRENT)
    except BaseException:
        shutil.rmtree(version, ignore_errors=True)
        raise
    for old in folder.glob("v-*"):
        if old.name != version.name:
            shutil.rmtree(old, ignore_errors=True)


def read(folder: Path, *, encoder: str, fingerprint: str | None) -> Index:
    """Read the current version.

    Raises:
        IndexMismatchError: It is missing, damaged, of another format or encoder, or made from other
            documents than ``fingerprint`` stands for (None: any).
    """
    # Resolved once, so that a swap in the middle of reading cannot mix two versions.
    version = Path(os.path.realpath(folder / _CURRENT))
    manifest = _manifest(version)
    _refuse(manifest["format"] != FORMAT, "The index was written by another version of Fanal.")
    _refuse(manifest["encoder"] != encoder, "The index was made with another encoder.")
    _refuse(
        fingerprint is not None and manifest["fingerprint"] != fingerprint,
        "The index does not match the articles: they have changed since it was built.",
    )
    for name, digest in manifest["files"].items():
        file = version / name
        _refuse(not file.is_file() or _digest(file) != digest, f"The index file {name} is damaged.")
    dense = DenseIndex.load(version / "dense.faiss")
    lexical = LexicalIndex.load(version / "lexical")
    passages = _read_passages(version / "passages.json")
    _refuse(len(dense) != len(passages.texts), "The index is damaged: its parts differ in length.")
    background = Background(**manifest["background"])
    return Index(
        passages=passages,
        # Needed only to rebuild, so it stays on disk until then.
        vectors=np.load(version / "vectors.npy", mmap_mode="r"),
        space=_read_space(version / "space.npz"),
        dense=dense,
        lexical=lexical,
        background=background,
        pool=int(manifest["pool"]),
    )


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
        manifest = json.loads((version / "manifest.json").read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise IndexMismatchError("There is no index yet.", _REBUILD) from error
    except ValueError as error:
        raise IndexMismatchError("The index's manifest is damaged.", _REBUILD) from error
    keys = {"format", "encoder", "fingerprint", "background", "pool", "files"}
    _refuse(not isinstance(manifest, dict) or not keys <= set(manifest), "The manifest is damaged.")
    return dict(manifest)


def _refuse(condition: bool, problem: str) -> None:
    if condition:
        raise IndexMismatchError(problem, _REBUILD)


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _write_passages(file: Path, passages: Passages) -> None:
    content = {
        "documents": [asdict(document) for document in passages.documents],
        "texts": passages.texts,
        "owners": passages.owners.tolist(),
    }
    file.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def _read_passages(file: Path) -> Passages:
    content = json.loads(file.read_text(encoding="utf-8"))
    documents = tuple(
        DocumentInfo(d["id"], d["group"], d["language"], tuple(d["regions"]))
        for d in content["documents"]
    )
    return Passages(documents, tuple(content["texts"]), np.array(content["owners"], np.int64))
