"""The closed lists for handing in a key: how, with which papers, when, and what does not count."""

from __future__ import annotations

from hosho.domain.rulebook.codes import Labelled


class Method(Labelled):
    BRING = "bring", "持参"
    FAX = "fax", "FAX"
    POST = "post", "郵送"
    EMAIL = "email", "電子メール"
    WEB_FORM = "web_form", "インターネットの申請フォーム"
    EBIDDING_SYSTEM = "ebidding_system", "電子入札システム"
    ECONTRACT_SYSTEM = "econtract_system", "電子契約システム"
    ON_PAPER = "on_paper", "書面"


class Timing(Labelled):
    BEFORE_CONTRACT_CONCLUSION = "before_contract_conclusion", "契約の締結前に"
    BEFORE_CONTRACT_DOCUMENT = "before_contract_document", "契約書の提出前に"
    WITH_CONTRACT_DOCUMENT = "with_contract_document", "契約書と一緒に"
    AFTER_GUARANTEE_CONTRACT = "after_guarantee_contract", "保証契約の締結後に"
    BEFORE_PAYMENT_REQUEST = "before_payment_request", "前払金の請求前に"
    WITH_PAYMENT_REQUEST = "with_payment_request", "前払金の請求書と一緒に"
    UNSTATED = "unstated", ""


class Document(Labelled):
    KEY = "key", "認証キー"
    NUMBER_AND_KEY = "number_and_key", "保証契約番号と認証キー"
    KEY_NOTICE = "key_notice", "「認証キー」等のお知らせ"
    KEY_NOTICE_PDF = "key_notice_pdf", "「認証キー」等のお知らせ（PDF）"
    KEY_NOTICE_PRINTED = "key_notice_printed", "「認証キー」等のお知らせを印刷したもの"
    CERTIFICATE_SCREEN_PRINTED = "certificate_screen_printed", "電子証書の確認画面を印刷したもの"
    INSURER_ISSUED_PDF = "insurer_issued_pdf", "保険会社が発行したPDF"
    PDF_PASSWORD = "pdf_password", "PDFを開くパスワード"
    VIEWING_URL_AND_PASSWORD = "viewing_url_and_password", "閲覧用のURLとパスワード"
    PAYMENT_REQUEST = "payment_request", "前払金の請求書"
    ADVANCE_PAYMENT_APPLICATION = "advance_payment_application", "前払金の申請書"
    ORDERER_FORM = "orderer_form", "発注者が定める様式"
    DEPOSIT_RECEIPT_COPY = "deposit_receipt_copy", "契約保証金の領収書の写し"
    PAPER_ORIGINAL_LATER = "paper_original_later", "書面の原本（後日）"
    GUARANTEE_CLAUSES = "guarantee_clauses", "保証約款"


class RejectedForm(Labelled):
    """What looks like handing in and is not."""

    E_CERTIFICATE_COPY = "e_certificate_copy", "電子証書そのものの印刷やメール送付"
    PRINTED_E_CERTIFICATE = "printed_e_certificate", "電子証書を印刷したもの"
    VIEWING_SCREEN_PDF = "viewing_screen_pdf", "閲覧画面を保存したPDF"
    ISSUED_PDF_BY_EMAIL = "issued_pdf_by_email", "発行されたPDFのメール送付"
    GUARANTEE_COMPANY_PDF = "guarantee_company_pdf", "保証事業会社の証書のPDF"
    SCAN_OF_PAPER_CERTIFICATE = "scan_of_paper_certificate", "書面の証書をスキャンしたもの"


class Confirm(Labelled):
    """Whether arrival has to be confirmed."""

    NONE = "none", ""
    YES = "yes", "送ったあと、届いたことを発注者に確認してください。"
    PHONE = "phone", "送ったあと、届いたことを電話で確認してください。"


class PaymentRequest(Labelled):
    """How the request for the advance itself is handed in, where the page says so."""

    PAPER = "paper", "前払金の請求書は書面で提出してください。"
    EMAIL_OK = "email_ok", "前払金の請求書も電子メールで提出できます。"
    EMAIL_OK_SEAL_OMITTED = (
        "email_ok_seal_omitted",
        "請求書に責任者・担当者の氏名と連絡先を書けば、押印を省略して電子メールで提出できます。",
    )
    SCAN_WAIVES_ORIGINAL = (
        "scan_waives_original",
        "請求書を等倍・フルカラーで読み取って送る場合、原本の提出は不要です。",
    )
    SEPARATE_DESTINATION = "separate_destination", "前払金の請求書の提出先は、認証キーの提出先と異なります。"
    UNSTATED = "unstated", ""


class BodyField(Labelled):
    """What the mail or the form has to say besides the key."""

    GUARANTEE_KIND = "guarantee_kind", "保証の種類"
    CASE_NAME = "case_name", "工事名または業務名"
    CONTRACTOR = "contractor", "受注者名"
    CONTACT = "contact", "担当者の氏名と連絡先"
