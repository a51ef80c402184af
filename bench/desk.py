"""How long the desk's pages take at the server, with years of cases in the database.

Each page is asked for through Django's whole stack of middleware, without a network between. The
baseline of every ratio is the page of the profile in the same run: login, session and layout, but
no cases. The processor's time is measured beside the clock's, because it does not count what else a
machine has to do. SQLite always; PostgreSQL too when its programs are on the machine.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.machine import machine
from knowledge.settings import ROOT

RESULT = ROOT / "bench" / "results" / "desk.json"
CASES, MESSAGES = 10_000, 500_000
TURNS = 120
COUNSELLORS = 8


def main() -> None:
    """Measure and write ``bench/results/desk.json``."""
    result: dict[str, Any] = {"machine": machine(), "cases": CASES, "messages": MESSAGES}
    with tempfile.TemporaryDirectory() as folder:
        result["sqlite"] = _in_a_process(f"sqlite:///{folder}/desk.sqlite3")
        if shutil.which("pg_ctl") and shutil.which("initdb"):
            with _postgres(Path(folder)) as url:
                result["postgresql"] = _in_a_process(url)
    RESULT.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=2))


def _in_a_process(url: str) -> dict[str, Any]:
    """Django takes its settings once a process, so each database gets one."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "desk.config.test",
        "FANAL_DESK_TEST_DB": url,
    }
    done = subprocess.run(
        [sys.executable, "-m", "bench.desk"],
        env=environment,
        cwd=ROOT,
        check=True,
        stdout=subprocess.PIPE,
    )
    measured: dict[str, Any] = json.loads(done.stdout)
    return measured


@contextmanager
def _postgres(folder: Path) -> Iterator[str]:
    """A server of its own on a socket in ``folder``; PostgreSQL refuses to run as root."""
    user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    home = folder / "postgres"
    home.mkdir()
    if user:
        folder.chmod(0o755)
        shutil.chown(home, "postgres")
    place = home / "data"

    def run(*command: str) -> None:
        subprocess.run([*user, *command], check=True, stdout=subprocess.DEVNULL, cwd=home)

    run("initdb", "-D", str(place), "-U", "desk", "-A", "trust")
    options = f"-c listen_addresses=127.0.0.1 -p 25439 -k {home}"
    run("pg_ctl", "-D", str(place), "-w", "-o", options, "-l", str(home / "log"), "start")
    try:
        run("createdb", "-h", "127.0.0.1", "-p", "25439", "-U", "desk", "desk")
        yield "postgresql://desk@127.0.0.1:25439/desk"
    finally:
        run("pg_ctl", "-D", str(place), "-m", "fast", "stop")


def measure() -> dict[str, Any]:
    """Fill the database that the settings name, then time the pages."""
    import django  # noqa: PLC0415 - the settings are chosen by whoever starts this process

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    from desk.cases.models import Case, State  # noqa: PLC0415
    from desk.cases.sample_cases import fill  # noqa: PLC0415
    from desk.counsellors.models import Counsellor  # noqa: PLC0415
    from desk.figures.sample_counts import fill_counts  # noqa: PLC0415
    from desk.teams.models import Membership, Role  # noqa: PLC0415
    from desk.teams.models.organisation import default_team  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    team = default_team()
    people = [
        Counsellor.objects.create_user(f"counsellor{number}", display_name=f"Name {number}")
        for number in range(COUNSELLORS)
    ]
    Membership.objects.bulk_create(Membership(counsellor=one, team=team) for one in people)
    lead = Counsellor.objects.create_user("lead", display_name="Lead")
    Membership.objects.create(counsellor=lead, team=team, role=Role.LEAD)
    started = time.perf_counter()
    fill(cases=CASES, messages=MESSAGES, teams=[team], counsellors=people)
    fill_counts()
    filled = time.perf_counter() - started
    browser, lead_browser = Client(), Client()
    for one, who in ((browser, people[0]), (lead_browser, lead)):
        one.force_login(who, backend="allauth.account.auth_backends.AuthenticationBackend")
    chance = random.Random(2)
    mine = Case.objects.filter(holder=people[0], state=State.ACTIVE)
    pages = {
        "profile": ["/accounts/profile/"],
        "queue": ["/?team="],
        "queue_filtered": ["/?language=ar&region=flanders&need=job-services"],
        "queue_news": ["/queue/news"],
        "case": [case.get_absolute_url() for case in Case.objects.order_by("?")[:TURNS]],
        "case_held": [case.get_absolute_url() for case in mine],
        "case_news": [f"{case.get_absolute_url()}news" for case in mine],
        "search_rare": ["/search/?q=homologar+Bruselas+t%C3%ADtulo"],
        "search_common": ["/search/?q=diploma"],
    }
    times = {}
    for name, addresses in pages.items():
        browser.get(addresses[0])
        times[name] = _timed(browser.get, addresses, chance)
    for name, query in {
        "figures": "",
        "figures_of_a_team": f"?team={team.pk}",
        "figures_of_all_years": "?first=2000-01-01",
    }.items():
        times[name] = _timed(lead_browser.get, [f"/figures/{query}"], chance)
    for one in times.values():
        one["to_profile"] = round(one["median_ms"] / times["profile"]["median_ms"], 2)
    return {"fill_seconds": round(filled, 1), "pages": times}


def _timed(ask: Any, addresses: list[str], chance: random.Random) -> dict[str, float]:
    spent, worked = [], []
    for _ in range(TURNS):
        address = chance.choice(addresses)
        started, busy = time.perf_counter(), time.process_time()
        answer = ask(address)
        spent.append((time.perf_counter() - started) * 1000)
        worked.append((time.process_time() - busy) * 1000)
        if answer.status_code != 200:
            raise RuntimeError(f"{address.split('?')[0]} answered {answer.status_code}")
    spent.sort()
    worked.sort()
    return {
        "median_ms": round(statistics.median(spent), 1),
        "p95_ms": round(spent[int(len(spent) * 0.95) - 1], 1),
        "max_ms": round(spent[-1], 1),
        "cpu_median_ms": round(statistics.median(worked), 1),
        "cpu_p95_ms": round(worked[int(len(worked) * 0.95) - 1], 1),
    }


if __name__ == "__main__":
    print(json.dumps(measure()))
