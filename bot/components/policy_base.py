"""What the two policies without training share."""

from __future__ import annotations

from typing import Any

from rasa.core.featurizers.tracker_featurizers import TrackerFeaturizer
from rasa.core.policies.policy import Policy, PolicyPrediction
from rasa.engine.graph import ExecutionContext
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.domain import Domain
from rasa.shared.core.generator import TrackerWithCachedStates
from rasa.shared.core.trackers import DialogueStateTracker


class FixedPolicy(Policy):
    """A policy that decides by looking at the conversation, without any training."""

    def _create_featurizer(self) -> TrackerFeaturizer | None:
        return None

    def train(
        self,
        training_trackers: list[TrackerWithCachedStates],
        domain: Domain,
        **kwargs: Any,
    ) -> Resource:
        """Nothing to learn."""
        return self._resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> FixedPolicy:
        """Nothing was stored, so loading is creating."""
        return cls(config, model_storage, resource, execution_context)

    def choose(self, tracker: DialogueStateTracker) -> str | None:
        """The action to take, or ``None`` to leave the choice to the other policies."""
        raise NotImplementedError

    def predict_action_probabilities(
        self,
        tracker: DialogueStateTracker,
        domain: Domain,
        rule_only_data: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> PolicyPrediction:
        """Certainty for the chosen action, or no opinion."""
        action = self.choose(tracker)
        probabilities = [0.0] * domain.num_actions
        if action is None:
            return self._prediction(probabilities)
        probabilities[domain.index_for_action(action)] = 1.0
        # A prediction "without user" is the only kind that overrules everything else.
        return self._prediction(probabilities, is_no_user_prediction=True)
