from __future__ import annotations

import shutil

import pytest

from knowledge.checks.offices import check_offices
from knowledge.settings import ROOT
from knowledge.sources import load_sources

OFFICES = ROOT / "knowledge" / "offices"


@pytest.fixture
def copied(tmp_path):
    folder = tmp_path / "offices"
    folder.mkdir()
    for file in OFFICES.glob("*.yml"):
        shutil.copy(file, folder)
    return folder


def _messages(folder) -> list[str]:
    return [problem.message for problem in check_offices(folder, load_sources())]


def test_the_offices_that_fanal_ships_are_in_order(copied):
    assert _messages(copied) == []


@pytest.mark.parametrize(
    ("office", "old", "new", "says"),
    [
        ("vdab", "  es: 'El", "  xx: 'El", "does lacks es"),
        ("bon", "track: nl", "track: de", "no track 'de'"),
        ("cire", "kind: association", "kind: club", "no kind 'club'"),
        ("amal", "[Gent]", "[Gend]", "'Gend' under municipalities"),
        ("amal", "[Gent]", "[Namur]", "'Namur' under municipalities"),
        ("agii", "[Antwerpen, Gent]", "[Antwerpen, Atlantis]", "'Atlantis' under except"),
        ("cai", "[Provincie Namen]", "[Provincie Nergens]", "under provinces"),
        ("cimb", "near: [Provincie Henegouwen]", "near: [Provincie Limburg]", "under near"),
        ("vdab", "source: emn-2026", "source: emn-1999", "'emn-1999'"),
        ("vdab", "section: 3.1.", "section: 9.9.", "section is unknown"),
        ("vdab", "as_of: 2026", "as_of: soon", "no year"),
        ("orbit", "needs: []", "needs: [work]", "regions are unknown"),
        ("vdab", "short: VDAB", "shorter: VDAB", "'short' is missing"),
        ("vdab", "id: vdab", "id: vdap", "The id"),
    ],
)
def test_what_is_wrong_is_named_with_its_file(copied, office, old, new, says):
    file = copied / f"{office}.yml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    problems = list(check_offices(copied, load_sources()))
    assert [problem.file for problem in problems if says in problem.message] == [file]


def test_a_need_that_no_office_meets_is_named(copied):
    for name in ("duo-for-a-job", "minderhedenforum"):
        (copied / f"{name}.yml").unlink()
    assert _messages(copied) == ["No office meets the need 'mentoring'."]
