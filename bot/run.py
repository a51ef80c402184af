"""``python -m bot.run``: the bot's server, ready in a few seconds."""

from __future__ import annotations

import logging
import sys
from http import HTTPStatus
from typing import Any

from bot import launch, logs, model
from bot.errors import BotError, ModelError, RequestError
from bot.settings import ROOT, Settings, settings
from bot.texts import catalogues
from knowledge.errors import KnowledgeError
from knowledge.settings import settings as knowledge_settings

logger = logging.getLogger("bot.run")


def build_app(chosen: Settings) -> Any:
    """The Sanic application with all channels; the model is loaded when it starts to serve.

    Raises:
        ModelError: There is no trained model.
    """
    import rasa.core.actions.action  # noqa: PLC0415
    import rasa.core.run  # noqa: PLC0415
    from rasa.core.utils import AvailableEndpoints  # noqa: PLC0415
    from sanic.exceptions import SanicException  # noqa: PLC0415

    # Rasa waits five minutes for an action; a person does not.
    rasa.core.actions.action.DEFAULT_REQUEST_TIMEOUT = chosen.action_timeout_seconds
    endpoints = AvailableEndpoints.read_endpoints(str(ROOT / "endpoints.yml"))
    created = rasa.core.run.create_http_input_channels(None, str(ROOT / "credentials.yml"))
    app = rasa.core.run.configure_app(
        [channel for channel in created if getattr(channel, "is_on", True)],
        cors=list(chosen.cors_origins),
        auth_token=chosen.bot_token or None,
        # Without a token the API would be open to everybody who can reach the port.
        enable_api=bool(chosen.bot_token),
        response_timeout=chosen.response_timeout_seconds,
        endpoints=endpoints,
        port=chosen.port,
    )
    # Sanic has just set up logs of its own.
    logs.configure(chosen.log_level)
    app.config.REQUEST_MAX_SIZE = chosen.max_body_bytes
    app.config.ACCESS_LOG = False

    app.exception(SanicException)(_refused)

    async def load(app: Any, loop: Any) -> None:
        await load_agent(app, loop, chosen, endpoints)

    app.register_listener(load, "before_server_start")
    app.register_listener(rasa.core.run.close_resources, "after_server_stop")
    return app


async def _refused(_: Any, error: Any) -> Any:
    """The one error shape for what Sanic refuses: bad JSON, too much of it, no such address."""
    from sanic import response  # noqa: PLC0415

    status = HTTPStatus(error.status_code)
    answer = RequestError(
        status.name.lower(), status.value, f"{status.phrase}.", "See docs/wire.md, section 2."
    )
    return response.json(answer.body(), answer.status)


async def load_agent(app: Any, loop: Any, chosen: Settings, endpoints: Any) -> None:
    """Load the model and refuse to serve without it.

    Raises:
        ModelError: The model or the tracker store cannot be used.
    """
    import rasa.core.agent  # noqa: PLC0415

    from bot.tracker_store import TrackerStore  # noqa: PLC0415

    agent = await rasa.core.agent.load_agent(
        str(model.model_path(chosen)), endpoints=endpoints, loop=loop
    )
    if not agent.is_ready():
        raise ModelError(
            "The dialogue model cannot be loaded.", "Train it anew with `python -m bot.train`."
        )
    store = getattr(agent.tracker_store, "_tracker_store", None)
    if not isinstance(store, TrackerStore):
        raise ModelError(
            "The tracker store cannot be opened.", "Check FANAL_TRACKER_DB and endpoints.yml."
        )
    # Rasa would go on in memory when the database fails, and lose what people say at the next
    # restart. A turn that cannot be stored has to fail, so that the widget sends it again.
    agent.tracker_store = agent.processor.tracker_store = store
    app.ctx.agent = agent
    channels = ", ".join(channel.name() for channel in app.ctx.input_channels)
    logger.info("The bot answers on %s:%s. Channels: %s.", chosen.host, chosen.port, channels)


def main() -> int:
    """Run until stopped; returns the exit status."""
    try:
        chosen = settings()
        if not model.model_path(chosen).exists():
            raise ModelError(
                "There is no trained dialogue model.", "Train one with `python -m bot.train`."
            )
        catalogues.compile_all(only_stale=True)
        launch.prepare(chosen)
        app = build_app(chosen)
        if not model.is_current(chosen, model.fingerprint(encoder=knowledge_settings().encoder)):
            logger.warning(
                "The dialogue model is older than its sources; `python -m bot.train` renews it."
            )
        app.run(
            host=chosen.host, port=chosen.port, workers=1, access_log=False, motd=False, debug=False
        )
    except (BotError, KnowledgeError) as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
