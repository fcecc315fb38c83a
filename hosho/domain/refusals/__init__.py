"""Every "no" of the system. One place turns them into a page or JSON; here are only their classes.

Refusal
    AccessRefused   (access.py)
        NotFound
            NotAllowed
        RoleMissing
        SignInNeeded
        SignInFailed
        SignInWaiting
        AccountClosed
        StepUpNeeded
        StepUpFailed
        SecondFactorNeeded
        ActivationCodeWrong
        ActivationCodeExpired
        PasswordUnsuitable
        LastAdministrator
    StepRefused   (steps.py)
        IllegalStep
        AlreadyDone
        ConcurrentEdit
        FourEyes
        BeyondApprovalLimit
        ExposureExceeded
        CommentsNeeded
        ReasonNeeded
    EntryRefused   (entries.py)
        Incomplete
        Contradiction
        TypingError
    ApplicationRefused   (applications.py)
        OrdererSaysNo
        OrdererMustBeAsked
        NeverElectronic
        KindsDoNotCombine
        AmountBeyondLimit
        AmountBelowLimit
        DepositAccountNeeded
        EarlierAdvanceNeeded
        JointVentureShares
        JointVentureLead
        DeclarationMissing
        PeriodRefused
        PeriodNotCovered
        CustomerAlreadyRegistered
        AttachmentRefused
            AttachmentType
            AttachmentTooLarge
            AttachmentTooLong
            AttachmentUnreadable
            AttachmentLocked
            AttachmentActive
            AttachmentEmpty
            TooManyAttachments
    FeeRefused   (issuing.py)
        FeeNotSettled
        FeeNotStated
        FeeAlreadyReceived
        TariffMissing
        StatementUnreadable
        StatementAlreadyImported
        PaymentUnmatched
        CollectiveAgreementMissing
    IssuingRefused   (issuing.py)
        NotConcluded
        ContractPeriodOver
        NoCertificateForKind
        CertificateNotReady
        KeyNotReady
        HandInInFuture
        MissingGlyphs
        SealerUnavailable
        TimeStamperUnavailable
        RegisterUnavailable
        IssuingStopped
    DepositRefused   (register.py)
        UnknownSurety
        SuretySuspended
        SealNotValid
        SealNotRegistered
        SealOutOfTime
        TimeStampNotValid
        RecordDigestMismatch
        RecordMalformed
        EventMalformed
        NumberNotOfSurety
        ConflictingContent
        VersionGap
        ChainBroken
        DepositOutOfOrder
        BeyondMandate
        UnknownOrderer
        UnknownGuarantee
        DepositTooLarge
    LookUpRefused   (register.py)
        LookUpFailed
        LookUpWaiting
        KeyRevoked
        OneMoreStep
        ViewingEnded
        DocumentMissing
    RequestRefused   (machines.py)
        RequestMalformed
        CredentialsMissing
        IdempotencyConflict
        TooManyRequests
        FormExpired
        DownForMaintenance
"""

from __future__ import annotations

from hosho.domain.refusals.access import (
    AccessRefused,
    AccountClosed,
    ActivationCodeExpired,
    ActivationCodeWrong,
    LastAdministrator,
    NotAllowed,
    NotFound,
    PasswordUnsuitable,
    RoleMissing,
    SecondFactorNeeded,
    SignInFailed,
    SignInNeeded,
    SignInWaiting,
    StepUpFailed,
    StepUpNeeded,
)
from hosho.domain.refusals.applications import (
    AmountBelowLimit,
    AmountBeyondLimit,
    ApplicationRefused,
    AttachmentActive,
    AttachmentEmpty,
    AttachmentLocked,
    AttachmentRefused,
    AttachmentTooLarge,
    AttachmentTooLong,
    AttachmentType,
    AttachmentUnreadable,
    CustomerAlreadyRegistered,
    DeclarationMissing,
    DepositAccountNeeded,
    EarlierAdvanceNeeded,
    JointVentureLead,
    JointVentureShares,
    KindsDoNotCombine,
    NeverElectronic,
    OrdererMustBeAsked,
    OrdererSaysNo,
    PeriodNotCovered,
    PeriodRefused,
    TooManyAttachments,
)
from hosho.domain.refusals.entries import (
    Contradiction,
    EntryRefused,
    Incomplete,
    TypingError,
    TypingReason,
)
from hosho.domain.refusals.issuing import (
    CertificateNotReady,
    CollectiveAgreementMissing,
    ContractPeriodOver,
    FeeAlreadyReceived,
    FeeNotSettled,
    FeeNotStated,
    FeeRefused,
    HandInInFuture,
    IssuingRefused,
    IssuingStopped,
    KeyNotReady,
    MissingGlyphs,
    NoCertificateForKind,
    NotConcluded,
    PaymentUnmatched,
    RegisterUnavailable,
    SealerUnavailable,
    StatementAlreadyImported,
    StatementUnreadable,
    TariffMissing,
    TimeStamperUnavailable,
)
from hosho.domain.refusals.machines import (
    CredentialsMissing,
    DownForMaintenance,
    FormExpired,
    IdempotencyConflict,
    RequestMalformed,
    RequestRefused,
    TooManyRequests,
)
from hosho.domain.refusals.refusal import (
    Refusal,
    every_refusal,
)
from hosho.domain.refusals.register import (
    BeyondMandate,
    ChainBroken,
    ConflictingContent,
    DepositOutOfOrder,
    DepositRefused,
    DepositTooLarge,
    DocumentMissing,
    EventMalformed,
    KeyRevoked,
    LookUpFailed,
    LookUpRefused,
    LookUpWaiting,
    NumberNotOfSurety,
    OneMoreStep,
    RecordDigestMismatch,
    RecordMalformed,
    SealNotRegistered,
    SealNotValid,
    SealOutOfTime,
    SuretySuspended,
    TimeStampNotValid,
    UnknownGuarantee,
    UnknownOrderer,
    UnknownSurety,
    VersionGap,
    ViewingEnded,
)
from hosho.domain.refusals.steps import (
    AlreadyDone,
    BeyondApprovalLimit,
    CommentsNeeded,
    ConcurrentEdit,
    ExposureExceeded,
    FourEyes,
    IllegalStep,
    ReasonNeeded,
    StepRefused,
)

# fmt: off
__all__ = [
    "AccessRefused", "AccountClosed", "ActivationCodeExpired", "ActivationCodeWrong", "AlreadyDone",
    "AmountBelowLimit", "AmountBeyondLimit", "ApplicationRefused", "AttachmentActive", "AttachmentEmpty",
    "AttachmentLocked", "AttachmentRefused", "AttachmentTooLarge", "AttachmentTooLong", "AttachmentType",
    "AttachmentUnreadable", "BeyondApprovalLimit", "BeyondMandate", "CertificateNotReady", "ChainBroken",
    "CollectiveAgreementMissing", "CommentsNeeded", "ConcurrentEdit", "ConflictingContent",
    "ContractPeriodOver", "Contradiction", "CredentialsMissing", "CustomerAlreadyRegistered", "DeclarationMissing",
    "DepositAccountNeeded", "DepositOutOfOrder", "DepositRefused", "DepositTooLarge", "DocumentMissing",
    "DownForMaintenance", "EarlierAdvanceNeeded", "EntryRefused", "EventMalformed", "ExposureExceeded",
    "FeeAlreadyReceived", "FeeNotSettled", "FeeNotStated", "FeeRefused", "FormExpired", "FourEyes", "HandInInFuture",
    "IdempotencyConflict",
    "IllegalStep", "Incomplete", "IssuingRefused", "IssuingStopped", "JointVentureLead",
    "JointVentureShares", "KeyNotReady", "KeyRevoked", "KindsDoNotCombine", "LastAdministrator",
    "LookUpFailed", "LookUpRefused", "LookUpWaiting", "MissingGlyphs", "NeverElectronic",
    "NoCertificateForKind", "NotAllowed", "NotConcluded", "NotFound", "NumberNotOfSurety", "OneMoreStep",
    "OrdererMustBeAsked", "OrdererSaysNo", "PasswordUnsuitable", "PaymentUnmatched", "PeriodNotCovered",
    "PeriodRefused", "ReasonNeeded", "RecordDigestMismatch", "RecordMalformed", "Refusal",
    "RegisterUnavailable", "RequestMalformed", "RequestRefused", "RoleMissing", "SealNotRegistered",
    "SealNotValid", "SealOutOfTime", "SealerUnavailable", "SecondFactorNeeded", "SignInFailed",
    "SignInNeeded", "SignInWaiting", "StatementAlreadyImported", "StatementUnreadable", "StepRefused",
    "StepUpFailed", "StepUpNeeded", "SuretySuspended", "TariffMissing", "TimeStampNotValid",
    "TimeStamperUnavailable", "TooManyAttachments", "TooManyRequests", "TypingError", "TypingReason",
    "UnknownGuarantee", "UnknownOrderer", "UnknownSurety", "VersionGap", "ViewingEnded", "every_refusal",
]
# fmt: on
