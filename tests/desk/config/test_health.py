from __future__ import annotations

from django.db import DatabaseError, connection
from django.test import Client


def test_a_healthy_desk_says_so_to_anybody(db) -> None:
    answer = Client().get("/health")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def test_a_desk_without_its_database_says_503(db, monkeypatch) -> None:
    def broken(*_, **__):
        raise DatabaseError("gone")

    with monkeypatch.context() as patched:
        patched.setattr(connection, "cursor", broken)
        answer = Client().get("/health")
    assert answer.status_code == 503
    assert answer.json()["error"]["code"] == "database_unavailable"
