"""What a corpus is made of, and what a search finds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Document:
    """One text of a corpus.

    Attributes:
        id: Unique in the corpus, not empty.
        title: May be empty.
        text: May be empty if ``passages`` is given.
        language: ISO 639-1 code; several documents of one ``group`` may differ in it.
        regions: Where it holds; empty means everywhere.
        central: Whether its group is one of those that people ask for most.
        out_of_scope: Whether it is about something else than the corpus: a question that is like it
            is less likely answered, and it is never found itself.
        group: What a search ranks and returns; the same article in ten languages is one group.
            None means the document is its own group.
        passages: The texts to match a query against, instead of chunks of ``text``.
    """

    id: str
    title: str
    text: str
    language: str
    regions: tuple[str, ...] = ()
    central: bool = False
    out_of_scope: bool = False
    group: str | None = None
    passages: tuple[str, ...] = ()

    @property
    def group_id(self) -> str:
        """The group's name."""
        return self.group or self.id


@dataclass(frozen=True, slots=True)
class Hit:
    """One group found.

    Attributes:
        id: The group's id (the document's own id where no groups are used).
        score: Fused score, higher is better; comparable only within one search.
        share: How probable it is among all that may be chosen or is out of scope, if one of them is
            right: the softmax of ``score``.
        dense: Nearness in meaning, in deviations above unrelated passages.
        lexical: Share of the query's weighted words found in one passage, 0.0 to 1.0.
        sound: How much the best passage sounds like the query, 0.0 to 1.0; 0.0 where the corpus is
            not compared by sound.
        document: Id of the document that holds the nearest passage.
    """

    id: str
    score: float
    share: float
    dense: float
    lexical: float
    sound: float
    document: str
