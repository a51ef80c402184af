"""Opens the encoder that the settings name."""

from __future__ import annotations

from knowledge.encoders.onnx_e5 import OnnxE5Encoder
from knowledge.encoders.protocol import Encoder
from knowledge.encoders.sentence_transformer import SentenceTransformerEncoder
from knowledge.settings import Settings

#: What ``Settings.encoder`` says for the default encoder.
DEFAULT_ENCODER = "onnx-e5-small"


def load_encoder(settings: Settings) -> Encoder:
    """Open the default encoder, or any sentence-transformers model by name or folder.

    Args:
        settings: ``encoder``, ``encoder_dir`` and ``encoder_threads`` are read.

    Raises:
        EncoderError: The default encoder is missing, damaged or of another version; or the optional
            extra or the named model is missing.
    """
    if settings.encoder == DEFAULT_ENCODER:
        return OnnxE5Encoder(settings.encoder_dir, settings.encoder_threads)
    return SentenceTransformerEncoder(settings.encoder, threads=settings.encoder_threads)
