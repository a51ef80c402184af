"""The pages of learning, figures and privacy: for everybody's eyes and keys."""

from __future__ import annotations

import uuid

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from desk.config.environment import environment
from desk.figures.add import Reported, add
from desk.learning.grouping import group_new
from desk.learning.keep import keep
from desk.learning.models import Group
from desk.teams.models import Membership, Role
from desk.teams.models.organisation import default_team
from tests.desk.browser.test_browser import violations
from tests.desk.learning.test_learning import FirstWord, asked
from tests.fakes.translator import serve


@pytest.fixture
def group(counsellor) -> Group:
    Membership.objects.create(counsellor=counsellor, team=default_team(), role=Role.LEAD)
    keep(asked("Can I bring my dog to the course?"))
    keep(asked("Can my dog come with me? My number is 0470 12 34 56.", region="brussels"))
    keep(asked("Can هل يمكنني إحضار كلبي؟", language="ar", region=""))
    keep(asked("Where do I vaccinate my cat?", language="en", kind="not_helped"))
    group_new(FirstWord)
    today = timezone.localdate()
    lines = [
        Reported(today, kind, language, region, detail, n)
        for kind, language, region, detail, n in (
            ("conversation", "ar", "", "", 31),
            ("conversation", "tr", "", "", 18),
            ("conversation", "nl", "", "", 7),
            ("question", "", "", "", 140),
            ("answer", "ar", "flanders", "flanders-civic-integration-who-must", 48),
            ("answer", "tr", "brussels", "integration-programme-cost", 29),
            ("no_answer", "ar", "", "", 9),
            ("offer", "", "", "asked", 6),
        )
    ]
    add(uuid.uuid4(), lines)
    return Group.objects.order_by("-size").first()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_accessible(group, opened, open_page, scheme: str) -> None:
    case = opened()
    page = open_page("/questions/?state=", color_scheme=scheme)
    assert violations(page) == []
    root = page.url.partition("/questions")[0]
    for address in (
        f"/questions/{group.pk}/",
        "/figures/",
        f"/cases/{case.pk}/privacy",
        f"/cases/{case.pk}/privacy/erase",
        f"/cases/{case.pk}/privacy/copy",
    ):
        page.goto(root + address)
        for closed in page.locator("main details").all():
            closed.evaluate("one => { one.open = true }")
        assert violations(page) == [], address


def test_a_group_is_planned_with_keys_alone(group, open_page) -> None:
    page = open_page(f"/questions/{group.pk}/")
    page.get_by_label("State").focus()
    page.keyboard.type("article planned")
    page.get_by_label("Id of the article").fill("dogs-in-courses")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Kept.")
    group.refresh_from_db()
    assert (group.state, group.article) == ("planned", "dogs-in-courses")


def test_narrow_windows_scroll_tables_and_not_the_page(group, open_page) -> None:
    page = open_page("/figures/", viewport={"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_message_is_translated_in_its_place(opened, open_page, monkeypatch) -> None:
    with serve() as service:
        monkeypatch.setenv("FANAL_TRANSLATOR", "libretranslate")
        monkeypatch.setenv("FANAL_TRANSLATOR_URL", service.url)
        environment.cache_clear()
        page = open_page(opened().get_absolute_url())
        page.get_by_role("button", name="Translate", exact=True).press("Enter")
        expect(page.locator(".translation")).to_contain_text("WORDS 0")
        expect(page.locator(".message .bubble")).to_contain_text("words 0")
        expect(page.locator(".translation .tongue")).to_have_text("machine translation")
        assert violations(page) == []
