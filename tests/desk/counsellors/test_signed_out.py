from __future__ import annotations

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_a_part_of_a_page_is_told_that_the_session_has_ended(client: Client) -> None:
    """Otherwise the login page would be put where the queue was."""
    assert client.get("/queue/news", headers={"HX-Request": "true"}).status_code == 401


def test_a_whole_page_leads_to_the_login(client: Client) -> None:
    answer = client.get("/")
    assert (answer.status_code, answer.url) == (302, "/accounts/login/?next=/")
