from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured

from desk.config.database import database


def test_sqlite_gets_a_folder_and_waits_for_its_turn(tmp_path) -> None:
    settings = database(f"sqlite:///{tmp_path}/new/desk.sqlite3")

    assert settings["NAME"] == f"{tmp_path}/new/desk.sqlite3"
    assert (tmp_path / "new").is_dir()
    assert settings["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "WAL" in settings["OPTIONS"]["init_command"]


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_postgresql_in_every_spelling(scheme) -> None:
    settings = database(f"{scheme}://desk:p%40ss@db.example:5433/fanal")

    assert settings == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "fanal",
        "USER": "desk",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": "5433",
    }


def test_anything_else_is_refused_with_the_mend() -> None:
    with pytest.raises(ImproperlyConfigured, match=r"'mysql'\. Use sqlite:///"):
        database("mysql://x/y")
