"""What a guarantee costs: dated tariffs as data, exact arithmetic, and the working of every amount in Japanese.

    quote(FeeCase(kind=GuaranteeKind.INTERIM_ADVANCE_PAYMENT, amount_yen=10_000_000, ...)).amount_yen == 6_500

No rate stands in code. A day without a tariff is refused (`TariffMissing`), never guessed.
"""

from hosho.domain.fees.quoting import FeeCase, FeeCaseError, FeeQuote, WorkingLine, quote
from hosho.domain.fees.tariffs import Product, Tariff, Tier, load_tariffs, tariff_on

__all__ = [
    "FeeCase",
    "FeeCaseError",
    "FeeQuote",
    "Product",
    "Tariff",
    "Tier",
    "WorkingLine",
    "load_tariffs",
    "quote",
    "tariff_on",
]
