"""``python -m actions.run``: the action server; all it knows is loaded before it answers."""

from __future__ import annotations

import asyncio
import logging
import sys
from typing import Any

import actions
from actions.errors import ActionsError
from actions.knowledge_port import knowledge
from actions.logs import configure
from actions.pathway_page import page
from actions.settings import Settings, settings
from knowledge.errors import KnowledgeError

logger = logging.getLogger("actions.run")

#: Trackers of long conversations travel to the action server whole.
_MAX_BODY_BYTES = 20 * 1024 * 1024


def build_app() -> Any:
    """The Sanic application; its error answers hold no word of the request."""
    from rasa_sdk.endpoint import create_app  # noqa: PLC0415
    from sanic import response  # noqa: PLC0415

    app = create_app(actions, cors_origins=[])
    app.config.REQUEST_MAX_SIZE = _MAX_BODY_BYTES
    app.config.ACCESS_LOG = False

    # The stock handler sends the whole request back, and logs the exception's text.
    async def failed(_: Any, error: Exception) -> Any:
        logger.error("A request failed.", exc_info=error)
        return response.json({"error": type(error).__name__}, status=500)

    app.exception(Exception)(failed)

    async def pathway(_: Any, sealed: str) -> Any:
        shown = await asyncio.to_thread(page, sealed)
        return response.json(shown, status=200 if shown else 404)

    app.add_route(pathway, "/pathway/<sealed:str>")
    return app


def serve(chosen: Settings) -> None:
    """Load what is known, then answer until stopped.

    Raises:
        KnowledgeError: Encoder, index or articles cannot be used.
    """
    configure(chosen.log_level)
    knowledge()
    app = build_app()
    # Sanic may have set up logs of its own.
    configure(chosen.log_level)
    logger.info("The action server answers on %s:%s.", chosen.host, chosen.port)
    app.run(host=chosen.host, port=chosen.port, workers=1, access_log=False, motd=False)


def main() -> int:
    """Run until stopped; returns the exit status."""
    try:
        serve(settings())
    except (ActionsError, KnowledgeError) as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
