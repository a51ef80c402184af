"""From a request's body to typed values, or a refusal that quotes nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime, timezone
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.dateparse import parse_datetime
from jsonschema import Draft202012Validator, FormatChecker

from desk.api.errors import ApiError
from desk.api.schemas import JsonSchema
from desk.cases.transcript import NewCase, NewMessage, storable_everywhere
from desk.config.environment import environment
from desk.delivery.models import DeliveryState, Problem
from desk.delivery.news import News
from desk.figures.add import Reported
from desk.learning.keep import Asked
from desk.privacy.consent import Agreed

FORMATS = FormatChecker(formats=())


def _is_uuid(value: object) -> bool:
    return not isinstance(value, str) or str(UUID(value)) == value.lower()


def _is_moment(value: object) -> bool:
    return not isinstance(value, str) or _moment(value) is not None


def _is_day(value: object) -> bool:
    return not isinstance(value, str) or 2000 <= date.fromisoformat(value).year <= 2200


FORMATS.checks("uuid", raises=ValueError)(_is_uuid)
FORMATS.checks("day", raises=ValueError)(_is_day)
FORMATS.checks("date-time", raises=(ValueError, OverflowError))(_is_moment)


def _moment(value: str) -> datetime | None:
    """An ISO 8601 time; one without a zone is UTC. ``None`` if it is none, or of no living talk."""
    parsed = parse_datetime(value)
    if parsed is None or not 2000 <= parsed.year <= 2200:
        return None
    aware = parsed if parsed.tzinfo else parsed.replace(tzinfo=timezone.utc)
    return aware.astimezone(timezone.utc)


def body(request: HttpRequest, schema: JsonSchema) -> dict[str, Any]:
    """The request's JSON, valid by a schema and fit for the database.

    Raises:
        ApiError: 413 too large, 400 no JSON, 422 not by the schema (the path is named, never the
            value).
    """
    limit = environment().api_max_body_bytes
    too_large = ApiError(
        413,
        "too_large",
        f"The body is larger than {limit} bytes.",
        "Send the messages in several calls.",
    )
    raw = request.read(limit + 1)
    if len(raw) > limit:
        raise too_large
    try:
        value = json.loads(raw)
    except (ValueError, RecursionError):
        raise ApiError(
            400, "invalid_json", "The body is not JSON.", "Send a JSON object in UTF-8."
        ) from None
    fault = next(Draft202012Validator(schema, format_checker=FORMATS).iter_errors(value), None)
    if fault is not None:
        where = "/".join(str(step) for step in fault.absolute_path) or "the top"
        rule = f"{fault.validator} {fault.validator_value}"
        raise ApiError(
            422,
            "invalid",
            f"The value at {where} breaks the rule: {rule[:200]}.",
            "Compare the body with docs/wire.md, part 3.",
        )
    clean: dict[str, Any] = storable_everywhere(value)
    return clean


def new_message(row: Mapping[str, Any]) -> NewMessage:
    """A valid message of the wire, typed."""
    return NewMessage(
        id=row["id"],
        author=row["author"],
        text=row["text"],
        language=row.get("language") or "",
        at=_certain(row["at"]),
        article=row.get("article") or "",
        sources=tuple(row.get("sources", ())),
    )


def new_case(row: Mapping[str, Any]) -> NewCase:
    """A valid case of the wire, typed."""
    return NewCase(
        id=UUID(row["id"]),
        sender=row["sender"],
        channel=row["channel"],
        language=row["language"],
        region=row.get("region") or "",
        municipality=row.get("municipality") or "",
        need=row.get("need") or "",
        topic=row.get("topic") or "",
        reason=row["reason"],
        urgent=row.get("urgent", False),
        summary=tuple(row.get("summary", ())),
        opened_at=_certain(row["opened_at"]),
        messages=tuple(new_message(message) for message in row.get("messages", ())),
    )


def new_consent(case: Mapping[str, Any]) -> Agreed:
    """What a valid case of the wire says of the person's consent, typed."""
    told = case.get("consent") or {}
    return Agreed(
        text=told.get("text", ""),
        language=told.get("language") or case["language"],
        at=_certain(told.get("at") or case["opened_at"]),
    )


def new_question(row: Mapping[str, Any]) -> Asked:
    """A valid question of the wire, typed."""
    return Asked(
        id=UUID(row["id"]),
        sender=row["sender"],
        tell=row.get("tell", False),
        kind=row["kind"],
        text=row["text"],
        language=row["language"],
        region=row.get("region") or "",
        topic=row.get("topic") or "",
        at=_certain(row["at"]),
    )


def new_delivery(event_id: UUID, row: Mapping[str, Any]) -> News:
    """Valid news of a reply, typed."""
    return News(
        event_id=event_id,
        state=DeliveryState(row["state"]),
        problem=Problem(row["problem"]) if row.get("problem") else None,
        at=_certain(row["at"]),
    )


def new_count(row: Mapping[str, Any]) -> Reported:
    """A valid line of a report, typed."""
    return Reported(
        day=date.fromisoformat(row["day"]),
        kind=row["kind"],
        language=row.get("language") or "",
        region=row.get("region") or "",
        detail=row.get("detail") or "",
        n=row["n"],
    )


def _certain(value: str) -> datetime:
    moment = _moment(value)
    if moment is None:
        raise ValueError("A time passed the schema that is none.")
    return moment
