"""What a password must be: long, not one everybody uses, not the person's own name or ID. No rules of composition."""

from __future__ import annotations

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from hosho.domain.refusals import PasswordUnsuitable
from hosho.lib.text import fold_search
from hosho.parties.models import Person

_OWN_WORDS = ("hosho", "hoshou", "denshihosho", "保証", "ほしょう")
_SENTENCES = {
    "password_too_short": "パスワードが短すぎます。12文字以上にします。",
    "password_too_common": "よく使われているパスワードです。",
    "password_too_similar": "お名前やお客様IDに似ているパスワードです。",
}


def require_suitable(password: str, person: Person, *, field: str = "password") -> None:
    """Raises PasswordUnsuitable with the reason, at the named field of the form."""
    try:
        validate_password(password, person)
    except ValidationError as error:
        code = error.error_list[0].code or ""
        reason = _SENTENCES.get(code, "このパスワードは使えません。")
        raise PasswordUnsuitable(field=field, reason=reason) from error
    if _mostly_own_words(password, person):
        raise PasswordUnsuitable(field=field, reason="会社やサービスの名前が中心のパスワードです。")


def _mostly_own_words(password: str, person: Person) -> bool:
    """Little is left when the company's name, its number and the service's words are taken out."""
    left = fold_search(password)
    company = person.contractor
    own = (company.search_key, company.customer_number) if company else ()
    for word in (*own, *_OWN_WORDS):
        if word:
            left = left.replace(word, "")
    return len(left) < 6
