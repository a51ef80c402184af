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
from bot.settings import settings

logger = logging.getLogger(__name__)

PAGES = Path(__file__).resolve().parent.parent / "pages"
_CALENDAR = ".ics"
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
        pages = Environment(
            loader=FileSystemLoader(PAGES), autoescape=True, undefined=StrictUndefined
        )

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
            language = shown["language"]
            for step in shown["steps"]:
                step["lines"] = [
                    nlg.text(line["say"], language, line["values"]) for line in step["lines"]
                ]
            title = nlg.text("utter_pathway_page_title", language)
            if sealed.endswith(_CALENDAR):
                return _calendar(sealed, title, shown["steps"])
            made = nlg.text("utter_pathway_page_made", language, {"date": shown["made"]})
            html = pages.get_template("pathway.html").render(**shown, title=title, made_by=made)
            return response.html(html, headers=_HEADERS)

        return blueprint


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


def _calendar(sealed: str, title: str, steps: list[dict[str, Any]]) -> HTTPResponse:
    days = [
        Day(
            # The same list opened twice is the same entry.
            f"{step['step']}-{sealed[:32]}@fanal",
            date.fromisoformat(step["due"]),
            step["title"],
            "\n".join([step["text"], *step["lines"]]),
        )
        for step in steps
        if step["due"]
    ]
    headers = {**_HEADERS, "Content-Disposition": 'attachment; filename="fanal.ics"'}
    body = calendar(title, days, made=datetime.now(timezone.utc))
    return response.text(body, content_type="text/calendar; charset=utf-8", headers=headers)
