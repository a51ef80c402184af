"""A newcomer asks in Arabic, reaches a counsellor, and gets her answer in the same chat."""

from __future__ import annotations

import os
import re
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.running import RunningFanal

QUESTION = "كم كلفة برنامج الاندماج في أنتويرب؟"
REPLY = "مرحبًا، أنا عائشة. سأساعدك خطوة بخطوة."
#: Set to a folder, keeps pictures of what a person sees (docs/screenshots).
SCREENSHOTS = "FANAL_SCREENSHOTS"
WAIT_MS = 20_000


def _open_chat(browser: Browser, fanal: RunningFanal, language: str) -> Page:
    context = browser.new_context(viewport={"width": 1100, "height": 900}, locale=language)
    page = context.new_page()
    page.goto(f"{fanal.desk_url}/demo/?lang={language}")
    page.locator(".launcher").click()
    page.locator(".welcome-sheet .primary").click()
    expect(page.locator(".message.bot .bubble").first).to_be_visible(timeout=WAIT_MS)
    return page


@pytest.fixture
def newcomer(browser: Browser, fanal: RunningFanal) -> Page:
    return _open_chat(browser, fanal, "ar")


@pytest.fixture
def counsellor(browser: Browser, fanal: RunningFanal) -> Page:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en")
    page = context.new_page()
    page.goto(f"{fanal.desk_url}/")
    page.get_by_label("User name").fill(fanal.username)
    page.get_by_label("Password").fill(fanal.password)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Queue")).to_be_visible()
    return page


def _keep(page: Page, name: str) -> None:
    if folder := os.environ.get(SCREENSHOTS):
        page.screenshot(path=Path(folder) / f"{name}.png")


def _write(page: Page, text: str) -> None:
    page.locator("textarea").fill(text)
    page.locator("textarea").press("Enter")


def test_from_question_to_counsellor_and_back(newcomer: Page, counsellor: Page) -> None:
    _write(newcomer, QUESTION)
    answer = newcomer.locator(".message.bot", has_text="2018").last
    expect(answer).to_be_visible(timeout=WAIT_MS)
    assert answer.locator("[dir=rtl]").count() or answer.get_attribute("dir") == "rtl"
    answer.locator("summary", has_text=re.compile("المصادر|مصادر")).click()
    expect(answer).to_contain_text("Labour market integration")
    _keep(newcomer, "widget-rtl")

    _write(newcomer, "أريد أن أتكلم مع شخص")
    yes = newcomer.locator(".message.bot").last.locator(".choice").first
    expect(yes).to_be_enabled(timeout=WAIT_MS)
    expect(newcomer.locator(".message.bot").last).to_contain_text(QUESTION)
    _keep(newcomer, "widget-handoff")
    yes.click()

    case = counsellor.locator(".row", has_text=QUESTION).locator(".row-link").first
    expect(case).to_be_visible(timeout=WAIT_MS)
    _keep(counsellor, "desk-queue")
    case.click()
    expect(counsellor.locator("#transcript")).to_contain_text(QUESTION)
    counsellor.get_by_role("button", name="Take this case").click()
    counsellor.get_by_label("Your reply").fill(REPLY)
    counsellor.get_by_role("button", name="Send").click()

    expect(newcomer.locator(".message.counsellor").last).to_contain_text(REPLY, timeout=WAIT_MS)
    _keep(newcomer, "widget-counsellor")

    before = newcomer.locator(".message.bot").count()
    _write(newcomer, "شكرا جزيلا، وأين أجد دورة لغة؟")
    expect(counsellor.locator("#transcript")).to_contain_text("دورة لغة", timeout=WAIT_MS)
    assert newcomer.locator(".message.bot").count() == before, "the bot spoke into a conversation"
    _keep(counsellor, "desk-case")

    counsellor.locator("summary", has_text="Close the case").click()
    counsellor.locator(".ending[open] input[type=radio]").first.check()
    counsellor.get_by_role("button", name="Close the case").click()
    expect(newcomer.locator(".message.bot")).to_have_count(before + 1, timeout=WAIT_MS)
    _write(newcomer, QUESTION)
    expect(newcomer.locator(".message.bot")).to_have_count(before + 2, timeout=WAIT_MS)


@pytest.mark.parametrize(
    ("language", "question", "office"),
    [
        ("en", "How much does the integration course cost in Leuven?", "AGII"),
        ("nl", "Hoeveel kost inburgering in Gent?", "AMAL"),
        ("fr", "Combien coûte le parcours d'intégration à Liège ?", "CRIPEL"),
        ("ar", "كم كلفة برنامج الاندماج في أنتويرب؟", "Atlas"),
    ],
)
def test_the_chat_answers_in_the_persons_language(
    browser: Browser, fanal: RunningFanal, language: str, question: str, office: str
) -> None:
    page = _open_chat(browser, fanal, language)
    _write(page, question)
    answer = page.locator(".message.bot", has_text="2018").last
    expect(answer).to_be_visible(timeout=WAIT_MS)
    assert answer.locator(f"[lang={language}]").count() or answer.get_attribute("lang") == language
    offices = answer.locator("details", has_text=office)
    offices.locator("summary").first.click()
    expect(offices.first).to_contain_text(office)
    _keep(page, f"widget-{language}")
    page.context.close()


@pytest.mark.parametrize(
    ("text", "region", "office"),
    [
        ("How much does the integration course cost in Antwerp?", "flanders", "atlas"),
        ("Combien coûte le parcours d'intégration à Bruxelles ?", "brussels", "bon"),
        ("Combien coûte le parcours d'intégration à Liège ?", "wallonia", "cripel"),
        ("Wie viel kostet der Integrationskurs in Eupen?", "german-community", "info-integration"),
    ],
)
def test_the_answer_is_for_the_right_region(
    fanal: RunningFanal, text: str, region: str, office: str
) -> None:
    reply = httpx.post(
        f"{fanal.bot_url}/webhooks/rest/webhook",
        json={"sender": f"e2e-{region}", "message": text},
        timeout=30,
    ).json()
    answers = [m["custom"] for m in reply if m.get("custom", {}).get("type") == "answer"]
    assert answers, reply
    assert answers[0]["region"] == region
    assert office in [o["id"] for o in answers[0]["offices"]]
    assert answers[0]["sources"]
