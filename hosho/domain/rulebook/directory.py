"""Finding an orderer by what people type: name, part of it, prefecture, code; folded Japanese."""

from __future__ import annotations

from hosho.domain.rulebook.loading import Rulebook
from hosho.domain.rulebook.rules import OrdererRules
from hosho.lib.text import fold_search


def search(rulebook: Rulebook, query: str, *, limit: int = 20) -> list[OrdererRules]:
    """Orderers in which every word of the query occurs, best match first. An empty query finds the first ones."""
    words = [folded for word in query.split() if (folded := fold_search(word))]
    found = [(_rank(orderer, words), index, orderer)
             for index, (key, orderer) in enumerate(rulebook.search_keys)
             if all(word in key for word in words)]  # fmt: skip
    return [orderer for _, _, orderer in sorted(found, key=lambda f: f[:2])[:limit]]


def _rank(orderer: OrdererRules, words: list[str]) -> int:
    """0: the name itself; 1: begins with it; 2: holds it; 3: only prefecture, id or code match."""
    if not words:
        return 3
    name, word = fold_search(orderer.name), words[-1]
    if word in (name, orderer.code):
        return 0
    if name.startswith(word):
        return 1
    return 2 if word in name else 3
