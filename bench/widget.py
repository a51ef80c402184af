"""How soon the widget is there and answers, in a browser on a processor slowed down four times.

The bubble and the load are measured on a page of a fake bot beside this process; the answers come
from a whole Fanal. The baseline of every ratio is the same on the unslowed processor.
"""

from __future__ import annotations

import gzip
import json
import os
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from bench.machine import machine
from knowledge.settings import ROOT
from tests.browser import open_browser
from tests.e2e.running import running_fanal
from tests.fakes.bot_socket import FakeBot

RESULT = ROOT / "bench" / "results" / "widget.json"
SCRIPT = ROOT / "widget" / "dist" / "fanal-chat.js"
LOADS, QUESTIONS = 9, 12
#: What browsers' own tools call "Slow 3G".
SLOW_3G = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 400_000 / 8,
    "uploadThroughput": 400_000 / 8,
}
PAGE = """<!doctype html><html lang="en"><head><title>Page</title>
<script src="/fanal-chat.js" defer></script></head>
<body><h1>Page</h1><fanal-chat language="en"></fanal-chat></body></html>"""
#: Notes when the launcher was first painted, and the end of every long task.
WATCH = """
window.seen = {}; window.busyUntil = 0;
const noted = ({startTime, duration}) => { busyUntil = Math.max(busyUntil, startTime + duration); };
new PerformanceObserver((list) => list.getEntries().forEach(noted)).observe({type: 'longtask'});
(function look() {
    const launcher = document.querySelector('fanal-chat')?.shadowRoot?.querySelector('.launcher');
    if (launcher?.getBoundingClientRect().width > 0) {
        requestAnimationFrame(() => setTimeout(() => { seen.painted = performance.now(); }));
    } else requestAnimationFrame(look);
})();
"""
TIMES = """() => {
    const script = performance.getEntriesByType('resource').find((e) => e.name.endsWith('.js'));
    const interactive = Math.max(seen.painted, busyUntil);
    return [seen.painted - script.responseEnd, interactive - script.responseEnd, seen.painted];
}"""
QUESTION = "How much does the integration course cost in Antwerp?"
#: From pressing Enter until the answer has been painted, milliseconds.
ANSWERED = """() => new Promise((resolve) => {
    const root = document.querySelector('fanal-chat').shadowRoot;
    const count = () => root.querySelectorAll('.message.bot').length;
    const before = count(), input = root.querySelector('textarea');
    const watcher = new MutationObserver(() => { if (count() > before) {
        watcher.disconnect();
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - started)));
    }});
    watcher.observe(root.querySelector('.log'), {childList: true});
    input.value = QUESTION;
    input.dispatchEvent(new InputEvent('input'));
    const started = performance.now();
    root.querySelector('form').requestSubmit();
})""".replace("QUESTION", json.dumps(QUESTION))


def main() -> None:
    """Measure and write ``bench/results/widget.json``."""
    content = SCRIPT.read_bytes()
    packed = gzip.compress(content, 9)
    result: dict[str, Any] = {
        "machine": machine(),
        # Other work on the machine makes every time longer.
        "load_average": round(os.getloadavg()[0], 1),
        "script_gzipped_bytes": len(packed),
    }
    bot = FakeBot()
    kind = {"content-encoding": "gzip"}
    bot.pages["/fanal-chat.js"] = ("text/javascript; charset=utf-8", packed, kind)
    bot.pages["/page"] = ("text/html; charset=utf-8", PAGE.encode(), {})
    bot.start()
    with open_browser() as browser:
        result["unslowed"] = _loads(browser, bot.url, slowdown=1)
        result["cpu_slowed_4_times"] = _loads(browser, bot.url, slowdown=4)
        result["slow_3g_and_cpu_slowed_4_times"] = _loads(browser, bot.url, slowdown=4, slow=True)
        bot.stop()
        with tempfile.TemporaryDirectory() as folder, running_fanal(Path(folder)) as fanal:
            result["answer_visible_after_ms"] = _answers(browser, f"{fanal.desk_url}/demo/?lang=en")
    for what in ("bubble_painted_ms", "interactive_ms"):
        slow, fast = result["cpu_slowed_4_times"][what], result["unslowed"][what]
        result[f"{what}_slowed_to_unslowed"] = round(slow / fast, 2)
    RESULT.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=2))


def _loads(browser: Browser, url: str, *, slowdown: int, slow: bool = False) -> dict[str, float]:
    """Medians over fresh profiles; the first two after the script has arrived."""
    rows = []
    for _ in range(3 if slow else LOADS):
        context = browser.new_context()
        page = context.new_page()
        line = context.new_cdp_session(page)
        line.send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
        if slow:
            line.send("Network.enable")
            line.send("Network.emulateNetworkConditions", SLOW_3G)
        page.add_init_script(WATCH)
        page.goto(f"{url}/page")
        page.wait_for_function("seen.painted")
        # Long tasks are reported a moment after they have ended.
        page.wait_for_timeout(300)
        rows.append(page.evaluate(TIMES))
        context.close()
    names = ("bubble_painted_ms", "interactive_ms", "painted_after_navigation_ms")
    return {
        name: round(statistics.median(row[place] for row in rows), 1)
        for place, name in enumerate(names)
    }


def _answers(browser: Browser, address: str) -> dict[str, float]:
    """Each question in a conversation that goes on, slowly enough for the limits."""
    page = browser.new_page()
    page.goto(address)
    page.locator(".launcher").click()
    page.locator(".welcome-sheet .primary").click()
    page.locator(".message.bot").first.wait_for()
    # The first two warm up, not counted.
    times = sorted([_ask(page) for _ in range(QUESTIONS + 2)][2:])
    page.close()
    return {"median": round(statistics.median(times), 1), "longest": round(times[-1], 1)}


def _ask(page: Page) -> float:
    milliseconds: float = page.evaluate(ANSWERED)
    time.sleep(0.5)
    return milliseconds


if __name__ == "__main__":
    main()
