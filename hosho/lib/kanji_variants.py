"""Old, popular and misprinted shapes of kanji in names, each with the shape that search keys use.

Data, one row a standard form: the form, then the shapes that are read as it. Only for search keys (`fold_search`):
what is stored and printed keeps its own shape. Rows are added freely; a shape must not itself be a standard form.
"""

from __future__ import annotations

_ROWS = """
高 髙
崎 﨑 嵜 㟢 碕
浜 濵 濱
徳 德
辺 邊 邉
斎 齋 齊 斉
吉 𠮷
沢 澤
広 廣
桜 櫻
国 國
島 嶋 嶌
竜 龍
滝 瀧
実 實
真 眞
恵 惠
栄 榮
円 圓
塩 鹽
関 關
観 觀
鉄 鐵 鉃 銕
県 縣
巌 巖
豊 豐
富 冨
増 增
黒 黑
清 淸
青 靑
藪 薮
柳 栁
槙 槇
桧 檜
瀬 瀨
頼 賴
郎 郞
館 舘
野 埜
峰 峯
松 枩 柗
梅 楳
万 萬
与 與
亀 龜
会 會
伝 傳
児 兒
内 內
円 圎
剣 劍 劔
労 勞
勧 勸
区 區
双 雙
収 收
団 團
図 圖
坂 阪 岅
壱 壹 弌
寿 壽
宝 寶
尽 盡
岳 嶽
岡 崗
巻 卷
帯 帶
庁 廳
弥 彌
弁 辨 辯 瓣
彦 彥
応 應
恒 恆
悦 悅
戸 戶
戻 戾
択 擇
拡 擴
数 數
旧 舊
昼 晝
曽 曾
条 條
来 來
楽 樂
様 樣
横 橫
歩 步
歳 歲
殻 殼
毎 每
気 氣
沖 冲
渋 澁
渓 溪
湾 灣
満 滿
潟 泻
焼 燒
灯 燈
犠 犧
独 獨
狭 狹
産 產
畑 畠
画 畫
畳 疊
発 發
砕 碎
礼 禮
秋 穐
穂 穗
竪 豎
糸 絲
経 經
継 繼
絵 繪
続 續
総 總
緑 綠
縄 繩
聡 聰
芦 蘆
芸 藝
茎 莖
荘 莊
蔵 藏
薗 園
薬 藥
蛍 螢
衛 衞
装 裝
覚 覺
訳 譯
誉 譽
読 讀
謡 謠
豫 予
賛 贊
転 轉
遅 遲
遥 遙
郷 鄕
鎌 鐮
録 錄
鎮 鎭
闘 鬪
陥 陷
隠 隱
雑 雜
霊 靈
駅 驛
駆 驅
験 驗
髪 髮
鶏 鷄
麦 麥
黄 黃
歯 齒
"""


def _standard_forms() -> dict[str, str]:
    forms: dict[str, str] = {}
    for row in _ROWS.split("\n"):
        standard, *shapes = row.split() or [""]
        forms.update(dict.fromkeys(shapes, standard))
    return forms


STANDARD_FORMS = _standard_forms()
