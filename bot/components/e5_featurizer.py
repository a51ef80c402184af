"""Sentence vectors of a message and of its parts, centred for the intent classifier."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.constants import INTENT_MESSAGE_PREFIX
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.parts import PARTS, parts
from bot.components.phrase_vectors import encoded_phrases
from bot.settings import settings as bot_settings
from knowledge.encoders.load import load_encoder
from knowledge.encoders.protocol import Encoder
from knowledge.settings import settings

#: More is never needed to tell what somebody wants; the guard refuses much longer texts anyway.
_LONGEST_TEXT = 1000
_MEAN_FILE = "mean.npy"

#: Rasa trains one instance and lets another one process the same phrases right afterwards; this
#: passes the vectors on, so that they are computed once.
_passed_on: dict[str, NDArray[np.float32]] = {}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class E5Featurizer(DenseFeaturizer, GraphComponent):
    """Adds one dense sentence feature, shape ``(1, dim)``, float32, of length 1.

    A message that says several things also gets ``parts``: their texts and their vectors, encoded
    in the same run. The mean over the training phrases is taken off first: what all phrases share
    says nothing about the intent.
    """

    @classmethod
    def required_components(cls) -> list[type]:
        """Components that have to come earlier in the pipeline."""
        return [Tokenizer]

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """There is nothing to configure."""

    def __init__(
        self,
        name: str,
        config: dict[str, Any],
        *,
        storage: ModelStorage,
        resource: Resource,
        encoder: Encoder,
        mean: NDArray[np.float32],
    ) -> None:
        super().__init__(name, config)
        self._storage = storage
        self._resource = resource
        self._encoder = encoder
        self._mean = mean

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> E5Featurizer:
        """An untrained featurizer, whose mean is zero."""
        encoder = load_encoder(settings())
        mean = np.zeros(encoder.dimension, np.float32)
        return cls(
            execution_context.node_name,
            config,
            storage=model_storage,
            resource=resource,
            encoder=encoder,
            mean=mean,
        )

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> E5Featurizer:
        """The featurizer with the mean of its training phrases."""
        component = cls.create(config, model_storage, resource, execution_context)
        with model_storage.read_from(resource) as folder:
            component._mean = np.load(folder / _MEAN_FILE)
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Learn the mean, from phrases that carry an intent."""
        texts = [_shortened(message) for message in training_data.intent_examples]
        vectors = encoded_phrases(texts, self._encoder, bot_settings().var / "phrases")
        _passed_on.update(zip(texts, vectors, strict=True))
        self._mean = vectors.mean(axis=0)
        with self._storage.write_to(self._resource) as folder:
            np.save(folder / _MEAN_FILE, self._mean)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Add features to all training phrases; each says one thing, so none has parts."""
        messages = training_data.training_examples
        texts = [_shortened(message) for message in messages]
        self._add(messages, self._vectors(texts, known=_passed_on))
        _passed_on.clear()
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Add features to messages; button payloads and empty texts get zeros, unencoded."""
        for message in messages:
            text = _shortened(message)
            # Of the whole message: danger told at the end of a long story counts, too.
            whole = message.get(TEXT) or ""
            pieces = [] if text.startswith(INTENT_MESSAGE_PREFIX) else parts(whole)
            vectors = self._vectors([text, *pieces])
            self._add([message], vectors[:1])
            if pieces:
                message.set(PARTS, list(zip(pieces, vectors[1:], strict=True)))
        return messages

    def _add(self, messages: list[Message], vectors: NDArray[np.float32]) -> None:
        for message, vector in zip(messages, vectors, strict=True):
            row = vector[np.newaxis]
            self.add_features_to_message(row, row, TEXT, message)

    def _vectors(
        self, texts: list[str], known: Mapping[str, NDArray[np.float32]] | None = None
    ) -> NDArray[np.float32]:
        """Centred unit vectors, shape (n_texts, dimension); ``known`` ones are not encoded."""
        worth = [i for i, t in enumerate(texts) if t and not t.startswith(INTENT_MESSAGE_PREFIX)]
        vectors = np.zeros((len(texts), len(self._mean)), np.float32)
        if worth:
            centred = self._encoded([texts[i] for i in worth], known or {}) - self._mean
            lengths = np.linalg.norm(centred, axis=1, keepdims=True)
            vectors[worth] = centred / np.maximum(lengths, 1e-6)
        return vectors

    def _encoded(
        self, texts: list[str], known: Mapping[str, NDArray[np.float32]]
    ) -> NDArray[np.float32]:
        if all(text in known for text in texts):
            return np.stack([known[text] for text in texts])
        return self._encoder.encode_queries(texts)


def _shortened(message: Message) -> str:
    return (message.get(TEXT) or "").strip()[:_LONGEST_TEXT]
