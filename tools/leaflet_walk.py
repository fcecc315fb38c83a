"""The leaflet as a walk through a running demo in a browser, a picture at each step. tools/take_screenshots.py uses it."""

from __future__ import annotations

import io
import re
import time
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import pypdfium2
from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize

ISSUED_SECONDS = 120
SIZE: ViewportSize = {"width": 1366, "height": 900}
# a page longer than this is cut: what a reader wants to see is at its top
TALLEST = 1500
# the README shows the papers small: 115 dots an inch are enough
PAPER_SCALE = 1.6
CONTRACTOR = "10000012-01"


class Demo(NamedTuple):
    """A running demo: its address without a slash at the end, and the password of all its sample logins."""

    address: str
    password: str


class Walk:
    """One pass through the leaflet; each step leaves its pictures behind."""

    def __init__(self, browser: Browser, demo: Demo, folder: Path) -> None:
        self.demo, self.folder, self.taken = demo, folder, 0
        context = browser.new_context(
            viewport=SIZE,
            locale="ja-JP",
            timezone_id="Asia/Tokyo",
            java_script_enabled=False,
            accept_downloads=True,
        )
        self.page: Page = context.new_page()
        self.page.set_default_timeout(20_000)
        self.receipt = self.number = self.key = ""

    def everything(self) -> None:
        for step in (self.entrance, self.apply, self.accept, self.pay, self.letter, self.certificate):
            step()
        for step in (self.take_key, self.confirm, self.arrived):
            step()

    # ---- pictures

    def _save(self, name: str, image: Image.Image) -> None:
        self.taken += 1
        file = self.folder / f"{self.taken:02}-{name}.png"
        image.convert("RGB").quantize(128, dither=Image.Dither.NONE).save(file, optimize=True)
        print(f"took {file.name}, {file.stat().st_size // 1000} kB", flush=True)

    def shoot(self, name: str) -> None:
        """The page as the browser shows it, down to TALLEST."""
        image = Image.open(io.BytesIO(self.page.screenshot(full_page=True)))
        self._save(name, image.crop((0, 0, image.width, min(image.height, TALLEST))))

    def shoot_paper(self, name: str, pdf: bytes) -> None:
        """The first sheet of a PDF."""
        self._save(name, pypdfium2.PdfDocument(pdf)[0].render(scale=PAPER_SCALE).to_pil())

    def download(self, role: str, name: str) -> bytes:
        with self.page.expect_download() as download:
            self.page.get_by_role(role, name=name).first.click()  # type: ignore[arg-type]
        return Path(download.value.path()).read_bytes()

    # ---- small gestures

    def sign_in(self, login: str) -> None:
        self.page.get_by_label("お客様ID").fill(login)
        self.page.get_by_label("パスワード").fill(self.demo.password)
        self.page.get_by_role("button", name="ログイン", exact=True).click()

    def sign_out(self) -> None:
        self.page.get_by_role("button", name="ログアウト").click()

    def go(self, path: str) -> None:
        self.page.goto(f"{self.demo.address}{path}")

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name).first.click()

    def day(self, legend: str, on: date) -> None:
        group = self.page.get_by_role("group", name=re.compile(f"^{legend}"))
        # Reiwa 1 is 2019
        for label, typed in (("年", on.year - 2018), ("月", on.month), ("日", on.day)):
            group.get_by_label(label, exact=True).fill(str(typed))

    # ---- the leaflet

    def entrance(self) -> None:
        self.go("/")
        self.shoot("home")
        self.page.get_by_role("link", name="保証申込（e-Net保証）").click()
        self.shoot("login")
        self.sign_in(CONTRACTOR)
        self.shoot("contractor-home")

    def apply(self) -> None:
        """STEP 1: 保証申込, 電子交付を希望する."""
        page = self.page
        self.press("保証申込")
        page.get_by_label("発注者の名前").fill("佐伯")
        self.press("発注者を探す")
        page.get_by_role("link", name="佐伯市").click()
        self.shoot("orderer")
        self.press("保存して次へ")
        for label in ("工事", "契約保証", "前払金保証"):
            page.get_by_label(label, exact=True).check()
        self.shoot("kinds")
        self.press("保存して次へ")
        self._contract()
        self._rest_of_the_application()
        self.shoot("check")
        self.press("保証を申し込む")
        self.shoot("receipt")
        self.receipt = page.locator(".hosho-confirmation__number").inner_text()
        self.sign_out()

    def _contract(self) -> None:
        page, today = self.page, date.today()
        page.get_by_label("工事の名称").fill("市道見本線道路改良工事（髙﨑工区）")
        page.get_by_label("工事番号").fill("令和８年度第１２３号")
        page.get_by_label("請負代金額").fill("４，８９５万円")
        self.day("契約日", today - timedelta(days=2))
        self.day("工期の初日", today - timedelta(days=1))
        self.day("工期の末日", today + timedelta(days=300))
        page.get_by_label("使っている", exact=True).check()
        self.shoot("contract")
        self.press("保存して次へ")

    def _rest_of_the_application(self) -> None:
        page = self.page
        self.shoot("amounts")
        self.press("保存して次へ")
        page.get_by_label("いいえ（単独の会社）").check()
        self.press("保存して次へ")
        page.get_by_label("金融機関").fill("見本銀行")
        page.get_by_label("支店").fill("佐伯支店")
        page.get_by_label("普通").check()
        page.get_by_label("口座番号").fill("１２３４５６７")
        page.get_by_label("口座名義（カナ）").fill("サイキミホンケンセツ")
        self.press("保存して次へ")
        page.get_by_role("button", name="次へ", exact=True).click()
        page.get_by_label("電子交付を希望する", exact=True).check()
        self.shoot("delivery")
        self.press("保存して次へ")
        for box in page.get_by_role("checkbox").all():
            box.check()
        self.press("保存して次へ")

    def accept(self) -> None:
        """The desk: examined and accepted by the underwriter."""
        page = self.page
        self.go("/desk/")
        self.sign_in("desk-sato")
        self.shoot("desk-inbox")
        page.get_by_role("link", name=self.receipt).click()
        page.get_by_role("button", name=re.compile("審査を始める")).click()
        self.shoot("desk-application")
        page.get_by_role("link", name=re.compile("引受けへ進む")).click()
        page.get_by_label("審査の所見").fill("契約の書類は追って提出される。工事の実績があり、問題ない。")
        self.shoot("desk-accept")
        page.get_by_role("button", name=re.compile("引き受けて保証料を通知する")).click()
        self.sign_out()

    def pay(self) -> None:
        """The desk: the fee recorded by the cashier; the worker then issues."""
        page = self.page
        self.go("/desk/")
        self.sign_in("desk-ito")
        page.get_by_role("link", name="保証料", exact=True).click()
        page.get_by_role("link", name=self.receipt).click()
        page.get_by_role("button", name=re.compile("入金を記録する")).click()
        self.shoot("desk-fee")
        self.sign_out()

    def letter(self) -> None:
        """STEP 2: 電子証書・認証キー登録のお知らせ arrives when the certificates are deposited."""
        letters = self.page.get_by_role("link", name=re.compile("電子証書・認証キー登録のお知らせ"))
        until = time.monotonic() + ISSUED_SECONDS
        while True:
            self.go("/operator/mailbox/")
            if letters.count() >= 2:
                break
            if time.monotonic() > until:
                raise SystemExit("the letters did not arrive")
            time.sleep(1)
        self.shoot("mailbox")
        letters.first.click()
        self.shoot("letter")

    def certificate(self) -> None:
        """STEP 3: 電子証書の確認はこちら, the same ID and password, the guarantee contract number."""
        page = self.page
        self.go("/")
        page.get_by_role("link", name="電子証書の確認はこちら").click()
        self.sign_in(CONTRACTOR)
        self.shoot("certificates")
        row = page.get_by_role("row").filter(has_text="前払金保証")
        link = row.get_by_role("link", name=re.compile(r"\d{4}-\d{4}-\d{4}")).first
        self.number = link.inner_text()
        link.click()
        self.shoot("certificate")
        self.shoot_paper("certificate-print", page.pdf(prefer_css_page_size=True))
        self.shoot_paper("certificate-pdf", self.download("link", "PDFを保存する"))

    def take_key(self) -> None:
        """STEP 4: 認証キーの表示 and 認証キー等のお知らせ."""
        page = self.page
        page.get_by_role("link", name="認証キーの表示").click()
        self.press("認証キーを表示する")
        page.get_by_label("パスワード").fill(self.demo.password)
        self.press("確認して進む")
        self.shoot("key")
        self.key = page.locator(".hosho-key__digits").inner_text()
        self.shoot_paper("key-notice", self.download("button", "「認証キー等のお知らせ」を保存する"))
        self.sign_out()

    def confirm(self) -> None:
        """The clerk of 佐伯市, without any login."""
        page = self.page
        self.go("/confirm/")
        page.get_by_label("保証契約番号").fill(self.number)
        page.get_by_label("認証キー").first.fill(self.key)
        self.shoot("confirm-entrance")
        self.press("保証証書を確認する")
        self.shoot("confirm-certificate")
        self.shoot_paper("confirm-print", page.pdf(prefer_css_page_size=True))
        page.get_by_role("link", name="確認の結果を回答する").click()
        page.get_by_label("確認しました").check()
        page.get_by_label("所属").fill("契約検査課契約係")
        page.get_by_label("氏名").fill("見本　四郎")
        self.shoot("confirm-answer")
        self.press("この内容で回答する")
        self.press("終了する")

    def arrived(self) -> None:
        """確認済 on the contractor's list, once the worker has read the register's news."""
        self.go("/certificates/")
        self.sign_in(CONTRACTOR)
        until = time.monotonic() + ISSUED_SECONDS
        while self.page.get_by_text("確認済").count() == 0:
            if time.monotonic() > until:
                raise SystemExit("確認済 did not arrive")
            time.sleep(2)
            self.go("/certificates/list/")
        self.shoot("confirmed")
