"""Pages that people open from the chat: the list of next steps to print, and its dates as iCal."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from datetime import date, datetime, timezone
from http import HTTPStatus
from pathlib import Path
from typing import Any

import httpx
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.calendar_file import Day, calendar
from bot.nlg import CatalogueNLG
from bot.settings import settings

logger = logging.getLogger(__name__)

PAGES = Path(__file__).resolve().parent.parent / "pages"
_PAGES = Environment(loader=FileSystemLoader(PAGES), autoescape=True, undefined=StrictUndefined)
_CALENDAR, _ICS = ".ics", "text/calendar; charset=utf-8"
#: Enough of a sealed address to tell lists apart.
_ID_LENGTH = 40
#: Nothing from elsewhere, nothing that runs, no trace at other sites or in shared caches.
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
    "Cache-Control": "private, no-store",
}


class PathwayPages(InputChannel):
    """``GET /webhooks/pathway/<sealed>`` and the same with ``.ics``, see docs/wire.md, section 2.

    What is shown is sealed into the address by the action server, which alone can open it.
    """

    @classmethod
    def name(cls) -> str:
        """Name of the channel, and so its address."""
        return "pathway"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The routes."""
        blueprint = Blueprint("fanal_pathway", __name__)

        @blueprint.get("/style.css")
        async def style(_: Request) -> HTTPResponse:
            return await response.file(PAGES / "pathway.css", headers=_HEADERS)

        @blueprint.get("/<sealed:str>")
        async def show(request: Request, sealed: str) -> HTTPResponse:
            nlg = request.app.ctx.agent.nlg
            shown = await _opened(sealed.removesuffix(_CALENDAR))
            if shown is None:
                text = nlg.text("utter_pathway_page_gone", "en")
                return response.text(text, HTTPStatus.NOT_FOUND, headers=_HEADERS)
            if not sealed.endswith(_CALENDAR):
                return response.html(as_html(shown, nlg), headers=_HEADERS)
            body = as_calendar(shown, nlg, sealed[:_ID_LENGTH])
            attached = {"Content-Disposition": 'attachment; filename="fanal.ics"'}
            return response.text(body, content_type=_ICS, headers={**_HEADERS, **attached})

        return blueprint


def as_html(shown: dict[str, Any], nlg: CatalogueNLG) -> str:
    """The page of a list that the action server opened (``actions/pathway_page.py``)."""
    language = shown["language"]
    steps = [{**step, "lines": _lines(step, nlg, language)} for step in shown["steps"]]
    title = nlg.text("utter_pathway_page_title", language)
    made = nlg.text("utter_pathway_page_made", language, {"date": shown["made"]})
    page = _PAGES.get_template("pathway.html")
    return page.render(language=language, dir=shown["dir"], title=title, made_by=made, steps=steps)


def as_calendar(shown: dict[str, Any], nlg: CatalogueNLG, list_id: str) -> str:
    """The dates of such a list; opened twice they are the same entries."""
    language = shown["language"]
    days = [
        Day(
            f"{step['step']}-{list_id}@fanal",
            date.fromisoformat(step["due"]),
            step["title"],
            "\n".join([step["text"], *_lines(step, nlg, language)]),
        )
        for step in shown["steps"]
        if step["due"]
    ]
    title = nlg.text("utter_pathway_page_title", language)
    return calendar(title, days, made=datetime.now(timezone.utc))


def _lines(step: dict[str, Any], nlg: CatalogueNLG, language: str) -> list[str]:
    return [nlg.text(line["say"], language, line["values"]) for line in step["lines"]]


async def _opened(sealed: str) -> dict[str, Any] | None:
    """What the action server finds in an address; None for nothing, or without it."""
    chosen = settings()
    try:
        async with httpx.AsyncClient(
            base_url=chosen.actions_url, timeout=chosen.action_timeout_seconds, trust_env=False
        ) as client:
            answer = await client.get(f"/pathway/{sealed}")
    except httpx.HTTPError:
        logger.warning("The action server does not answer for a page.")
        return None
    shown: dict[str, Any] | None = answer.json() if answer.status_code == HTTPStatus.OK else None
    return shown
