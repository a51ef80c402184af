"""The default encoder: multilingual-e5-small with 4-bit weights on ONNX Runtime."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from knowledge.encoders.batching import batches_by_length
from knowledge.encoders.manifest import MEND, Manifest, load, read_manifest
from knowledge.encoders.protocol import Progress, Vectors
from knowledge.encoders.query_cache import QueryCache
from knowledge.errors import EncoderError

#: The model was trained on texts marked like this.
QUERY_PREFIX, PASSAGE_PREFIX = "query: ", "passage: "
#: Tokens the model can take, marks and prefix included; about 350 English words.
MAX_TOKENS = 512
#: Padded tokens of a batch: beyond this, bigger batches gained nothing on two threads.
_BATCH_TOKENS = 512
#: Token that fills the shorter rows of a batch.
PAD = 1


class OnnxE5Encoder:
    """Encodes with a built folder; see ``knowledge.encoders.build``.

    A text longer than ``MAX_TOKENS`` is cut: what follows does not shape its vector. Equal texts
    get equal vectors up to rounding (about 1e-6), whatever else is in the batch.
    """

    def __init__(self, directory: Path, threads: int = 2) -> None:
        """Load graph and tokenizer.

        Args:
            directory: A folder that ``fanal encoder build`` made.
            threads: Threads of one calculation, at least 1.

        Raises:
            EncoderError: The folder is missing, damaged or of another version.
        """
        if threads < 1:
            raise EncoderError(
                f"An encoder cannot run on {threads} threads.",
                "Set FANAL_ENCODER_THREADS to 1 or more.",
            )
        manifest = read_manifest(directory)
        self.name = manifest.encoder_name
        self.dimension = manifest.dimension
        self._tokenizer = _tokenizer(directory, manifest)
        self._session = _session(directory, manifest, threads)
        self._queries = QueryCache(self.dimension)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """See ``Encoder.encode_queries``; the last few hundred questions are remembered."""
        return self._queries.encode(texts, lambda unknown: self._encode(QUERY_PREFIX, unknown))

    def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """See ``Encoder.encode_passages``."""
        return self._encode(PASSAGE_PREFIX, texts, progress)

    def token_count(self, text: str) -> int:
        """Tokens of a text after cutting, its marks included, its prefix not."""
        return len(self._tokens([text])[0])

    def _encode(
        self, prefix: str, texts: Sequence[str], progress: Progress | None = None
    ) -> Vectors:
        rows = self._tokens([prefix + text for text in texts])
        vectors = np.empty((len(rows), self.dimension), np.float32)
        done = 0
        for batch in batches_by_length([len(row) for row in rows], _BATCH_TOKENS):
            vectors[batch] = self._run([rows[position] for position in batch])
            done += len(batch)
            if progress:
                progress(done, len(rows))
        return vectors

    def _tokens(self, texts: list[str]) -> list[list[int]]:
        # Half of a broken surrogate pair cannot be told to the tokenizer; it becomes "?".
        clean = [text.encode("utf-8", "replace").decode("utf-8") for text in texts]
        if len(clean) == 1:  # without a detour through the tokenizer's thread pool
            return [self._tokenizer.encode(clean[0]).ids]
        return [encoding.ids for encoding in self._tokenizer.encode_batch(clean)]

    def _run(self, rows: list[list[int]]) -> Vectors:
        shape = (len(rows), max(map(len, rows)))
        ids, mask = np.full(shape, PAD, np.int64), np.zeros(shape, np.int64)
        for row, tokens in enumerate(rows):
            ids[row, : len(tokens)] = tokens
            mask[row, : len(tokens)] = 1
        vectors: Vectors
        (vectors,) = self._session.run(None, {"input_ids": ids, "attention_mask": mask})
        return vectors


def _tokenizer(directory: Path, manifest: Manifest) -> Tokenizer:
    content = load(directory, manifest.tokenizer)
    try:
        tokenizer = Tokenizer.from_buffer(content)
    except Exception as error:  # the library raises nothing narrower
        raise EncoderError(f"The tokenizer in {directory} cannot be read.", MEND) from error
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_TOKENS)
    return tokenizer


def _session(directory: Path, manifest: Manifest, threads: int) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # Threads that wait busily answer a question 3 ms sooner (5.7 against 8.4 ms), but take three
    # times the processor time from the other processes of the same machine (32 against 9 ms).
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    content = load(directory, manifest.graph)
    try:
        return onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # the library's own classes are not public
        raise EncoderError(f"The graph in {directory} cannot be loaded.", MEND) from error
