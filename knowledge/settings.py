"""Settings of the knowledge room, read once from the environment (prefix ``FANAL_``)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from environs import Env

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things lie and which encoder is used."""

    #: Articles, one folder each.
    articles_dir: Path
    #: Offices, one file each.
    offices_dir: Path
    #: Which steps make up a pathway.
    pathways_file: Path
    #: Built encoder (ONNX graph, tokenizer, manifest).
    encoder_dir: Path
    #: Built index.
    index_dir: Path
    #: ``onnx-e5-small`` (the default), or the name or folder of any sentence-transformers model.
    encoder: str
    #: Threads of one encoder session; questions are short, more than 2 gain nothing.
    encoder_threads: int


@lru_cache(maxsize=1)
def settings() -> Settings:
    """Read the environment once; later changes of it are not seen."""
    env = Env(prefix="FANAL_")
    var = env.path("VAR", ROOT / "var")
    room = ROOT / "knowledge"
    return Settings(
        articles_dir=env.path("ARTICLES", room / "articles"),
        offices_dir=env.path("OFFICES", room / "offices"),
        pathways_file=env.path("PATHWAYS", room / "pathways" / "pathways.yml"),
        encoder_dir=env.path("ENCODER_DIR", var / "encoder"),
        index_dir=env.path("INDEX_DIR", var / "index"),
        encoder=env.str("ENCODER", "onnx-e5-small"),
        encoder_threads=env.int("ENCODER_THREADS", 2),
    )
