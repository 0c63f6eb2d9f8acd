"""The shipped sources -> docs/images/desk-*.png, the pictures of the desk in README and the handbook.

usage: python -m tools.desk_pictures        (in an environment with the extras desk and e2e, beside Debian's chromium)

The day, the folder and what is typed are the same each time; letters are those of the machine's fonts. Look at each before
it is taken in.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path

import uvicorn
from playwright.sync_api import Page, expect, sync_playwright

from pipeline.desk.app import create
from pipeline.desk.guard import Keys
from pipeline.desk.room import Room

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs/images"
TODAY = datetime(2026, 11, 28, 9, tzinfo=timezone(timedelta(hours=9)))
WINDOW = {"width": 1280, "height": 860}
AGREEMENT = "aomori/kyoyaku-蓬田村"
BUDGET = "shiomi/yosan"
SIGNED = "hoshikawa/kyoyaku-月見町"
# What somebody has changed in the sources, so that there is something to see.
SLIPS = {
    "sources/shiomi/gaiyo.yaml": [('令和8年度: "2,600千円" } }', '令和8年度: "2,900千円" } }')],
    "sources/shiomi/yosan.yaml": [
        ("当初: 2,600千円", "当初: 2,700千円"),
        ('財源: { 一般財源: "2,600千円" }', '財源: { 一般財源: "2,700千円" }'),
        ("一体で進める。", "一体で推進し、および検証する。"),
    ],
    "sources/hoshikawa/gikai-yukino.yaml": [("日: 令和6年3月29日 }", "日: 令和6年3月1日 }")],
    "sources/hoshikawa/gikai-tsukimi.yaml": [("    届出: { 番号: 月企第40号, 日: 令和6年4月3日 }\n", "")],
}


def main() -> None:
    """Takes all pictures."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        full, empty = Path(folder) / "原稿", Path(folder) / "企画課"
        empty.mkdir()
        shutil.copytree(ROOT / "sources", full / "sources")
        browser = play.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"], env=os.environ | {"LANGUAGE": "ja"}
        )
        page = browser.new_context(locale="ja-JP", timezone_id="Asia/Tokyo", viewport=WINDOW).new_page()
        with serving(empty) as address:
            page.goto(address)
            _start(page)
        with serving(full) as address:
            page.goto(address)
            at = address.split("/?")[0]
            _home(page, at)
            _words(page, at)
            _error(page, at)
            _amend(page, at)
            _version(page, at)
            _slip(full)
            _compared(page, at)
            _council(page, at)
            _checks(page, at)
        browser.close()


@contextmanager
def serving(root: Path) -> Iterator[str]:
    """The address of a desk at a folder, on the day of the pictures."""
    keys = Keys()
    app = create(Room(root, root / "build"), keys, lambda: TODAY)
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="critical", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            thread.join(0.05)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}/?token={keys.token}"
    finally:
        server.should_exit = True
        thread.join()


def _take(page: Page, name: str) -> None:
    page.wait_for_load_state()
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(800)  # pictures of pages come behind them
    page.screenshot(path=PICTURES / f"desk-{name}.png")


def _opened(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_selector(".sheet .line")


def _start(page: Page) -> None:
    page.wait_for_selector(".towns input")
    page.get_by_label("圏域の名前").fill("緑川圏域")
    fields = page.locator(".towns input")
    for n, words in enumerate(
        ("緑川市", "緑川市長", "髙橋一郎", "令和4年4月1日", "白石町", "白石町長", "﨑山花子", "令和5年5月1日")
    ):
        fields.nth(n).fill(words)
    page.get_by_role("radio", name="覚書").check()
    page.wait_for_selector(".sheet .line")
    _take(page, "start")


def _home(page: Page, at: str) -> None:
    page.goto(at)
    page.locator("tr[data-id]", has_text="蓬田村").get_by_role("button", name="作る").click()
    expect(page.locator("#progress")).to_have_text("1件を作りました。")
    _take(page, "home")


def _words(page: Page, at: str) -> None:
    _opened(page, f"{at}/documents/{AGREEMENT}")
    page.locator(".line", has_text="相互に連携を図るものとする").first.click()
    expect(page.locator("#words-text")).to_be_focused()
    _take(page, "words")


def _error(page: Page, at: str) -> None:
    _opened(page, f"{at}/documents/{AGREEMENT}#tab=source")
    line = page.locator(".cm-line", has_text="締結日: 令和元年12月25日")
    line.click()
    page.keyboard.press("End")
    page.keyboard.press("Backspace")
    page.keyboard.press("Backspace")
    page.keyboard.press("Backspace")
    page.keyboard.type("32日")
    page.wait_for_selector("#problems li.error")
    _take(page, "error")
    page.evaluate("localStorage.clear()")
    page.keyboard.press("Control+z")
    expect(page.locator("#state")).to_have_text("最新")


def _amend(page: Page, at: str) -> None:
    _opened(page, f"{at}/documents/{SIGNED}")
    page.locator(".line", has_text="圏域の活力を").first.click()
    text = page.locator("#words-text")
    expect(text).to_be_focused()
    text.fill(text.input_value().replace("維持し", "高め"))
    page.click("#words-form button.primary")
    expect(page.locator("#toast")).to_have_text("保存しました")
    expect(page.locator("#toast")).to_be_empty()
    page.click("#tab-amend")
    page.check("#amend-wide")
    page.wait_for_selector("#changes tr")
    _take(page, "amend")


def _version(page: Page, at: str) -> None:
    _opened(page, f"{at}/documents/{BUDGET}#tab=amend")
    page.fill("#version-as", "素案")
    page.fill("#version-on", "令和8年1月5日")
    page.click("#version-make")
    expect(page.locator("#amend-out")).to_contain_text("版を記録しました")


def _compared(page: Page, at: str) -> None:
    page.goto(f"{at}/compare?old={BUDGET}|@1&new={BUDGET}")
    if not page.locator("#changes tr").count():
        page.click("#compare")
    page.wait_for_selector("#changes tr")
    _take(page, "compare")


def _slip(root: Path) -> None:
    for name, slips in SLIPS.items():
        path = root / name
        text = path.read_text(encoding="utf-8")
        for old, new in slips:
            assert old in text, f"{name}: {old}"
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")


def _council(page: Page, at: str) -> None:
    page.goto(f"{at}/council")
    page.wait_for_selector("table")
    _take(page, "council")


def _checks(page: Page, at: str) -> None:
    page.goto(f"{at}/checks")
    page.select_option("select", "shiomi")
    expect(page.locator("#progress")).to_contain_text("調べました")
    _take(page, "checks")


if __name__ == "__main__":
    main()
