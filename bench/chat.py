"""Latency from message to answer over REST, memory of each process, and start-up times.

The baseline of every ratio is a greeting in the same run: the same way through the bot and the
action server, but no search.
"""

from __future__ import annotations

import json
import re
import statistics
import tempfile
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx

from bench.machine import machine, resident_mb
from knowledge.settings import ROOT
from tests.e2e.running import RunningFanal, running_fanal

RESULT = ROOT / "bench" / "results" / "chat.json"
QUESTIONS = (
    "How much does the integration course cost in Antwerp?",
    "Waar kan ik Nederlands leren in Gent?",
    "Combien coûte le parcours d'intégration à Bruxelles ?",
    "أين أتعلم الهولندية في أنتويرب؟",
    "Who recognises my diploma in Flanders?",
    "Ik zoek werk in Leuven, wie helpt mij?",
    "Je cherche du travail à Liège, qui peut m'aider ?",
    "هل برنامج الاندماج إلزامي في بروكسل؟",
)
GREETINGS = ("hello", "goedemorgen", "bonjour", "مرحبا")
PROCESSES = ("bot.run", "actions.run", "bot.relay", "desk.serve", "desk deliver")
TURNS = 80


def main() -> None:
    """Measure and write ``bench/results/chat.json``."""
    with tempfile.TemporaryDirectory() as folder, running_fanal(Path(folder)) as fanal:
        time.sleep(2)
        idle = _memory(fanal)
        _measure(fanal, GREETINGS + QUESTIONS, clients=1, turns=24)  # warm up, not counted
        result = {
            "machine": machine(),
            "start_seconds": _start_times(fanal.log),
            "memory_idle_mb": idle,
            "greeting_1_client": _measure(fanal, GREETINGS, clients=1, turns=TURNS),
            "answer_1_client": _measure(fanal, QUESTIONS, clients=1, turns=TURNS),
            "greeting_10_clients": _measure(fanal, GREETINGS, clients=10, turns=TURNS),
            "answer_10_clients": _measure(fanal, QUESTIONS, clients=10, turns=TURNS),
            "memory_after_traffic_mb": _memory(fanal),
        }
    for clients in ("1_client", "10_clients"):
        answer, greeting = result[f"answer_{clients}"], result[f"greeting_{clients}"]
        result[f"answer_to_greeting_{clients}"] = round(
            answer["median_ms"] / greeting["median_ms"], 2
        )
    RESULT.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=2))


def _measure(
    fanal: RunningFanal, messages: tuple[str, ...], *, clients: int, turns: int
) -> dict[str, float]:
    """Each turn comes from a new person; every reply must hold a text."""
    with httpx.Client(timeout=60, limits=httpx.Limits(max_connections=clients)) as client:

        def turn(number: int) -> float:
            body = {"sender": str(uuid.uuid4()), "message": messages[number % len(messages)]}
            started = time.perf_counter()
            reply = client.post(f"{fanal.bot_url}/webhooks/rest/webhook", json=body)
            seconds = time.perf_counter() - started
            if not any(message.get("text") for message in reply.json()):
                raise RuntimeError(f"no answer to message {number}: {reply.status_code}")
            return seconds * 1000

        started = time.perf_counter()
        with ThreadPoolExecutor(clients) as pool:
            times = sorted(pool.map(turn, range(turns)))
        elapsed = time.perf_counter() - started
    return {
        "median_ms": round(statistics.median(times), 1),
        "p95_ms": round(times[int(len(times) * 0.95) - 1], 1),
        "per_second": round(turns / elapsed, 1),
    }


def _memory(fanal: RunningFanal) -> dict[str, float]:
    return {name: round(sum(resident_mb(pid) for pid in fanal.pids(name)), 1) for name in PROCESSES}


def _start_times(log: Path) -> dict[str, float]:
    """What the supervisor reported: seconds of each step, and until each process answered."""
    said = log.read_text(encoding="utf-8", errors="replace")
    return {
        name.strip(): float(seconds) for name, seconds in re.findall(r"✓ (.+?) ([\d.]+) s", said)
    }
