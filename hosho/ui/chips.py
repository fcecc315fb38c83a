"""Which tone (and so which shape) a state's word gets. A word nobody listed is drawn neutral, never guessed."""

from __future__ import annotations

TONES: dict[str, tuple[str, ...]] = {
    "good": (
        "有効",
        "発行済",
        "登録済",
        "確認済",
        "承認",
        "入金済",
        "完了",
        "成立",
        "送信済",
        "利用中",
        "一致",
    ),
    "changed": ("変更済", "変更あり", "再発行済", "閲覧済", "電子交付", "提出済"),
    "waiting": (
        "審査中",
        "受付済",
        "入金待ち",
        "発行手続き中",
        "確認待ち",
        "承認待ち",
        "審査待ち",
        "処理中",
        "申込済",
    ),
    "attention": ("差戻し", "要対応", "期限間近", "要確認", "相違", "返戻", "遅延"),
    "ended": ("解除", "終了", "期間満了", "取下げ", "停止", "失効", "満了"),
    "refused": ("取消", "謝絶", "不可", "失敗", "エラー"),
    "neutral": ("下書き", "未入力", "未着手", "書面"),
}
_TONE_OF = {word: tone for tone, words in TONES.items() for word in words}


def tone_of(word: str) -> str:
    """good, changed, waiting, attention, ended, refused, or neutral."""
    return _TONE_OF.get(word, "neutral")
