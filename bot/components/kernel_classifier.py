"""What a message wants, looked at as a whole and part by part, and whether it tells of danger."""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.featurizers.featurizer import Featurizer
from rasa.shared.constants import INTENT_MESSAGE_PREFIX
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.kernel_model import KernelModel, KernelOptions, Vectors
from bot.components.parts import PARTS

#: Under this key a message carries how far danger is told in it, 0.0–1.0; 0.5 is the limit.
DANGER = "danger"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class KernelClassifier(GraphComponent, IntentClassifier):
    """Classifies a message as a whole, and its parts where it says several things.

    A greeting, thanks or a yes does not hide the question behind it: when the whole looks like
    one of ``courtesies``, the part that surely wants something else is taken instead.
    """

    @classmethod
    def required_components(cls) -> list[type]:
        """Components that have to come earlier in the pipeline."""
        return [Featurizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """See :class:`KernelOptions` and the comments in ``bot/config.yml``."""
        return {
            "width": 1.0,
            "letters": 0.35,
            "ridge": 0.1,
            "sharpness": 14.0,
            "courtesies": ["greet", "thanks", "goodbye", "affirm", "deny"],
            "sure": 0.5,
            "danger_intent": "report_danger",
            "danger_whole": 0.35,
            "danger_part": 0.5,
        }

    def __init__(
        self,
        config: dict[str, Any],
        storage: ModelStorage,
        resource: Resource,
        model: KernelModel | None = None,
    ) -> None:
        self._config = config
        self._storage = storage
        self._resource = resource
        self._model = model

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> KernelClassifier:
        """An untrained classifier."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> KernelClassifier:
        """The classifier that was trained."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, KernelModel.load(folder, _options(config)))

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the phrases that carry an intent."""
        examples = training_data.intent_examples
        self._model = KernelModel.fit(
            [example.get(TEXT) for example in examples],
            np.concatenate([_vector(example) for example in examples]),
            [example.get(INTENT) for example in examples],
            _options(self._config),
        )
        with self._storage.write_to(self._resource) as folder:
            self._model.save(folder)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Set intent, ranking and danger of each message; payloads get the intent of nothing."""
        for message in messages:
            text = message.get(TEXT) or ""
            if self._model is None or not text.strip() or text.startswith(INTENT_MESSAGE_PREFIX):
                # The fallback looks at every message, and Rasa reads a payload only after it.
                message.set(INTENT, {"name": None, "confidence": 0.0}, add_to_output=True)
                continue
            pieces = message.get(PARTS) or []
            scores = self._model.scores(
                [text, *(piece for piece, _ in pieces)],
                np.concatenate([_vector(message), *(vector[np.newaxis] for _, vector in pieces)]),
            )
            chosen = self._chosen(self._model.probabilities(scores))
            ranking = [
                {"name": self._labels[number], "confidence": float(chosen[number])}
                for number in np.argsort(-chosen)
            ]
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking[:10], add_to_output=True)
            message.set(DANGER, self._danger(scores))
        return messages

    @property
    def _labels(self) -> tuple[str, ...]:
        return self._model.labels if self._model else ()

    def _chosen(self, probabilities: Vectors) -> Vectors:
        """The row that tells what the message wants; the first row is the whole message."""
        courtesy = np.array([label in self._config["courtesies"] for label in self._labels])
        whole: Vectors = probabilities[0]
        if not courtesy[whole.argmax()]:
            return whole
        wanting = [row for row in probabilities[1:] if not courtesy[row.argmax()]]
        surest: Vectors = max(wanting, key=lambda row: float(row.max()), default=whole)
        return surest if float(surest.max()) >= float(self._config["sure"]) else whole

    def _danger(self, scores: Vectors) -> float:
        """Danger in the whole or in a part, measured against the limit of each.

        One sentence out of many is looked at more strictly, because a long story has many chances
        to sound like something else.
        """
        name = self._config["danger_intent"]
        if name not in self._labels:
            return 0.0
        told = scores[:, self._labels.index(name)]
        measured = [told[0] / self._config["danger_whole"]]
        measured += [value / self._config["danger_part"] for value in told[1:]]
        return float(np.clip(0.5 * max(measured), 0.0, 1.0))


def _options(config: dict[str, Any]) -> KernelOptions:
    return KernelOptions(
        width=float(config["width"]),
        letters=float(config["letters"]),
        ridge=float(config["ridge"]),
        sharpness=float(config["sharpness"]),
    )


def _vector(message: Message) -> Vectors:
    """The sentence vector of a message, shape (1, dimension)."""
    _, sentence = message.get_dense_features(TEXT, [])
    if sentence is None:
        raise ValueError("KernelClassifier needs a dense featurizer before it.")
    return np.asarray(sentence.features, np.float32)
