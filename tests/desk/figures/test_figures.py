from __future__ import annotations

import uuid
from datetime import timedelta
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from desk.audit.models import Entry, Kind
from desk.cases.models import Case, State
from desk.figures.add import Reported, add
from desk.figures.chart import LABEL, WIDTH, chart
from desk.figures.intake import intake
from desk.figures.models import Count
from desk.figures.parts import parts
from desk.figures.period import FARTHEST_DAYS, Period, PeriodForm
from desk.figures.sheets import to_csv, to_xlsx
from desk.figures.table import Table, percentile, share
from desk.privacy.consent import agree_to_statistics, withdraw_statistics
from desk.teams.models import Organisation, Role, RoutingRule, Team
from desk.teams.models.organisation import default_team
from tests.desk.conftest import API_TOKEN, add_counsellor, logged_in

pytestmark = pytest.mark.django_db
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@pytest.fixture
def lead():
    return logged_in(add_counsellor("lead", role=Role.LEAD))


def period(*teams: Team, chosen: Team | None = None, days: int = 2) -> Period:
    today = timezone.localdate()
    own = (chosen,) if chosen else teams or (default_team(),)
    return Period(today - timedelta(days=days - 1), today, own, chosen)


def tables(shown: Period, **options: bool) -> dict[str, dict[object, tuple[object, ...]]]:
    """Every table by its key: its rows by their first cell."""
    found = [one for part in parts(shown, page="en", **options) for one in part.tables]
    return {one.key: {row[0]: row[1:] for row in one.rows} for one in found}


def table(key: str, *teams: Team) -> dict[object, tuple[object, ...]]:
    return tables(period(*teams))[key]


def post(client, body):
    return client.post(
        "/api/v1/figures",
        body,
        content_type="application/json",
        headers={"Authorization": f"Bearer {API_TOKEN}"},
    )


def test_a_report_is_added_once_and_the_next_one_adds_to_it(client, wire) -> None:
    assert post(client, wire("figures")).json() == {"kept": True}
    assert post(client, wire("figures")).json() == {"kept": False}
    post(client, wire("figures") | {"id": str(uuid.uuid4())})
    assert sorted(Count.objects.values_list("kind", "n")) == [("answer", 6), ("conversation", 4)]


@pytest.mark.parametrize(
    "change", [{"day": "2026-13-01"}, {"kind": "other"}, {"n": 0}, {"n": "many"}]
)
def test_a_report_of_another_shape_is_refused(client, wire, change) -> None:
    body = wire("figures")
    body["counts"][0] |= change
    assert post(client, body).status_code == 422
    assert not Count.objects.exists()


def test_counts_are_added_up_over_the_days_of_the_period() -> None:
    today = timezone.localdate()
    for days_ago, language, n in ((0, "ar", 2), (1, "ar", 3), (1, "nl", 1), (9, "ar", 100)):
        day = today - timedelta(days=days_ago)
        add(uuid.uuid4(), [Reported(day, "conversation", language, "", "", n)])
    assert table("said")["Conversations"] == (6,)
    assert table("languages") == {"Arabic": (5,), "Dutch": (1,)}
    assert table("days")[today.isoformat()] == (2,)


def closed(case: Case, counsellor, *, waited: int, handled: int, helped: bool | None) -> None:
    claimed = case.opened_at + timedelta(minutes=waited)
    Case.objects.filter(pk=case.pk).update(
        state=State.RESOLVED,
        outcome="answered",
        holder=counsellor,
        claimed_at=claimed,
        closed_at=claimed + timedelta(minutes=handled),
        helped=helped,
    )


def test_waiting_handling_and_satisfaction_are_counted_by_hand(opened, counsellor) -> None:
    for n in range(1, 12):
        closed(opened(), counsellor, waited=n, handled=10 * n, helped=n != 1 if n < 5 else None)
    opened(reason="no_answer")
    assert table("times")["Waiting"] == (6.0, 10.0, 11)
    assert table("times")["Handling"] == (60.0, 100.0, 11)
    assert table("cases")["Cases opened"] == (12,)
    assert table("cases")["Of these, it helped (%)"] == (75.0,)
    assert table("reasons") == {
        "asked for a person": (11,),
        "the assistant had no answer": (1,),
    }


@pytest.mark.parametrize(
    ("values", "percent", "expected"),
    [([], 50, None), ([7], 90, 7), ([1, 2], 50, 1.5), ([1, 2, 3, 4, 5], 50, 3)],
)
def test_percentiles(values, percent, expected) -> None:
    assert percentile(values, percent) == expected
    assert share(0, 0) is None


def test_figures_of_other_teams_are_for_others(opened, lead) -> None:
    other = Team.objects.create(organisation=Organisation.objects.create(name="O"), name="Other")
    Case.objects.filter(pk=opened().pk).update(team=other)
    assert table("cases")["Cases opened"] == (0,)
    assert table("cases", other)["Cases opened"] == (1,)
    assert "Other" not in lead.get(f"/figures/?team={other.pk}").content.decode()


@pytest.fixture
def brussels() -> Team:
    team = Team.objects.create(organisation=default_team().organisation, name="Brussels")
    RoutingRule.objects.create(
        team=team, regions=["brussels"], needs=["integration-programme"], position=1
    )
    return team


@pytest.fixture
def answers() -> None:
    today = timezone.localdate()
    lines = [
        ("conversation", "ar", "", "", 50),
        ("no_answer", "ar", "", "", 7),
        ("answer", "ar", "brussels", COST, 1),
        ("answer", "tr", "brussels", COST, 2),
        ("answer", "ar", "brussels", "flanders-naric-recognition", 4),
        ("answer", "ar", "flanders", COST, 8),
        ("answer", "ar", "", "gone-article", 16),
    ]
    add(uuid.uuid4(), [Reported(today, *line) for line in lines])


COST = "integration-programme-cost"


def test_answers_belong_to_the_team_that_would_get_a_case_after_them(brussels, answers) -> None:
    of_brussels = tables(period(chosen=brussels))
    of_the_rest = tables(period(chosen=default_team()))
    assert of_brussels["said"] == {"Answered by the assistant": (3,)}
    assert of_the_rest["said"] == {"Answered by the assistant": (28,)}
    assert of_brussels["languages"] == {"Turkish": (2,), "Arabic": (1,)}
    assert of_brussels["regions"] == {"Brussels": (3,)}
    assert of_the_rest["regions"] == {"not known": (16,), "Flanders": (8,), "Brussels": (4,)}
    assert tables(period())["said"]["Answered by the assistant"] == (31,)


def test_what_belongs_to_no_team_is_not_shown_for_one_and_the_page_says_so(
    brussels, answers, lead
) -> None:
    assert "days" not in tables(period(chosen=brussels))
    everybody = lead.get("/figures/").content.decode()
    one = lead.get(f"/figures/?team={default_team().pk}").content.decode()
    assert "Conversations by day" in everybody
    assert "Conversations by day" not in one
    assert "belong to no team" in one
    assert "belong to no team" not in everybody


def test_rules_are_asked_in_their_order(brussels, answers) -> None:
    first = Team.objects.create(organisation=brussels.organisation, name="First")
    RoutingRule.objects.create(team=first, languages=["ar"], position=0)
    assert tables(period(chosen=brussels))["said"] == {"Answered by the assistant": (2,)}
    assert tables(period(chosen=first))["said"] == {"Answered by the assistant": (29,)}


def test_cases_are_told_by_language_region_and_topic(opened) -> None:
    for language, region, topic in (("ar", "brussels", COST), ("ar", "", ""), ("nl", "", "")):
        opened(language=language, region=region, topic=topic)
    found = tables(period())
    assert found["case-languages"] == {"Arabic": (2,), "Dutch": (1,)}
    assert found["case-regions"] == {"not known": (2,), "Brussels": (1,)}
    assert found["case-topics"]["not known"] == (2,)


def test_teams_of_the_same_name_are_counted_apart(opened) -> None:
    other = Organisation.objects.create(name="Other")
    twin = Team.objects.create(organisation=other, name=default_team().name)
    Case.objects.filter(pk=opened().pk).update(team=twin)
    opened()
    assert table("teams", default_team(), twin).keys() == {
        "Counsellors (Fanal)",
        "Counsellors (Other)",
    }


def test_a_long_period_is_told_by_month_and_exported_by_day() -> None:
    today = timezone.localdate()
    for day in (today, today - timedelta(days=199)):
        add(uuid.uuid4(), [Reported(day, "conversation", "ar", "", "", 3)])
    by_month = tables(period(days=200))["days"]
    assert len(by_month) in {7, 8}
    assert by_month[f"{today:%Y-%m}"] == (3,)
    assert sum(n for (n,) in by_month.values()) == 6
    by_day = tables(period(days=200), daily=True)["days"]
    assert len(by_day) == 200
    assert by_day[today.isoformat()] == (3,)


@pytest.mark.parametrize(
    "sent",
    [
        {"first": "0001-01-01", "last": "9999-12-31"},
        {"first": "9999-12-31", "last": "9999-12-31"},
        {"first": "0001-01-01", "last": "0001-01-01"},
        {"last": "0001-01-01"},
    ],
)
def test_no_dates_ask_for_more_days_than_there_can_be_figures(sent, lead) -> None:
    asked = PeriodForm(sent, teams=[]).period()
    today = timezone.localdate()
    assert today - timedelta(days=FARTHEST_DAYS) <= asked.first <= asked.last <= today
    assert lead.get("/figures/", sent).status_code == 200


def test_the_page_asks_as_often_for_many_cases_as_for_one(opened, lead) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            lead.get("/figures/")
        return len(found)

    opened()
    queries()
    before = queries()
    for number in range(12):
        opened(language=f"x{number}", topic=f"topic-{number}")
    assert queries() == before


def test_dates_are_written_with_the_day_first(lead) -> None:
    first, last = (timezone.localdate() - timedelta(days=days) for days in (40, 10))
    page = lead.get("/figures/", {"first": first.isoformat(), "last": last.isoformat()})
    told = f"From {first.day} {first:%B %Y} to {last.day} {last:%B %Y}."
    assert told in page.content.decode()


def test_the_page_draws_a_chart_with_its_table_and_takes_any_dates(opened, lead) -> None:
    opened()
    shown = lead.get("/figures/").content.decode()
    assert "<rect" in shown
    assert "style=" not in shown
    assert "asked for a person" in shown
    for query in ("first=x&last=2026-02-31&team=999", "first=2026-05-02&last=2026-05-01"):
        assert lead.get(f"/figures/?{query}").status_code == 200


def test_bars_keep_their_proportions() -> None:
    drawn = chart(Table("x", "X", ("a", "b"), (("long", 10), ("short", 5), ("none", 0))))
    assert drawn is not None
    long, short, none = drawn.bars
    assert long.width == 2 * short.width
    assert none.width == 0
    assert LABEL + long.width < WIDTH
    assert chart(Table("x", "X", ("a", "b"), (("none", 0),))) is None


SAMPLE = Table(
    "x",
    "Title: [a/b]",
    ("Which", "How many"),
    (
        ("=1+1 & <b>\x00", 3),
        ("é", None),
        ("https://example.org", 1234567),
        ("<r><t>x</t></r>", 0.5),
    ),
)


def test_a_workbook_holds_numbers_and_texts_and_no_formula() -> None:
    with ZipFile(BytesIO(to_xlsx([SAMPLE, SAMPLE]))) as parts:
        for name in parts.namelist():
            ElementTree.fromstring(parts.read(name))
        sheet = ElementTree.fromstring(parts.read("xl/worksheets/sheet2.xml"))
        book = ElementTree.fromstring(parts.read("xl/workbook.xml"))
        shared = ElementTree.fromstring(parts.read("xl/sharedStrings.xml"))
    texts = ["".join(node.itertext()) for node in shared.iter(f"{SHEET}si")]
    rows = [
        {
            str(cell.get("r"))[0]: texts[int(value)] if cell.get("t") == "s" else float(value)
            for cell in row.iter(f"{SHEET}c")
            if (value := cell.findtext(f"{SHEET}v"))
        }
        for row in sheet.iter(f"{SHEET}row")
    ]
    assert rows == [
        {"A": "Which", "B": "How many"},
        {"A": "=1+1 & <b>\ufffd", "B": 3},
        {"A": "é"},
        {"A": "https://example.org", "B": 1234567},
        {"A": " <r><t>x</t></r>", "B": 0.5},
    ]
    assert sheet.findall(f".//{SHEET}f") == []
    assert sheet.findall(f".//{SHEET}hyperlink") == []
    names = [node.get("name") for node in book.iter(f"{SHEET}sheet")]
    assert names == ["1 Title   a b", "2 Title   a b"]


@pytest.mark.parametrize("title", ["😀" * 40, "x" * 99, "'quoted'", "[]:*?/\\", "a\x00\x1fb", ""])
def test_any_title_makes_a_name_that_a_sheet_may_have(title: str) -> None:
    table = Table("x", title, ("a",), ())
    with ZipFile(BytesIO(to_xlsx([table, table]))) as parts:
        book = ElementTree.fromstring(parts.read("xl/workbook.xml"))
    names = [str(node.get("name")) for node in book.iter(f"{SHEET}sheet")]
    assert len(set(names)) == 2
    assert all(len(name.encode("utf-16-le")) <= 62 for name in names)


def test_csv_disarms_formulas() -> None:
    assert "'=1+1" in to_csv([SAMPLE])


def test_exports_are_logged(lead) -> None:
    for name in ("figures.csv", "figures.xlsx", "intake.csv", "intake.xlsx"):
        assert lead.get(f"/figures/{name}").status_code == 200
    assert Entry.objects.filter(kind=Kind.EXPORTED).count() == 4
    assert lead.get("/figures/people.csv").status_code == 404


@pytest.fixture
def person(opened, counsellor):
    def make(education: str, work: str = "looking", *, agreed: bool = True, **more) -> Case:
        summary = tuple(
            {"label": key, "value": "x", "codes": [code]}
            for key, code in (("education", education), ("work", work), ("done", "integration"))
        )
        case = opened(summary=summary, **more)
        if agreed:
            agree_to_statistics(case, counsellor)
        return case

    return make


def test_groups_under_five_are_hidden(person) -> None:
    for _ in range(6):
        person("higher")
    for n in range(5):
        person("primary", work=("working", "looking", "studying", "home", "x")[n])
    rows = intake(period()).rows
    assert rows == (
        ("Flanders", "high", "registered", "not registered", "looks for work", 6),
        ("groups of fewer than five", "", "", "", "", 5),
    )


def test_a_small_rest_takes_the_smallest_group_with_it(person) -> None:
    for _ in range(6):
        person("higher")
    for _ in range(5):
        person("primary")
    person("secondary")
    assert [row[-1] for row in intake(period()).rows] == [6, 6]
    assert intake(period()).rows[-1][0] == "groups of fewer than five"


def test_fewer_than_five_people_make_no_table(person) -> None:
    for _ in range(4):
        person("higher")
    assert intake(period()).rows == ()


def test_only_who_agreed_counts_and_each_once(person) -> None:
    for n in range(5):
        person("higher", sender=f"p{n}")
        person("higher", sender=f"p{n}")
    for _ in range(9):
        person("higher", agreed=False)
    withdraw_statistics(person("higher"))
    assert [row[-1] for row in intake(period()).rows] == [5]
