from __future__ import annotations

import subprocess
import sys

import pytest

from bot import launch, tensorflow_stub
from bot.errors import ModelError
from bot.settings import ROOT


def test_a_component_that_needs_tensorflow_is_refused_by_name() -> None:
    with pytest.raises(ModelError, match="DIETClassifier"):
        tensorflow_stub.install(["WhitespaceTokenizer", "rasa.nlu.classifiers.DIETClassifier"])


def test_the_shipped_configuration_needs_none() -> None:
    tensorflow_stub.install(launch.component_names(launch.CONFIG))


def test_names_of_the_stub_can_be_base_classes_decorators_and_constants() -> None:
    program = """
from bot import tensorflow_stub
tensorflow_stub.install([])
import tensorflow as tf
from tensorflow.keras.layers import Layer
class Mine(Layer): pass
@tf.function
def double(x): return 2 * x
assert double(4) == 8
assert Mine() is not None
assert tf.float32 is not None
"""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
