"""An index on disk: written beside the old one, then swapped in by one rename of a link."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.dense_index import DenseIndex
from knowledge.document import Document
from knowledge.errors import IndexMismatchError
from knowledge.fusion import Background
from knowledge.lexical_index import LexicalIndex

#: Raised when the files change their meaning; an index of another format is refused.
FORMAT = 1
_CURRENT = "current"
_REBUILD = "Run `fanal knowledge build`."


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """What a search needs of a document once its passages are indexed."""

    id: str
    group: str
    language: str
    regions: tuple[str, ...]


@dataclass(frozen=True)
class Passages:
    """All passages of a corpus; position in ``texts`` is the row number everywhere."""

    documents: tuple[DocumentInfo, ...]
    texts: tuple[str, ...]
    owners: NDArray[np.int64]

    @classmethod
    def of(
        cls, documents: Sequence[Document], texts: Sequence[str], owners: Sequence[int]
    ) -> Passages:
        """Passages ``texts``, each owned by ``documents[owner]``."""
        infos = (DocumentInfo(d.id, d.group_id, d.language, d.regions) for d in documents)
        return cls(tuple(infos), tuple(texts), np.array(owners, np.int64))

    @cached_property
    def languages(self) -> list[str]:
        """Language of each passage."""
        return [self.documents[owner].language for owner in self.owners]

    def document_of(self, row: int) -> DocumentInfo:
        """The document that a passage belongs to."""
        return self.documents[int(self.owners[row])]

    def rows_in(self, region: str) -> NDArray[np.int64]:
        """Rows of documents that hold in ``region``; no regions means everywhere."""
        holds = np.array([not d.regions or region in d.regions for d in self.documents])
        return np.flatnonzero(holds[self.owners]).astype(np.int64)

    def keys(self) -> list[bytes]:
        """Key of each passage's text."""
        return [passage_key(text) for text in self.texts]


def passage_key(text: str) -> bytes:
    """Sixteen bytes that stand for a passage's text."""
    return hashlib.blake2b(text.encode(), digest_size=16).digest()


@dataclass(frozen=True, slots=True)
class Stored:
    """Everything an index folder holds."""

    encoder: str
    fingerprint: str
    passages: Passages
    dense: DenseIndex
    lexical: LexicalIndex
    background: Background


def write(folder: Path, stored: Stored) -> None:
    """Write a new version and make it the current one; older versions are removed."""
    folder.mkdir(parents=True, exist_ok=True)
    version = Path(mkdtemp(prefix="v-", dir=folder))
    try:
        stored.dense.save(version / "dense.faiss")
        stored.lexical.save(version / "lexical")
        _write_passages(version / "passages.json", stored.passages)
        manifest = {
            "format": FORMAT,
            "encoder": stored.encoder,
            "fingerprint": stored.fingerprint,
            "passages": len(stored.passages.texts),
            "background": asdict(stored.background),
            "files": {name: _digest(version / name) for name in ("dense.faiss", "passages.json")},
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


def read(folder: Path, *, encoder: str, fingerprint: str | None) -> Stored:
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
    return Stored(encoder, manifest["fingerprint"], passages, dense, lexical, background)


def _manifest(version: Path) -> dict[str, Any]:
    try:
        manifest = json.loads((version / "manifest.json").read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise IndexMismatchError("There is no index yet.", _REBUILD) from error
    except ValueError as error:
        raise IndexMismatchError("The index's manifest is damaged.", _REBUILD) from error
    keys = {"format", "encoder", "fingerprint", "background", "files"}
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
