"""A model of a few kilobytes in the real container format, and a whole build of the real one."""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from knowledge.encoders import build as building
from knowledge.encoders import export as exporting
from knowledge.encoders.bundled import BundledFiles
from knowledge.encoders.check import CheckReport
from knowledge.encoders.container import Sizes

SIZES = Sizes(
    hidden=64,
    layers=2,
    heads=2,
    feed_forward=96,
    vocabulary=40,
    positions=512,
    token_types=2,
    epsilon=1e-12,
)


@dataclass(frozen=True)
class TinyModel:
    """A container file and the weights that went into it, by the container's names."""

    path: Path
    sizes: Sizes
    weights: dict[str, NDArray[np.float32]]


def shapes(sizes: Sizes) -> dict[str, tuple[int, ...]]:
    """Tensor shapes; two dimensions and a name on ``.w`` or ``emb.word`` mean 4-bit blocks."""
    hidden, wide = sizes.hidden, sizes.feed_forward
    result: dict[str, tuple[int, ...]] = {
        "emb.word": (sizes.vocabulary, hidden),
        "emb.pos": (sizes.positions, hidden),
        "emb.type": (sizes.token_types, hidden),
        "emb.ln.w": (hidden,),
        "emb.ln.b": (hidden,),
    }
    for layer in range(sizes.layers):
        for part in ("q", "k", "v", "ao", "fi", "fo"):
            rows, columns = wide if part == "fi" else hidden, wide if part == "fo" else hidden
            result[f"l{layer}.{part}.w"], result[f"l{layer}.{part}.b"] = (rows, columns), (rows,)
        for part in ("aln", "oln"):
            result[f"l{layer}.{part}.w"] = result[f"l{layer}.{part}.b"] = (hidden,)
    return result


def write_container(path: Path, sizes: Sizes, seed: int = 0) -> TinyModel:
    """Write random weights, packed byte by byte as the format says."""
    random = np.random.default_rng(seed)
    weights, tensors = {}, []
    for name, shape in shapes(sizes).items():
        if len(shape) == 2 and name not in {"emb.pos", "emb.type"}:
            codes = random.integers(0, 16, (*shape[:1], shape[1] // 32, 32), np.uint8)
            scales = random.uniform(0.01, 0.05, codes.shape[:2]).astype(np.float16)
            values = (codes.astype(np.float32) - 8) * scales.astype(np.float32)[..., None]
            weights[name] = values.reshape(shape)
            content = b"".join(
                scale.tobytes()
                + bytes(low | high << 4 for low, high in zip(b[:16], b[16:], strict=True))
                for scale, b in zip(scales.ravel(), codes.reshape(-1, 32).tolist(), strict=True)
            )
            tensors.append((name, 1, content))
        else:
            values = random.normal(0, 0.3, shape).astype(np.float32)
            if name.endswith("ln.w"):
                values += 1
            weights[name] = values
            tensors.append((name, 0, values.tobytes()))
    path.write_bytes(_assemble(sizes, tensors, {n: w.size for n, w in weights.items()}))
    return TinyModel(path, sizes, weights)


def _assemble(sizes: Sizes, tensors: list[tuple[str, int, bytes]], counts: dict[str, int]) -> bytes:
    numbers = (sizes.hidden, sizes.layers, sizes.heads, sizes.feed_forward, sizes.vocabulary)
    head = b"E5S1" + struct.pack(
        "<I7ifi", 1, *numbers, sizes.positions, sizes.token_types, sizes.epsilon, 32
    )
    head += struct.pack("<5iQ", 2, 0, 2, 1, 3, 4) + bytes(4 * 3 + 4 * 2) + b"abcd"  # vocabulary
    head += struct.pack("<iI", 1, 9) + bytes(9) + struct.pack("<i", len(tensors))
    offset = len(head) + sum(2 + len(name) + 21 for name, _kind, _content in tensors)
    for name, kind, content in tensors:
        entry = struct.pack("<BIQQ", kind, counts[name], offset, len(content))
        head += struct.pack("<H", len(name)) + name.encode() + entry
        offset += len(content)
    return head + b"".join(content for _name, _kind, content in tensors)


def write_tokenizer(path: Path) -> None:
    """A tokenizer of single letters, with the special tokens where the real one has them."""
    letters = [["\u2581", -1.0], *([chr(code), -2.0] for code in range(ord("a"), ord("z") + 1))]
    specials = ["<s>", "<pad>", "</s>", "<unk>"]
    frame = [
        {"SpecialToken": {"id": "<s>", "type_id": 0}},
        {"Sequence": {"id": "A", "type_id": 0}},
        {"SpecialToken": {"id": "</s>", "type_id": 0}},
    ]
    marks = {
        mark: {"id": mark, "ids": [number], "tokens": [mark]}
        for mark, number in (("<s>", 0), ("</s>", 2))
    }
    tokenizer = {
        "version": "1.0",
        "added_tokens": [],
        "normalizer": None,
        "pre_tokenizer": {
            "type": "Metaspace",
            "replacement": "\u2581",
            "prepend_scheme": "always",
            "split": True,
        },
        "post_processor": {
            "type": "TemplateProcessing",
            "single": frame,
            "pair": frame,
            "special_tokens": marks,
        },
        "decoder": None,
        "model": {
            "type": "Unigram",
            "unk_id": 3,
            "vocab": [*([special, 0.0] for special in specials), *letters],
        },
    }
    path.write_text(json.dumps(tokenizer), encoding="utf-8")


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> TinyModel:
    return write_container(tmp_path_factory.mktemp("model") / "weights.bin", SIZES)


@pytest.fixture
def tiny_bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> BundledFiles:
    """Puts the tiny model in the place of the installed one; every build passes its check."""
    files = BundledFiles(weights=tmp_path / "weights.bin", tokenizer=tmp_path / "tokenizer.json")
    write_container(files.weights, SIZES)
    write_tokenizer(files.tokenizer)
    report = CheckReport(1, 1, 1.0, 1.0, "en", 0)
    monkeypatch.setattr(building, "bundled_files", lambda: files)
    monkeypatch.setattr(exporting, "bundled_files", lambda: files)
    monkeypatch.setattr(building, "check", lambda *_arguments, **_options: report)
    return files


@pytest.fixture(scope="session")
def real_encoder_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The default encoder, built from the installed packages as an operator would."""
    directory = tmp_path_factory.mktemp("built") / "encoder"
    building.build(directory)
    return directory


@pytest.fixture(scope="session")
def exported_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The default weights as a sentence-transformers model, where that library is installed."""
    pytest.importorskip(
        "sentence_transformers",
        reason="the optional extra sentence-transformers is not installed",
        exc_type=ImportError,
    )
    directory = tmp_path_factory.mktemp("exported") / "model"
    exporting.export(directory)
    return directory
