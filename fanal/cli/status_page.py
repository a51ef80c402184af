"""The status of the articles as one self-contained page: no script, nothing to load."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from importlib.resources import files
from itertools import groupby

from knowledge.languages import LANGUAGES, MAIN_LANGUAGES
from knowledge.status import EXTENTS, ArticleStatus, Status, TextStatus

#: Shown beside the colour, which some readers cannot see.
_SIGNS = {"complete": "●", "short": "◐", "missing": "·"}
_MEANING = {"complete": "all parts", "short": "short answer only", "missing": "no text"}

_BAR, _GAP, _LABEL, _WIDTH = 18, 8, 120, 760


def render(status: Status) -> str:
    """The whole page as HTML."""
    style = files("fanal.cli").joinpath("status_page.css").read_text(encoding="utf-8")
    return "\n".join(
        (
            '<!doctype html><html lang="en"><head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="color-scheme" content="light dark">',
            f"<title>Articles of Fanal, {status.day}</title><style>{style}</style></head><body>",
            f"<header><h1>Articles of Fanal</h1><p>State of {status.day}</p></header><main>",
            *_figures(status),
            *_chart(status),
            *_overdue(status),
            *_matrix(status),
            "</main></body></html>\n",
        )
    )


def _figures(status: Status) -> Iterator[str]:
    texts = [text for article in status.articles for text in article.texts.values()]
    written = [text for text in texts if text.extent != "missing"]
    translations = [text for text in written if text.translation != "source"]
    main = [article.texts[code] for article in status.articles for code in MAIN_LANGUAGES]
    covered = sum(text.extent != "missing" for text in main) / len(main)
    yield '<dl class="figures">'
    for label, value in (
        ("articles", len(status.articles)),
        ("texts", len(written)),
        ("of ten main languages", f"{covered:.0%}"),
        ("reviewed translations", sum(t.translation == "reviewed" for t in translations)),
        ("drafts", sum(text.translation == "draft" for text in translations)),
        ("stale", sum(text.stale for text in texts)),
        ("overdue reviews", len(status.overdue)),
    ):
        yield f"<div><dt>{label}</dt><dd>{value}</dd></div>"
    yield "</dl>"


def _chart(status: Status) -> Iterator[str]:
    """Bars by language: complete, then short; what remains is missing."""
    total = len(status.articles)
    height = len(LANGUAGES) * (_BAR + _GAP)
    scale = (_WIDTH - _LABEL - 90) / total
    yield '<section><h2>Coverage by language</h2><p class="legend">'
    for extent in EXTENTS:
        yield f'<span><i class="{extent}"></i>{_MEANING[extent]}</span>'
    yield (
        f'</p><svg class="chart" viewBox="0 0 {_WIDTH} {height}" role="img" '
        'aria-label="Texts by language, complete and short">'
    )
    for row, (code, language) in enumerate(LANGUAGES.items()):
        top = row * (_BAR + _GAP)
        extents = status.extents(code)
        yield (
            f'<text x="{_LABEL - 10}" y="{top + 14}" text-anchor="end">'
            f"{escape(language.name)} {code}</text>"
        )
        left = float(_LABEL)
        for extent in EXTENTS:
            width = extents[extent] * scale
            if width:
                yield (
                    f'<rect class="{extent}" x="{left:.1f}" y="{top}" width="{width:.1f}" '
                    f'height="{_BAR}"><title>{language.name}: {extents[extent]} '
                    f"{_MEANING[extent]}</title></rect>"
                )
            left += width
        written = total - extents["missing"]
        yield f'<text x="{left + 10:.1f}" y="{top + 14}">{written} of {total}</text>'
    yield "</svg></section>"


def _overdue(status: Status) -> Iterator[str]:
    if status.overdue:
        yield "<section><h2>Overdue reviews</h2><ul>"
        for article in status.overdue:
            yield f"<li>{escape(article.title)} <b>since {article.review_by}</b></li>"
        yield "</ul></section>"


def _matrix(status: Status) -> Iterator[str]:
    yield '<section><h2>Topics and languages</h2><p class="legend">'
    for extent in EXTENTS:
        yield f'<span><i class="{extent}">{_SIGNS[extent]}</i>{_MEANING[extent]}</span>'
    yield '<span><i class="complete reviewed">●</i>framed: reviewed</span>'
    yield '<span><i class="stale">!</i>stale: the English text has changed</span></p>'
    yield '<div class="scroll" tabindex="0" role="region" aria-label="Topics and languages"><table>'
    codes = "".join(
        f'<th scope="col"><abbr title="{escape(language.name)}">{code}</abbr></th>'
        for code, language in LANGUAGES.items()
    )
    yield f'<thead><tr><th scope="col">topic</th>{codes}</tr></thead>'
    for domain, articles in groupby(status.articles, key=lambda article: article.domain):
        rows = list(articles)
        heading = f"{escape(domain.replace('-', ' '))} <small>{len(rows)}</small>"
        yield (
            f'<tbody><tr class="domain"><th scope="rowgroup" colspan="{len(LANGUAGES) + 1}">'
            f"{heading}</th></tr>"
        )
        yield from (_row(article) for article in rows)
        yield "</tbody>"
    yield "</table></div></section>"


def _row(article: ArticleStatus) -> str:
    regions = escape(", ".join(article.regions))
    cells = "".join(_cell(code, text) for code, text in article.texts.items())
    title = f'<span title="{escape(article.id)}">{escape(article.title)}</span>'
    return f'<tr><th scope="row">{title} <small>{regions}</small></th>{cells}</tr>'


def _cell(code: str, text: TextStatus) -> str:
    meaning = ", ".join(
        part
        for part in (LANGUAGES[code].name, _MEANING[text.extent], text.translation or "")
        if part
    )
    kind = "stale" if text.stale else text.extent
    frame = " reviewed" if text.translation == "reviewed" else ""
    sign = "!" if text.stale else _SIGNS[text.extent]
    stale = ", stale" if text.stale else ""
    return f'<td class="{kind}{frame}" title="{escape(meaning + stale)}">{sign}</td>'
