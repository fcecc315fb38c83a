"""Tariffs: dated data files with the version of the approved terms they belong to (docs/formats/tariff.md)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from hosho.domain.kinds import ContractCategory, GuaranteeKind
from hosho.domain.rulebook.codes import Labelled
from hosho.domain.strict_yaml import DataFileError, Table, read_table

PACKAGED = Path(__file__).parent / "tariffs"
FORMAT = "hosho-tariff/1"


class Rounding(Labelled):
    DOWN = "down", "切り捨て"
    UP = "up", "切り上げ"
    HALF_UP = "half_up", "四捨五入"


@dataclass(frozen=True)
class Tier:
    """One slice of the guaranteed amount: up to `up_to_yen` (None: without end) at `percent` of the slice."""

    up_to_yen: int | None
    percent: Decimal


@dataclass(frozen=True)
class Product:
    """How one kind of guarantee is priced for one or both contract categories. Money is yen."""

    kind: GuaranteeKind
    categories: frozenset[ContractCategory]
    tiers: tuple[Tier, ...]
    minimum_yen: int
    rounding_unit_yen: int
    rounding: Rounding
    tax_percent: Decimal | None
    source: str
    invented: bool


@dataclass(frozen=True)
class Tariff:
    """Everything that is charged between two days, both included. `sample` is printed as 見本 on every document."""

    version: str
    approved_terms: str
    sample: bool
    valid_from: date
    valid_until: date | None
    products: tuple[Product, ...]

    def covers(self, day: date) -> bool:
        return day >= self.valid_from and (self.valid_until is None or day <= self.valid_until)

    def product(self, kind: GuaranteeKind, category: ContractCategory) -> Product | None:
        for product in self.products:
            if product.kind is kind and category in product.categories:
                return product
        return None


def load_tariffs(directory: Path | str | None = None) -> tuple[Tariff, ...]:
    """All tariffs of a directory, oldest first. Raises DataFileError; two tariffs on one day are refused."""
    return _load(Path(directory) if directory is not None else PACKAGED)


def tariff_on(tariffs: tuple[Tariff, ...], day: date) -> Tariff | None:
    """The tariff in force on a day, or None."""
    return next((tariff for tariff in tariffs if tariff.covers(day)), None)


@lru_cache(maxsize=8)
def _load(directory: Path) -> tuple[Tariff, ...]:
    files = sorted(directory.glob("*.yaml")) if directory.is_dir() else []
    if not files:
        raise DataFileError(str(directory), 1, "holds no tariff file (*.yaml)")
    read = sorted(
        ((_read_tariff(read_table(f, f.name)), f.name) for f in files), key=lambda pair: pair[0].valid_from
    )
    for (earlier, earlier_file), (later, file) in pairwise(read):
        if earlier.valid_until is None or earlier.valid_until >= later.valid_from:
            raise DataFileError(
                file, 1, f"is in force from {later.valid_from}, while {earlier_file} still is"
            )
    return tuple(tariff for tariff, _ in read)


def _read_tariff(table: Table) -> Tariff:
    if table.text("format") != FORMAT:
        raise table.error("format", f"expected '{FORMAT}'")
    tariff = Tariff(
        version=table.text("version"),
        approved_terms=table.text("approved_terms"),
        sample=table.flag("sample"),
        valid_from=table.day("valid_from"),
        valid_until=table.maybe_day("valid_until"),
        products=tuple(_read_product(product) for product in table.tables("products")),
    )
    if tariff.valid_until is not None and tariff.valid_until < tariff.valid_from:
        raise table.error("valid_until", "lies before valid_from")
    seen: set[tuple[GuaranteeKind, ContractCategory]] = set()
    for product, part in zip(tariff.products, table.tables("products"), strict=True):
        pairs = {(product.kind, category) for category in product.categories}
        if seen & pairs:
            raise part.error("kind", f"{product.kind.value} is priced twice for the same category")
        if product.invented and not tariff.sample:
            raise part.error("invented", "an invented price belongs in a sample tariff only")
        seen |= pairs
    table.finish()
    return tariff


def _read_product(table: Table) -> Product:
    unit = table.maybe_whole("rounding_unit_yen")
    tax = table.maybe_decimal("tax_percent")
    product = Product(
        kind=table.code("kind", GuaranteeKind),
        categories=frozenset(table.codes("categories", ContractCategory)) or frozenset(ContractCategory),
        tiers=_read_tiers(table),
        minimum_yen=table.maybe_whole("minimum_yen") or 0,
        rounding_unit_yen=1 if unit is None else unit,
        rounding=table.maybe_code("rounding", Rounding) or Rounding.DOWN,
        tax_percent=Decimal(tax) if tax is not None else None,
        source=table.text("source"),
        invented=table.flag("invented"),
    )
    if product.rounding_unit_yen < 1:
        raise table.error("rounding_unit_yen", "must be at least 1")
    table.finish()
    return product


def _read_tiers(table: Table) -> tuple[Tier, ...]:
    tiers: list[Tier] = []
    for part in table.tables("tiers"):
        last, up_to, percent = (
            tiers[-1] if tiers else None,
            part.maybe_whole("up_to_yen"),
            part.maybe_decimal("percent"),
        )
        if percent is None:
            raise part.error("percent", "is missing")
        if last is not None and (last.up_to_yen is None or (up_to is not None and up_to <= last.up_to_yen)):
            raise part.error("up_to_yen", "tiers must grow, and only the last has no end")
        tiers.append(Tier(up_to, Decimal(percent)))
        part.finish()
    if not tiers or tiers[-1].up_to_yen is not None:
        raise table.error("tiers", "the last tier must have no end")
    return tuple(tiers)
