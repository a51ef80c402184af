"""What the API accepts, as JSON Schema (2020-12)."""

from __future__ import annotations

from typing import Any

JsonSchema = dict[str, Any]

ID = {"type": "string", "minLength": 1, "maxLength": 255}
LANGUAGE = {"type": "string", "pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$", "maxLength": 12}
MOMENT = {"type": "string", "format": "date-time", "maxLength": 40}


def optional(max_length: int) -> JsonSchema:
    """A short text, or null."""
    return {"type": ["string", "null"], "maxLength": max_length}


SOURCE: JsonSchema = {
    "type": "object",
    "required": ["key"],
    "properties": {
        "key": ID,
        "title": optional(400),
        "section": optional(400),
        "as_of": {"type": ["string", "integer", "null"], "maxLength": 40},
    },
}

MESSAGE: JsonSchema = {
    "type": "object",
    "required": ["id", "author", "text", "at"],
    "properties": {
        "id": ID,
        "author": {"enum": ["newcomer", "bot"]},
        "text": {"type": "string", "maxLength": 40_000},
        # Null, or left out, is the case's language.
        "language": LANGUAGE | {"type": ["string", "null"]},
        "at": MOMENT,
        "article": optional(120),
        "sources": {"type": "array", "items": SOURCE, "maxItems": 50},
    },
}

MESSAGES: JsonSchema = {"type": "array", "items": MESSAGE, "maxItems": 2000}

SUMMARY_ROW: JsonSchema = {
    "type": "object",
    "required": ["label", "value"],
    "properties": {
        "label": {"type": "string", "minLength": 1, "maxLength": 60},
        "value": {"type": "string", "maxLength": 40_000},
    },
}

CASE: JsonSchema = {
    "type": "object",
    "required": ["id", "sender", "channel", "language", "reason", "opened_at"],
    "properties": {
        "id": {"type": "string", "format": "uuid"},
        "sender": ID,
        "channel": {"type": "string", "minLength": 1, "maxLength": 40},
        "language": LANGUAGE,
        "region": optional(40),
        "municipality": optional(120),
        "need": optional(80),
        "topic": optional(120),
        "reason": {"enum": ["asked", "no_answer", "not_helped", "counsellor_likely", "urgent"]},
        "urgent": {"type": "boolean"},
        "summary": {"type": "array", "items": SUMMARY_ROW, "maxItems": 30},
        "opened_at": MOMENT,
        "messages": MESSAGES,
        # The sentence that the person said yes to.
        "consent": {
            "type": ["object", "null"],
            "required": ["text", "at"],
            "properties": {
                "text": {"type": "string", "maxLength": 4000},
                "language": LANGUAGE,
                "at": MOMENT,
            },
        },
    },
}

APPENDED: JsonSchema = {
    "type": "object",
    "required": ["messages"],
    "properties": {"messages": MESSAGES, "language": LANGUAGE},
}

ANSWER: JsonSchema = {
    "oneOf": [
        {
            "type": "object",
            "required": ["about", "transfer", "agreed"],
            "properties": {
                "about": {"const": "transfer"},
                "transfer": {"type": "string", "format": "uuid"},
                "agreed": {"type": "boolean"},
            },
        },
        {
            "type": "object",
            "required": ["about", "helped"],
            "properties": {"about": {"const": "rating"}, "helped": {"type": "boolean"}},
        },
    ]
}

QUESTION: JsonSchema = {
    "type": "object",
    "required": ["id", "sender", "kind", "text", "language", "at"],
    "properties": {
        "id": {"type": "string", "format": "uuid"},
        "sender": ID,
        "kind": {"enum": ["no_answer", "not_helped"]},
        "text": {"type": "string", "minLength": 1, "maxLength": 40_000},
        "language": LANGUAGE,
        "region": optional(40),
        "topic": optional(120),
        "at": MOMENT,
        "tell": {"type": "boolean"},
    },
}

FIGURES: JsonSchema = {
    "type": "object",
    "required": ["id", "counts"],
    "properties": {
        "id": {"type": "string", "format": "uuid"},
        "counts": {
            "type": "array",
            "maxItems": 2000,
            "items": {
                "type": "object",
                "required": ["day", "kind", "n"],
                "properties": {
                    "day": {"type": "string", "format": "day"},
                    "kind": {
                        "enum": [
                            "conversation",
                            "question",
                            "answer",
                            "clarify",
                            "no_answer",
                            "offer",
                        ]
                    },
                    "language": {"type": ["string", "null"], "maxLength": 12},
                    "region": optional(40),
                    "detail": optional(120),
                    "n": {"type": "integer", "minimum": 1, "maximum": 1_000_000},
                },
            },
        },
    },
}

DELIVERY: JsonSchema = {
    "oneOf": [
        {
            "type": "object",
            "required": ["state", "at"],
            "properties": {
                "state": {"enum": ["sent", "stored"]},
                "problem": {"type": "null"},
                "at": MOMENT,
            },
        },
        {
            "type": "object",
            "required": ["state", "problem", "at"],
            "properties": {
                "state": {"const": "failed"},
                "problem": {"enum": ["not_arrived", "trouble", "unreachable_person"]},
                "at": MOMENT,
            },
        },
    ]
}

KEPT: JsonSchema = {
    "type": "object",
    "required": ["kept"],
    "properties": {"kept": {"type": "boolean"}},
}

_PLACE: JsonSchema = {"type": ["integer", "null"], "minimum": 1}

TIME_OF_DAY = {"type": "string", "pattern": "^[0-2][0-9]:[0-5][0-9]$"}

#: What a team promises; part of a status and of an availability.
EXPECTATION: JsonSchema = {
    "team": {"type": "string"},
    "organisation": {"type": "string"},
    "open": {"type": "boolean"},
    "opens_at": {"type": ["string", "null"], "format": "date-time"},
    "wait_minutes": _PLACE,
    "hours": {
        "type": "array",
        "items": {
            "type": "object",
            "required": ["weekday", "opens", "closes"],
            "properties": {
                "weekday": {"type": "integer", "minimum": 0, "maximum": 6},
                "opens": TIME_OF_DAY,
                "closes": TIME_OF_DAY,
            },
        },
    },
}

STATUS: JsonSchema = {
    "type": "object",
    "required": ["id", "state", "position", *EXPECTATION],
    "properties": {
        "id": {"type": "string", "format": "uuid"},
        "state": {"enum": ["waiting", "active", "resolved", "withdrawn"]},
        "position": _PLACE,
        **EXPECTATION,
    },
}

AVAILABILITY: JsonSchema = {
    "type": "object",
    "required": ["position", *EXPECTATION],
    "properties": {"position": _PLACE, **EXPECTATION},
}

ERASED: JsonSchema = {
    "type": "object",
    "required": ["erased"],
    "properties": {
        "erased": {
            "type": "object",
            "required": ["cases", "messages", "outbox", "questions"],
            "properties": {
                name: {"type": "integer", "minimum": 0}
                for name in ("cases", "messages", "outbox", "questions")
            },
        }
    },
}

ERROR: JsonSchema = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["code", "message", "mend"],
            "properties": {name: {"type": "string"} for name in ("code", "message", "mend")},
        }
    },
}
