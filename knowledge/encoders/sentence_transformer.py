"""Any sentence-transformers model behind the encoder protocol (optional extra)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from knowledge.encoders.protocol import Progress, Vectors
from knowledge.encoders.query_cache import QueryCache
from knowledge.errors import EncoderError

_EXTRA = "sentence-transformers"
#: Texts between two reports of progress; the library sorts and batches within.
_CHUNK = 256
#: Under these names models define how a question and a passage begin; the first that is not empty
#: counts, because the library itself defines empty ones for models that have none.
_QUERY_PROMPTS = ("query",)
_PASSAGE_PROMPTS = ("passage", "document", "corpus")


class SentenceTransformerEncoder:
    """Encodes with a model of the sentence-transformers library.

    Texts longer than the model takes are cut by the library.
    """

    def __init__(self, model: str | Path, *, threads: int = 2) -> None:
        """Load a model.

        Args:
            model: A folder, or a name on the model hub (then fetched by the library at first use).
            threads: Threads of one calculation; holds for the whole process.

        Raises:
            EncoderError: The optional extra is not installed, or the model cannot be loaded.
        """
        self._model = _load(str(model), threads)
        self.name = f"{Path(model).name}@{_fingerprint(self._model)}"
        self._query_prompt = _prompt(self._model, _QUERY_PROMPTS)
        self._passage_prompt = _prompt(self._model, _PASSAGE_PROMPTS)
        # A vector tells it: the method that does was renamed in the midst of a major version, and
        # some models do not know.
        self.dimension = _encode(self._model.encode_query, ["?"], self._query_prompt).shape[1]
        self._queries = QueryCache(self.dimension)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """See ``Encoder.encode_queries``; the last few hundred questions are remembered."""
        return self._queries.encode(
            texts, lambda unknown: _encode(self._model.encode_query, unknown, self._query_prompt)
        )

    def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """See ``Encoder.encode_passages``."""
        vectors = np.empty((len(texts), self.dimension), np.float32)
        for start in range(0, len(texts), _CHUNK):
            chunk = list(texts[start : start + _CHUNK])
            vectors[start : start + _CHUNK] = _encode(
                self._model.encode_document, chunk, self._passage_prompt
            )
            if progress:
                progress(start + len(chunk), len(texts))
        return vectors


def _load(model: str, threads: int) -> Any:
    try:
        library, torch = import_module("sentence_transformers"), import_module("torch")
    except ImportError as error:
        raise EncoderError(
            f"The encoder {model} needs the optional extra {_EXTRA}.",
            "Run `make install-all`.",
        ) from error
    torch.set_num_threads(threads)
    try:
        # Weights that a checkpoint lacks are drawn at random. They are seldom used, but with a
        # fixed seed the same folder has the same fingerprint every time.
        with torch.random.fork_rng():
            torch.manual_seed(0)
            return library.SentenceTransformer(model)
    except (OSError, ValueError) as error:
        raise EncoderError(
            f"The sentence-transformers model {model} cannot be loaded.",
            "Set FANAL_ENCODER to the folder of a model or to its name on the model hub.",
        ) from error


def _prompt(model: Any, names: Sequence[str]) -> str | None:
    prompts: dict[str, str] = model.prompts
    return next((prompts[name] for name in names if prompts.get(name)), None)


def _encode(encode: Callable[..., Any], texts: list[str], prompt: str | None) -> Vectors:
    vectors: Vectors = encode(
        texts, prompt=prompt, normalize_embeddings=True, show_progress_bar=False
    )
    return vectors.astype(np.float32, copy=False)


def _fingerprint(model: Any) -> str:
    """Digest over all that shapes a vector: weights, tokenizer, modules, prompts, longest text.

    A model's name says too little: the folder of a model that is being tuned keeps its name.
    """
    digest = hashlib.blake2b(digest_size=8)
    for key, tensor in sorted(model.state_dict().items()):
        digest.update(f"{key} {tensor.dtype} {tuple(tensor.shape)}".encode())
        # As bytes: numpy does not know every type that weights come in.
        raw = tensor.detach().cpu().contiguous().flatten().view(import_module("torch").uint8)
        digest.update(raw.numpy().data)
    settings = (repr(model), model.prompts, model.max_seq_length)
    digest.update(json.dumps(settings, sort_keys=True, default=str).encode())
    digest.update(_tokenizer_text(model.tokenizer).encode())
    return digest.hexdigest()


def _tokenizer_text(tokenizer: Any) -> str:
    backend = getattr(tokenizer, "backend_tokenizer", tokenizer)
    if hasattr(backend, "to_str"):
        return str(backend.to_str())
    return json.dumps(tokenizer.get_vocab(), sort_keys=True)
