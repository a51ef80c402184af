"""Serve the desk: ``python -m desk.serve``."""

from __future__ import annotations

import uvicorn

from desk.config.environment import environment


def main() -> None:
    """Serve until a signal arrives; open streams get three seconds to end."""
    settings = environment()
    uvicorn.run(
        "desk.config.asgi:application",
        host=settings.host,
        port=settings.port,
        log_level="info",
        # Addresses of cases and people belong in no access log.
        access_log=False,
        lifespan="off",
        # No sockets here; uvicorn also cannot load the old `websockets` that Rasa needs.
        ws="none",
        timeout_graceful_shutdown=3,
        forwarded_allow_ips=settings.trusted_proxies,
    )


if __name__ == "__main__":
    main()
