"""What the desk's page tests stand on: clients of the sample people, and an application in every state."""

from hosho.cli import sample_people
from hosho.domain.lifecycle import ApplicationState
from hosho.guarantees import attachment_files
from hosho.guarantees.actions.accept import accept
from hosho.guarantees.actions.propose import propose
from hosho.guarantees.models import Application
from hosho.lib.uploads import check
from tests.builders import AT, application
from tests.page_inspector import InspectingClient

LARGE = {
    "contract": {"price_yen": 400_000_000},
    "amounts": {
        "CONTRACT": {"amount_yen": 60_000_000, "period_from": "2024-12-21", "period_to": "2025-09-30"},
        "ADVANCE_PAYMENT": {"amount_yen": 19_580_000},
    },
}
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8ffff3f0005fe02fe"
    "0def46b80000000049454e44ae426082"
)


def actor(login):
    return sample_people.people()[login].actor()


def client(login):
    """A browser in which this sample person is signed in; every page it fetches is inspected."""
    made = InspectingClient()
    made.force_login(sample_people.people()[login])
    return made


def with_papers(made: Application) -> Application:
    upload = check("契約書.png", PICTURE)
    attachment_files.keep(PICTURE, upload.digest)
    for purpose in ("contract_document", "payee_evidence"):
        made.attachments.create(
            purpose=purpose,
            name=upload.safe_name,
            kind=upload.kind.value,
            pages=1,
            size=upload.size,
            digest=upload.digest,
            by=made.created_by,
            at=AT,
        )
    return made


def in_review(**pages) -> Application:
    return with_papers(application(state=ApplicationState.UNDER_REVIEW, **pages))


def proposed(by="desk-sato") -> Application:
    made = in_review(**LARGE)
    propose(made, by=actor(by), at=AT, note="工事実績があります。")
    made.refresh_from_db()
    return made


def fee_due(**pages):
    """A stated fee of an accepted application."""
    return accept(in_review(**pages), by=actor("desk-sato"), at=AT)
