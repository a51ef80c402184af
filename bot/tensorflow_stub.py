"""Stands in for TensorFlow, which Rasa imports everywhere and this assistant never uses.

Importing TensorFlow costs half of the start-up and 350 MB of memory. No configured component needs
it, but ``rasa.core.policies.policy`` imports it on the way, so configuration alone cannot avoid it.
The stub answers those imports with empty classes. It refuses to work when a component that does
need TensorFlow is configured; plain ``rasa`` then remains the way to train and run.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import sys
from collections.abc import Iterable, Sequence
from types import ModuleType
from typing import Any

from bot.errors import ModelError

_STUBBED = frozenset(
    {"tensorflow", "tensorflow_hub", "tensorflow_text", "tensorflow_addons", "keras", "jax"}
)
_NEED_TENSORFLOW = frozenset(
    {
        "ConveRTFeaturizer",
        "DIETClassifier",
        "LanguageModelFeaturizer",
        "ResponseSelector",
        "TEDPolicy",
        "UnexpecTEDIntentPolicy",
    }
)


class _AnythingMeta(type):
    """Class whose missing attributes are the class itself, so that it can stand anywhere."""

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return Anything

    def __call__(cls, *args: Any, **options: Any) -> Any:
        if cls is Anything and len(args) == 1 and callable(args[0]) and not options:
            # Used as a decorator without brackets: gives the decorated thing back.
            return args[0]
        return super().__call__(*args, **options)

    def __iter__(cls) -> Any:
        return iter(())


class Anything(metaclass=_AnythingMeta):
    """Base class, decorator, type hint or constant, whatever the importing code makes of it."""

    def __init__(self, *_: Any, **__: Any) -> None:
        pass

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return Anything

    def __call__(self, *args: Any, **_: Any) -> Any:
        """As a decorator with brackets, gives the decorated thing back."""
        return args[0] if args else self

    def __class_getitem__(cls, _: Any) -> Any:
        return cls


class _StubModule(ModuleType):
    __version__ = "0.0.0"

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.__path__ = []

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return Anything


class _StubFinder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname.partition(".")[0] in _STUBBED:
            return importlib.machinery.ModuleSpec(fullname, self, is_package=True)
        return None

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType:
        return _StubModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Nothing to run: a stub has no code."""


def install(component_names: Iterable[str]) -> None:
    """Put the stub in place; does nothing when TensorFlow is already loaded.

    Args:
        component_names: Names of all configured pipeline components and policies.

    Raises:
        ModelError: A configured component needs the real TensorFlow.
    """
    needing = sorted(_NEED_TENSORFLOW & {name.rpartition(".")[2] for name in component_names})
    if needing:
        raise ModelError(
            f"bot/config.yml names {', '.join(needing)}, which need TensorFlow.",
            "Remove them, or train and run with plain `rasa` instead of `python -m bot.run`.",
        )
    if "tensorflow" not in sys.modules:
        sys.meta_path.insert(0, _StubFinder())
