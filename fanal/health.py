"""Whether the processes answer."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx

from fanal.errors import SetUpError
from fanal.settings import Settings


@dataclass(frozen=True, slots=True)
class Service:
    """A process that answers HTTP."""

    name: str
    url: str
    #: Path that answers 200 once the process can work.
    health_path: str
    #: Setting that moves it elsewhere.
    setting: str


def services(settings: Settings) -> tuple[Service, ...]:
    """Those that answer HTTP."""
    phones = (Service("phones", settings.phones_url, "/health", "FANAL_PHONES_URL"),)
    return (
        Service("actions", settings.actions_url, "/health", "FANAL_ACTIONS_URL"),
        Service("bot", settings.bot_url, "/webhooks/rest/", "FANAL_BOT_URL"),
        Service("desk", settings.desk_url, "/health", "FANAL_DESK_URL"),
        *(phones if settings.test_phones else ()),
    )


def refuse_taken_ports(settings: Settings) -> None:
    """Check every port before anything starts.

    Raises:
        SetUpError: A port is taken; says which and how to choose another.
    """
    for service in services(settings):
        address = urlsplit(service.url)
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((address.hostname, address.port))
            except OSError as error:
                raise SetUpError(
                    f"Port {address.port} for the {service.name} cannot be used "
                    f"({error.strerror}).",
                    f"Stop what uses it (another Fanal?), or give {service.setting} another port.",
                ) from error


def wait_until_healthy(
    settings: Settings, *, report: Callable[[Service, float], None], gave_up: Callable[[], bool]
) -> bool:
    """Wait until every service answers.

    Args:
        settings: Where they listen and how long to wait.
        report: Called once for each service that became healthy, with the seconds it took.
        gave_up: True when waiting makes no sense any more.

    Returns:
        Whether all became healthy in time.
    """
    started = time.monotonic()
    waiting = list(services(settings))
    with httpx.Client(timeout=2.0, trust_env=False) as client:
        while waiting and not gave_up():
            if time.monotonic() - started > settings.start_timeout_seconds:
                return False
            for service in [s for s in waiting if _answers(client, s)]:
                waiting.remove(service)
                report(service, time.monotonic() - started)
            time.sleep(0.1)
    return not waiting


def _answers(client: httpx.Client, service: Service) -> bool:
    try:
        return client.get(f"{service.url.rstrip('/')}{service.health_path}").status_code == 200
    except httpx.HTTPError:
        return False
