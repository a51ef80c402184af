"""The API described for programs and for people who like to read it that way."""

from __future__ import annotations

from typing import Any

from desk.api import schemas


def _json(name: str) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}


def _answers(name: str, *extra: int) -> dict[str, Any]:
    answers = {
        "200": {"description": "Done.", "content": _json(name)},
        "default": {"description": "Refused.", "content": _json("error")},
    }
    return answers | {str(status): answers["200"] for status in extra}


def _call(summary: str, answer: str, *extra: int, body: str | None = None) -> dict[str, Any]:
    call: dict[str, Any] = {"summary": summary, "responses": _answers(answer, *extra)}
    if body is not None:
        call["requestBody"] = {"required": True, "content": _json(body)}
    return call


def _parameter(name: str, schema: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"name": name, "in": "path", "required": True, "schema": schema}]


def document() -> dict[str, Any]:
    """The OpenAPI 3.1 document of version 1."""
    case = _parameter("id", {"type": "string", "format": "uuid"})
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Fanal desk",
            "version": "1",
            "description": "How the bot brings cases to counsellors; calls may be repeated.",
        },
        "security": [{"key": []}],
        "paths": {
            "/api/v1/cases": {
                "post": _call("Open a case.", "status", 201, body="case"),
            },
            "/api/v1/cases/{id}": {
                "parameters": case,
                "get": _call("Where a case stands.", "status"),
            },
            "/api/v1/cases/{id}/messages": {
                "parameters": case,
                "post": _call("Add messages to a case.", "status", body="messages"),
            },
            "/api/v1/cases/{id}/withdraw": {
                "parameters": case,
                "post": _call("Take a case out of the queue.", "status"),
            },
            "/api/v1/cases/{id}/answers": {
                "parameters": case,
                "post": _call("Bring the newcomer's answer.", "status", body="answer"),
            },
            "/api/v1/deliveries/{event_id}": {
                "parameters": _parameter("event_id", {"type": "string", "format": "uuid"}),
                "post": _call("Tell how far a reply is.", "kept", body="delivery"),
            },
            "/api/v1/questions": {
                "post": _call("Keep a question without an answer.", "kept", body="question"),
            },
            "/api/v1/figures": {
                "post": _call("Add counts of a day.", "kept", body="figures"),
            },
            "/api/v1/availability": {
                "parameters": [
                    {"name": name, "in": "query", "schema": {"type": "string"}}
                    for name in ("need", "region", "municipality", "language", "urgent")
                ],
                "get": _call("What a new case may expect.", "availability"),
            },
            "/api/v1/openapi.json": {
                "get": {
                    "summary": "This description.",
                    "responses": {"200": {"description": "An OpenAPI 3.1 document."}},
                },
            },
            "/api/v1/people/{sender}": {
                "parameters": _parameter("sender", schemas.ID),
                "delete": _call("Forget a person.", "erased"),
            },
        },
        "components": {
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}},
            "schemas": {
                "case": schemas.CASE,
                "messages": schemas.APPENDED,
                "status": schemas.STATUS,
                "answer": schemas.ANSWER,
                "delivery": schemas.DELIVERY,
                "question": schemas.QUESTION,
                "figures": schemas.FIGURES,
                "kept": schemas.KEPT,
                "availability": schemas.AVAILABILITY,
                "erased": schemas.ERASED,
                "error": schemas.ERROR,
            },
        },
    }
