"""Old spelling in today's text: 旧字体 and the large つ of 一体となつた. Found here, changed only by a person."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.late.regex import regex

# Source: 常用漢字表 (平成22年内閣告示第2号), the いわゆる康熙字典体 in brackets, and 人名用漢字 (戸籍法施行規則別表第二,
# the pairs of one character in two forms), as far as the old form is no compatibility ideograph.
# Each word: the form of today, then its old forms.
_PAIRS = """
万萬 与與 両兩 並竝 乗乘 乱亂 亀龜 予豫 争爭 亜亞 仏佛 仮假 会會 伝傳 体體 余餘 併倂 価價 倹儉
偽僞 児兒 党黨 内內 円圓 冊册 写寫 処處 剣劍 剤劑 剰剩 励勵 労勞 効效 勅敕 勧勸 勲勳 区區 医醫
単單 即卽 厳嚴 参參 双雙 収收 叙敍 台臺 号號 呉吳 告吿 営營 嘱囑 団團 囲圍 図圖 国國 圏圈 圧壓
堕墮 塁壘 塩鹽 増增 壊壞 壌壤 壮壯 声聲 壱壹 売賣 変變 奥奧 奨奬 姉姊 姫姬 娯娛 嬢孃 学學 宝寶
実實 寛寬 寝寢 対對 寿壽 専專 将將 尚尙 尭堯 尽盡 届屆 属屬 岳嶽 峡峽 巌巖 巣巢 巻卷 帯帶 帰歸
庁廳 広廣 廃廢 弁瓣辨辯 弐貳 弥彌 強强 弾彈 当當 彦彥 径徑 従從 徳德 徴徵 応應 恋戀 恒恆 恵惠
悦悅 悩惱 悪惡 惨慘 慎愼 懐懷 戦戰 戯戲 戸戶 戻戾 払拂 抜拔 択擇 担擔 拝拜 拠據 拡擴 挙擧 挟挾
挿插 捜搜 掲揭 揺搖 摂攝 撃擊 教敎 数數 斉齊 斎齋 断斷 既旣 旧舊 昼晝 晋晉 晩晚 暁曉 暦曆 曽曾
条條 来來 枢樞 査查 栄榮 桜櫻 桟棧 検檢 楼樓 楽樂 概槪 様樣 槙槇 権權 横橫 欠缺 欧歐 歓歡 歩步
歯齒 歳歲 歴歷 残殘 殴毆 殻殼 毎每 気氣 没沒 沢澤 浄淨 浅淺 浜濱 涙淚 清淸 渇渴 済濟 渉涉 渋澁
渓溪 温溫 湾灣 湿濕 満滿 滝瀧 滞滯 潜潛 瀬瀨 灯燈 炉爐 点點 為爲 焼燒 犠犧 状狀 独獨 狭狹 猟獵
献獻 獣獸 瑶瑤 瓶甁 産產 画畫 畳疊 痩瘦 痴癡 発發 盗盜 県縣 真眞 研硏 砕碎 礼禮 禄祿 禅禪 秘祕
称稱 税稅 稲稻 穂穗 穏穩 穣穰 窃竊 竜龍 粋粹 粛肅 糸絲 経經 絵繪 絶絕 継繼 続續 総總 緑綠 緒緖
縁緣 縄繩 縦縱 繊纖 缶罐 群羣 翻飜 聡聰 聴聽 胆膽 脱脫 脳腦 臓臟 舎舍 舗舖 艶艷 芸藝 茎莖 荘莊
蔵藏 薫薰 薬藥 虚虛 虫蟲 蚕蠶 蛍螢 蛮蠻 衛衞 装裝 褒襃 覇霸 覚覺 覧覽 観觀 触觸 訳譯 証證 誉譽
説說 読讀 謡謠 譲讓 豊豐 賛贊 践踐 転轉 軽輕 辞辭 辺邉邊 逓遞 遅遲 遥遙 郎郞 郷鄕 酔醉 醸釀 釈釋
鉄鐵 鉱鑛 銭錢 鋭銳 鋳鑄 錬鍊 録錄 鎮鎭 関關 閲閱 闘鬪鬭 陥陷 険險 随隨 隠隱 隷隸 雑雜 霊靈 青靑
静靜 頼賴 顔顏 顕顯 飲飮 餅餠 館舘 駅驛 駆驅 騒騷 験驗 髄髓 髪髮 鶏鷄 麦麥 麺麵 黄黃 黒黑 黙默
齢齡
"""

NEW_FORMS = {old: word[0] for word in _PAIRS.split() for old in word[1:]}
OLD_KANJI = regex(f"[{''.join(NEW_FORMS)}]")

# Source: 現代仮名遣い (昭和61年内閣告示第1号) 付記: 促音 is a small っ; laws before 1988 write it large.
# 促音便 follows a kanji or one of these kana (なつた, であつて, とつて, いつた); を, に, で, へ, ん, ず and づ never end a stem.
_STEM = "一-鿿々あいうえおかがきぎくぐけげこごさざしじすせぜそぞただちつとどなぬねのはばびふぶべほぼまみむめもやゆよらりるれろわ"
_LARGE_TSU = regex(
    rf"(?<=[{_STEM}])つ(?=[たて])"
    r"(?!ため|たび)"  # 持つため, 立つたび
    r"(?!た[えわ]|たな[いく])"  # をつたえる, つたわる, つたない
    r"(?!て[をが])"  # のつてを頼る
)
# 一つたりとも, ひとつて, いくつた, しつつ: counting words and つつ keep their つ.
_COUNTED = regex(r"(?:[一二三四五六七八九]|ひと|ふた|みっ|よっ|いつ|むっ|やっ|いく|つ)\Z")
# かつて (曾て) is an adverb; 向かつて and わかつて are verbs.
_VERB_IN_KA = regex(r"[一-鿿々かわむつう]か\Z")
# 持つ and its like end in つ: 持つたくさんの is 持つ + たくさん.
_VERB_IN_TSU = regex(r"[持立打待勝放育保断絶経建発撃討]\Z")
_WORD_IN_TA = regex("つた(?:く|け(?!れ)|ち|ま|よ|の[しみ]|だ)")


def find_large_tsu(text: str) -> Iterator[int]:
    """The places of つ where today's spelling is っ: before た or て, after the stem of a verb."""
    for match in _LARGE_TSU.finditer(text):
        before = text[max(0, match.start() - 3) : match.start()]
        if _COUNTED.search(before):
            continue
        if before.endswith("か") and text.startswith("つて", match.start()) and not _VERB_IN_KA.search(before):
            continue
        if _VERB_IN_TSU.search(before) and _WORD_IN_TA.match(text, match.start()):
            continue
        yield match.start()
