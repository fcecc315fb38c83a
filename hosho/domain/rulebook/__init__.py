"""The orderers' rules (発注者の取扱い) as dated, sourced data, and the decisions made from them.

    book = load()
    decision = decide(book.find("佐伯市"), Case.from_dict({...}))

Pure Python; reads nothing but its own data files. Answers are yes, no and *ask*, each with its reasons.
"""

from hosho.domain.rulebook.case import FACT_LABELS, Case, CaseError
from hosho.domain.rulebook.codes import Answer, Category, SuretyClass
from hosho.domain.rulebook.deciding import decide
from hosho.domain.rulebook.decision import Decision, Reason
from hosho.domain.rulebook.directory import search
from hosho.domain.rulebook.explaining import explain
from hosho.domain.rulebook.limits import AmountLimit, Limits, limits
from hosho.domain.rulebook.loading import Rulebook, UnknownOrderer, load
from hosho.domain.rulebook.routes import Route, routes_for
from hosho.domain.rulebook.rules import OrdererRules
from hosho.domain.strict_yaml import DataFileError

__all__ = [
    "FACT_LABELS",
    "AmountLimit",
    "Answer",
    "Case",
    "CaseError",
    "Category",
    "DataFileError",
    "Decision",
    "Limits",
    "OrdererRules",
    "Reason",
    "Route",
    "Rulebook",
    "SuretyClass",
    "UnknownOrderer",
    "decide",
    "explain",
    "limits",
    "load",
    "routes_for",
    "search",
]
