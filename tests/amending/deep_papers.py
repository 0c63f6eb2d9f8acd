"""Papers in shapes that no shipped one has, and random revisions of them: 編 to 目, 号 three deep, 附則 with 条, unusual divisions, 別記."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from random import Random

import yaml

AREA = """\
種別: 圏域
圏域名: 試験
市町村:
  谷市: { 職名: 谷市長, 長: [{ 氏名: 見本一郎, 就任日: 令和2年4月1日 }] }
  川町: { 職名: 川町長, 長: [{ 氏名: 見本二郎, 就任日: 令和2年4月1日 }] }
  森村: { 職名: 森村長, 長: [{ 氏名: 見本三郎, 就任日: 令和2年4月1日 }] }
"""
RULES = """\
種別: 例規
題名: 会館条例
公布: { 題名の後: [平成18年3月24日, 条例第12号] }
目次: はい
編:
  - 見出し: 総則
    章:
      - 見出し: 通則
        節:
          - 見出し: 目的等
            款:
              - 見出し: 目的
                目:
                  - 見出し: 趣旨
                    条:
                      - 見出し: 目的
                        本文: この条例は、会館の設置及び管理について必要な事項を定めることを目的とする。
                  - 見出し: 定義
                    条:
                      - 見出し: 定義
                        本文: この条例において、次の各号に掲げる用語の意義は、当該各号に定めるところによる。
                        号:
                          - { 見出し: 施設, 本文: 次に掲げるものをいう。, 細分: [大会議室, 中会議室, {本文: その他の室, 細分: [倉庫, {本文: 控室で次のもの, 細分: [第一控室, 第二控室]}, 書庫]}] }
                          - 利用者　会館を利用する者をいう。
                          - 本文: 物品　次に掲げるものをいう。
                            細分: [机, 椅子]
                            後文: ただし、備え付けのものに限る。
                      - 削除: はい
                      - 枝番: はい
                        見出し: 責務
                        本文: 市は、会館の管理に努める。
              - 見出し: 組織
                目:
                  - 見出し: 職員
                    条:
                      - 見出し: 職員
                        項:
                          - 会館に館長を置く。
                          - 館長は、会館の事務を掌理する。
                          - 本文: 館長は、次に掲げる事務を行う。
                            号: [利用の許可, 使用料の徴収, {枝番: はい, 本文: 使用料の還付}, その他必要な事務]
                            後文: [この場合において、館長は記録を作成する。, 記録は5年保存する。]
          - 見出し: 利用
            款:
              - 見出し: 許可
                目:
                  - 見出し: 申請
                    条:
                      - 見出し: 申請
                        項:
                          - 利用しようとする者は、申請書（様式第1号）を提出する。
                          - 本文: 前項の申請は、次の表の区分による期日までに行う。
                            表: { 列: [区分, 期日], 行: [[大会議室, 3月前], [中会議室, 1月前]], 備考: [休日は数えない。, 期日が休日に当たるときは翌日とする。] }
                            注: 期日は、市長が定める。
  - 見出し: 雑則
    章:
      - 見出し: 補則
        節:
          - 見出し: 委任
            款:
              - 見出し: 委任
                目:
                  - 見出し: 委任
                    条:
                      - 見出し: 委任
                        本文: この条例の施行に関し必要な事項は、規則で定める。
附則:
  - 条:
      - 見出し: 施行期日
        本文: この条例は、平成18年4月1日から施行する。
      - 見出し: 経過措置
        項:
          - この条例の施行の際現に許可を受けている者は、この条例による許可を受けた者とみなす。
          - 本文: 前項の者は、次に掲げる事項を届け出る。
            号: [氏名, 住所]
  - 題: （平成20年3月1日条例第5号）
    項:
      - { 見出し: 施行期日, 本文: この条例は、公布の日から施行する。 }
      - { 見出し: 経過措置, 本文: 改正前の使用料は、なお従前の例による。 }
別表:
  - 関係: 定義
    見出し: 使用料の額
    前書き: 使用料は、次に掲げるところによる。
    項目:
      - 見出し: 会議室
        列: [{ 名: 区分, 結合: はい }, { 名: 室, 結合: はい }, { 名: 額, 列: [{ 名: 平日, 形: 金額 }, { 名: 休日, 形: 金額 }] }]
        行:
          - [市内, 大会議室, 1000円, 1200円]
          - [市内, 中会議室, 800円, 900円]
          - [市外, 大会議室, 2000円, 2400円]
          - [市外, 中会議室, 1600円, 1800円]
        備考: [市内とは、市内に住所を有する者をいう。, 市外とは、市内以外をいう。]
      - 見出し: 広場
        項目:
          - 見出し: 屋外広場
            表:
              - { 題: 昼間, 列: [時間, 額], 行: [[午前, 500円], [午後, 700円]], 備考: 午前とは、9時から12時までをいう。 }
              - { 題: 夜間, 列: [時間, 額], 行: [{ 帯: 平日 }, [前半, 600円], [後半, 800円], { 帯: 休日 }, [前半, 900円], [後半, 1000円]], 後書き: 夜間は、18時からとする。 }
          - 見出し: 屋内広場
            列: [時間, 額]
            行: [[午前, { 本文: 次の額, 号: [大人300円, 子供100円] }], [午後, { 箇条: [大人400円, 子供200円] }]]
    備考: この表の額は、消費税を含む。
  - 関係: [申請, 職員]
    列: [号数, 職務, 人数]
    行: [["1", 館長, 1人], ["2", 主事, 2人], ["3", 技師, 1人]]
    計: ["", 計, 4人]
  - 呼び名: 様式第1号
    見出し: 利用許可申請書
    関係: 申請
    列: [申請者, 室, 日時]
    行: [["", "", ""]]
    注: 太枠の中に記入すること。
"""
AGREEMENT = """\
種別: 連携協約書
題名: 連携協約
締結日: 令和5年3月20日
当事者: { 甲: 谷市, 乙: 川町 }
前文: 谷市（以下「甲」という。）及び川町（以下「乙」という。）は、次のとおり連携協約を締結する。
条:
  - 見出し: 目的
    本文: この協約は、甲及び乙が連携して、圏域の発展を図ることを目的とする。
  - 見出し: 取組
    項:
      - 甲及び乙は、次に掲げる取組を行う。
      - 本文: 前項の取組は、次の各号に掲げる区分に応じ、当該各号に定めるとおりとする。ただし、甲が別に定めるときは、この限りでない。
        号:
          - { 見出し: 経済, 細分: [{ 見出し: 観光, 本文: 観光の振興を図る。, 細分: [案内, 宣伝] }, 雇用] }
          - { 見出し: 生活, 本文: 生活の向上を図る。 }
          - { 削除: はい }
          - { 本文: その他, 表: { 列: [区分, 甲, 乙], 行: [[交通, 運行, 協力], [福祉, 運営, 協力]] } }
      - 前項第1号の取組に要する費用は、甲が負担する。
  - 号: [甲は、事務局を置く。, 乙は、事務局に協力する。]
  - 見出し: 費用
    本文: 費用は、別表に定めるところにより、甲及び乙が負担する。
附則: [この協約は、令和5年4月1日から効力を生ずる。, 従前の協定は、廃止する。]
末文: この協約の締結を証するため、本書2通を作成し、甲及び乙が記名押印の上、各自その1通を保有する。
別表:
  - 関係: 費用
    項目の記号: [第1章, なし, ア]
    項目:
      - 見出し: 経済の振興
        前書き: 経済の振興のため、次の取組を行う。
        施策:
          - { 連携施策: 観光, 取組内容: 観光の振興を図る。, 役割: { 甲: 計画を定める。, 乙: 計画に協力する。 } }
          - { 連携施策: 産業, 取組内容: 産業の育成を図る。, 役割: { 甲: 支援する。, 乙: 支援に協力する。 } }
        後書き: 取組の細目は、別に定める。
      - 見出し: 生活の支援
        項目:
          - 見出し: 交通
            施策:
              - { 連携施策: バス, 取組内容: 路線を維持する。, 役割: { 甲: 運行する。, 乙: 費用を負担する。 } }
          - 見出し: 医療
            項目:
              - 見出し: 夜間
                施策:
                  - { 連携施策: 夜間診療, 取組内容: 夜間に診療する。, 役割: { 甲: 開設する。, 乙: 周知する。 } }
              - 見出し: 休日
                施策:
                  - { 連携施策: 休日診療, 取組内容: 休日に診療する。, 役割: { 甲: 開設する。, 乙: 周知する。 } }
    備考: [費用は、年度ごとに定める。, 年度は、4月から3月までとする。]
"""
ACCORD = """\
種別: 協定書
題名: 施設の共同利用に関する協定
締結日: 令和5年3月27日
当事者: [谷市, 川町, 森村]
前文:
  - 次に掲げる市町村（以下「構成市町村」という。）は、次のとおり協定を締結する。
  - 一覧: 当事者
条:
  - 見出し: 目的
    本文: この協定は、施設を共同で利用することを目的とする。
  - 見出し: 利用
    項:
      - 構成市町村の住民は、別記1の施設を利用することができる。
      - 利用の手続は、別記2のとおりとする。
      - 費用は、別紙のとおりとする。
  - 見出し: 協議
    本文: この協定に定めのない事項は、構成市町村が協議して定める。
附則: この協定は、令和5年4月1日から効力を生ずる。
末文: この協定の締結を証するため、本書3通を作成し、構成市町村が記名押印の上、各自1通を保有する。
別表:
  - 呼び名: 別記1
    見出し: 対象施設
    列: [{ 名: 市町村, 結合: はい }, 施設, 定員]
    行: [[谷市, 図書館, 30人], [谷市, 体育館, 200人], [川町, プール, 50人]]
    備考: [定員は、同時に利用する人数とする。, 休館日は除く。]
  - 呼び名: 別記2
    見出し: 利用手続
    前書き: 利用の手続は、次に定めるところによる。
    項目:
      - 見出し: 申請
        前書き: [申請は、書面で行う。, 書面は、3日前までに提出する。]
      - 見出し: 承認
        項目: [{ 見出し: 通知, 前書き: 通知は、書面で行う。 }, { 見出し: 取消し, 前書き: 取消しは、書面で行う。 }]
    後書き: その他必要な手続は、協議して定める。
  - 呼び名: 別紙
    見出し: 費用
    列: [市町村, { 名: 割合, 形: 割合 }, { 名: 年額, 形: 金額 }]
    行: [[谷市, 60%, "1,800千円"], [川町, 25%, 750千円], [森村, 15%, 450千円]]
    計: はい
    注: 年額は、見込みである。
"""
PAPERS = {"例規": RULES, "協約": AGREEMENT, "協定": ACCORD}

Path = tuple[str | int, ...]
# What names and forms a paper, which no revision of its words changes.
_FIXED = frozenset(
    {
        "種別",
        "題名",
        "題",
        "締結日",
        "当事者",
        "公布",
        "目次",
        "キー",
        "関係",
        "形",
        "結合",
        "削除",
        "枝番",
        "計",
        "呼び名",
        "項目の記号",
    }
)
_WORDS = ("次に掲げる事項", "市長", "必要な措置", "（別に定めるものを除く。）", "協力", "令和8年4月1日", "3日以内")
_ENDS = ("（追加分）", "その他", "及び関係するもの")
_KEYS = ("後文", "注", "備考", "見出し", "前書き", "後書き")


class _Strings(yaml.SafeLoader):
    """Reads every scalar as a string."""

    yaml_implicit_resolvers = {}  # noqa: RUF012 - the form of the library


class _Plain(yaml.SafeDumper):
    """Writes no anchors."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def loaded(source: str) -> object:
    """A source as data."""
    return yaml.load(source, _Strings)


def written(data: object) -> str:
    """Data as a source."""
    return yaml.dump(data, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=10**6)


def _nodes(data: object, path: Path = ()) -> Iterator[tuple[Path, object]]:
    yield path, data
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, below in items:
        if key not in _FIXED:
            yield from _nodes(below, (*path, key))


def _at(data: object, path: Path) -> object:
    for key in path:
        data = data[key]  # type: ignore[index]
    return data


def places(data: object) -> Iterator[tuple[Path, str]]:
    """Every text of a paper that a revision may touch."""
    return ((path, node) for path, node in _nodes(data) if path and isinstance(node, str))


def put(data: object, path: Path, text: str) -> object:
    """The data itself, with another text in one place."""
    _at(data, path[:-1])[path[-1]] = text  # type: ignore[index]
    return data


def revised(data: object, random: Random) -> object:
    """The paper with one thing in it otherwise; it may be one that no paper can be."""
    data = copy.deepcopy(data)
    nodes = [(path, node) for path, node in _nodes(data) if path]
    lists = [node for _, node in nodes if isinstance(node, list)]
    match random.choice(("word", "word", "less", "more", "lost", "struck", "new")):
        case "word":
            path, text = random.choice([(p, n) for p, n in nodes if isinstance(n, str) and len(n) > 1])
            assert isinstance(text, str)
            start = random.randint(0, len(text))
            said = text[:start] + random.choice(_WORDS) + text[min(len(text), start + random.choice((0, 1, 2, 4))) :]
            balanced = said.count("（") == said.count("）")
            _at(data, path[:-1])[path[-1]] = said if balanced else text + "等"  # type: ignore[index]
        case "less":
            several = random.choice([each for each in lists if len(each) > 1])
            del several[random.randrange(len(several))]
        case "more":
            several = random.choice([each for each in lists if each])
            several.insert(random.randint(0, len(several)), _fresh(random.choice(several), random))
        case "lost":
            held = random.choice([n for _, n in nodes if isinstance(n, dict)])
            held.pop(random.choice(list(held)))
        case "struck":
            path = random.choice([p for p, _ in nodes if p[-2:-1] in (("号",), ("条",), ("細分",))])
            _at(data, path[:-1])[path[-1]] = {"削除": "はい"}  # type: ignore[index]
        case _:
            held = random.choice([n for _, n in nodes if isinstance(n, dict)])
            held[random.choice(_KEYS)] = random.choice(
                ("新たな文とする。", ["新たな文の一とする。", "新たな文の二とする。"])
            )
    return data


def _fresh(data: object, random: Random) -> object:
    match data:
        case str():
            return data + random.choice(_ENDS) if data else data
        case list():
            return [_fresh(each, random) for each in data]
        case dict():
            return {k: v if k in _FIXED else _fresh(v, random) for k, v in data.items()}
        case _:
            raise AssertionError(data)
