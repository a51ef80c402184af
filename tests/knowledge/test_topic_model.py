from __future__ import annotations

import numpy as np

from knowledge.topic_model import TopicModel


def _clusters(random: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Thirty groups whose direction hides under noise that all share."""
    groups = np.repeat(np.arange(30), 20)
    centres = random.normal(size=(30, 16))
    noise = random.normal(size=(600, 48)) * 1.5
    vectors = np.concatenate([centres[groups] + random.normal(size=(600, 16)) * 0.6, noise], axis=1)
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32), groups


def test_it_tells_groups_apart_better_than_their_centres():
    vectors, groups = _clusters(np.random.default_rng(5))
    seen = np.arange(600) % 4 != 0
    model = TopicModel.train(vectors[seen], groups[seen])
    learned = (vectors[~seen] @ model.weights).argmax(axis=1) == groups[~seen]
    centres = np.stack([vectors[seen][groups[seen] == group].mean(axis=0) for group in range(30)])
    nearest = (vectors[~seen] @ centres.T).argmax(axis=1) == groups[~seen]
    assert learned.mean() > nearest.mean()


def test_the_same_passages_give_the_same_model():
    vectors, groups = _clusters(np.random.default_rng(6))
    one, other = (TopicModel.train(vectors, groups) for _ in range(2))
    assert np.array_equal(one.weights, other.weights)
    assert one.scores(vectors[0]).shape == (30,)
