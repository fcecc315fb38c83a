"""An application for an ID with good defaults."""

from __future__ import annotations

from typing import Any


def id_answers(**parts: dict[str, Any]) -> dict[str, Any]:
    """What `apply_for_id` takes; some entries of some parts changed."""
    made: dict[str, Any] = {
        "company": {
            "name": "堅田見本土木株式会社",
            "kana": "カタダミホンドボク",
            "corporate_number": "",
            "licence": "",
        },
        "representative": {"title": "代表取締役", "name": "堅田　見本"},
        "office": {
            "postal_code": "8760000",
            "address": "大分県佐伯市見本町9番9号",
            "phone": "0972-00-0099",
            "fax": "",
        },
        "users": [
            {
                "name": "見本　四葉",
                "kana": "ミホン　ヨツバ",
                "email": "yotsuba@hosho.example",
                "roles": ["APPLICANT"],
            }
        ],
        "consent": {"terms": True, "privacy": True, "no_antisocial_forces": True},
    }
    for part, entries in parts.items():
        made[part] = {**made[part], **entries}
    return made
