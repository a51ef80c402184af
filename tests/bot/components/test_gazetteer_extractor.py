from __future__ import annotations

from rasa.shared.nlu.training_data.message import Message

from bot.components.gazetteer_extractor import GazetteerExtractor
from knowledge.gazetteer import Place
from knowledge.named import Named


class Places:
    """Finds what the tests say."""

    def __init__(self, *places: Place) -> None:
        self.places = list(places)

    def find(self, _: str) -> list[Place]:
        return self.places


class Things:
    """Names what the tests say."""

    def __init__(self, *named: Named) -> None:
        self.named = list(named)

    def find(self, _: str) -> list[Named]:
        return self.named


def found(text: str, *places: Place) -> list[tuple[str, object]]:
    component = GazetteerExtractor(Places(*places), Things())  # type: ignore[arg-type]
    [message] = component.process([Message({"text": text})])
    return [(entity["entity"], entity["value"]) for entity in message.get("entities", [])]


def place(municipality: str | None, region: str | None, *regions: str) -> Place:
    return Place(
        start=0, end=4, text="text", municipality=municipality, region=region, postal_code=None,
        regions=regions,
    )  # fmt: skip


def test_a_municipality_brings_its_region() -> None:
    gent = place("Gent", "flanders", "flanders")
    assert found("Gent", gent) == [("municipality", "Gent"), ("region", "flanders")]


def test_a_region_alone_names_no_municipality() -> None:
    assert found("Wallonie", place(None, "wallonia", "wallonia")) == [("region", "wallonia")]


def test_an_ambiguous_name_sets_neither() -> None:
    ambiguous = place("Saint-Nicolas", None, "flanders", "wallonia")
    assert found("Saint-Nicolas", ambiguous) == [("place", ["flanders", "wallonia"])]


def test_payloads_are_not_searched() -> None:
    assert found("/affirm", place("Gent", "flanders", "flanders")) == []


def test_a_postal_code_is_told_beside_its_town() -> None:
    gent = Place(
        start=0, end=4, text="9000", municipality="Gent", region="flanders",
        regions=("flanders",), postal_code="9000",
    )  # fmt: skip
    assert found("9000", gent) == [
        ("postal_code", "9000"), ("municipality", "Gent"), ("region", "flanders"),
    ]  # fmt: skip


def test_a_language_that_is_named_is_no_language_that_is_written() -> None:
    dutch = Named("language", "nl", start=6, end=11)
    component = GazetteerExtractor(Places(), Things(dutch))  # type: ignore[arg-type]
    [message] = component.process([Message({"text": "learn Dutch"})])
    [entity] = message.get("entities")
    assert (entity["entity"], entity["value"]) == ("named_language", "nl")
