"""Tables of the surety's side, one module a subject."""

from hosho.guarantees.models.application import (
    Application,
    ApplicationStep,
    Attachment,
    Comment,
    Decision,
    Message,
    ReceiptSequence,
)
from hosho.guarantees.models.fee import BankStatement, BankStatementLine, Fee, Payment
from hosho.guarantees.models.guarantee import (
    Certificate,
    Guarantee,
    GuaranteeEvent,
    HandIn,
    NewsCursor,
    NumberSequence,
    OrdererAnswer,
)
from hosho.guarantees.models.key import DataKey, KeyCustody, KeyDisplay

__all__ = [
    "Application",
    "ApplicationStep",
    "Attachment",
    "BankStatement",
    "BankStatementLine",
    "Certificate",
    "Comment",
    "DataKey",
    "Decision",
    "Fee",
    "Guarantee",
    "GuaranteeEvent",
    "HandIn",
    "KeyCustody",
    "KeyDisplay",
    "Message",
    "NewsCursor",
    "NumberSequence",
    "OrdererAnswer",
    "Payment",
    "ReceiptSequence",
]
