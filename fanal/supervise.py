"""Run all processes of the Procfile under one supervisor until Ctrl-C."""

from __future__ import annotations

import os
import shlex
import sys
import threading
from collections.abc import Mapping
from pathlib import Path

from honcho.environ import parse_procfile
from honcho.manager import Manager

from fanal.cli.console import console
from fanal.health import Service, refuse_taken_ports, wait_until_healthy
from fanal.phones.environment import phone_environment
from fanal.secret_file import ensure_secrets
from fanal.settings import Settings
from fanal.steps import run_steps
from knowledge.settings import ROOT

PROCFILE = ROOT / "Procfile"
#: Beside those of the Procfile when ``FANAL_TEST_PHONES`` asks for it.
_PHONES = {"phones": "python -m fanal.phones"}


def shared_environment(settings: Settings) -> dict[str, str]:
    """What every process is started with: the caller's environment, addresses and secrets."""
    phones = phone_environment(settings.phones_url, os.environ) if settings.test_phones else {}
    return {
        **os.environ,
        **phones,
        **ensure_secrets(settings.var),
        "FANAL_VAR": str(settings.var),
        "FANAL_BOT_URL": settings.bot_url,
        "FANAL_ACTIONS_URL": settings.actions_url,
        "FANAL_DESK_URL": settings.desk_url,
        "PYTHONUNBUFFERED": "1",
        # The set-up compiles to bytecode once; a start must not do it again.
        "PYTHONDONTWRITEBYTECODE": "",
    }


def up(settings: Settings) -> int:
    """Set everything up, start all processes, and wait until Ctrl-C.

    Returns:
        Exit code: 0 after Ctrl-C or SIGTERM, otherwise that of the process that could not live.

    Raises:
        SetUpError: A step failed or a port is taken.
    """
    refuse_taken_ports(settings)
    environment = shared_environment(settings)
    os.environ.update(environment)
    run_steps(environment)
    manager = _manager(PROCFILE, environment, _PHONES if settings.test_phones else {})
    ended = threading.Event()
    threading.Thread(target=_announce, args=(settings, ended, manager), daemon=True).start()
    manager.loop()
    ended.set()
    stopped_by_user = manager.returncode in (130, 143)
    return 0 if stopped_by_user else int(manager.returncode or 0)


def _manager(procfile: Path, environment: Mapping[str, str], more: Mapping[str, str]) -> Manager:
    processes = {**parse_procfile(procfile.read_text(encoding="utf-8")).processes, **more}
    manager = Manager()
    for name, command in processes.items():
        # Every name in the Procfile is a module of ours, run by this very interpreter.
        kept = shlex.join([sys.executable, "-m", "fanal.keep_alive", sys.executable])
        manager.add_process(
            name, f"exec {kept} {command.removeprefix('python ')}", env=environment, cwd=str(ROOT)
        )
    return manager


def _announce(settings: Settings, ended: threading.Event, manager: Manager) -> None:
    def report(service: Service, seconds: float) -> None:
        console.print(f"[green]✓[/] {service.name} answers [dim]{seconds:.1f} s[/]")

    healthy = wait_until_healthy(settings, report=report, gave_up=ended.is_set)
    if healthy:
        console.print("\n[bold]Fanal is running.[/] Stop it with Ctrl-C.")
        console.print(f"  Chat, demo page   {settings.desk_url}/demo/")
        console.print(f"  Counsellors' desk {settings.desk_url}/")
        if settings.test_phones:
            console.print(f"  Test phones       {settings.phones_url}/")
        console.print(f"  Bot               {settings.bot_url}\n")
    elif not ended.is_set():
        console.print(
            "[bold red]Error:[/] Not every process became healthy in "
            f"{settings.start_timeout_seconds} s. Its output stands above; "
            "set FANAL_START_TIMEOUT_SECONDS to wait longer."
        )
        manager.terminate()
