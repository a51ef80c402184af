"""``python -m bot.train``: trains the dialogue model, if anything it is made from has changed."""

from __future__ import annotations

import argparse
import contextlib
import io
import sys
import time

from bot import launch, model, texts
from bot.errors import BotError, ModelError
from bot.settings import ROOT, Settings, settings
from bot.texts import catalogues
from knowledge.errors import KnowledgeError
from knowledge.settings import settings as knowledge_settings


def train(chosen: Settings, *, force: bool = False) -> bool:
    """Train, unless the stored model is current.

    Args:
        chosen: Where the model goes.
        force: Train in any case.

    Returns:
        Whether a model was trained.

    Raises:
        ModelError: The training failed.
        KnowledgeError: The encoder is missing.
    """
    catalogues.compile_all(only_stale=True)
    texts.available.cache_clear()
    wanted = model.fingerprint(encoder=knowledge_settings().encoder)
    if not force and model.is_current(chosen, wanted):
        return False
    launch.prepare(chosen)
    from rasa.model_training import train as rasa_train  # noqa: PLC0415
    from rasa.shared.exceptions import RasaException  # noqa: PLC0415

    # Rasa tells where it saves the model; that is a temporary place here.
    with model.replacing(chosen, wanted) as folder, contextlib.redirect_stdout(io.StringIO()):
        try:
            result = rasa_train(
                domain=str(ROOT / "bot" / "domain"),
                config=str(launch.CONFIG),
                training_files=[str(ROOT / "data" / "nlu"), str(ROOT / "bot" / "rules")],
                output=str(folder),
                fixed_model_name="fanal",
                force_training=True,
            )
        except RasaException as error:
            raise ModelError(
                f"Rasa refuses the training data or the configuration: {error}",
                "Mend what it names.",
            ) from error
        if result.code != 0:
            raise ModelError("Rasa could not train the model.", "Read the messages above this one.")
    return True


def main() -> int:
    """Command line; returns the exit status."""
    parser = argparse.ArgumentParser(description="Train the dialogue model.")
    parser.add_argument("--force", action="store_true", help="train even if nothing has changed")
    arguments = parser.parse_args()
    started = time.monotonic()
    try:
        chosen = settings()
        if train(chosen, force=arguments.force):
            print(f"Trained the dialogue model in {time.monotonic() - started:.0f} s.")  # noqa: T201
        else:
            print("The dialogue model is up to date; nothing to train.")  # noqa: T201
    except (BotError, KnowledgeError) as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
