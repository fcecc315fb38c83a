"""Every setting of Hosho, in one place. A clone runs without setting anything; docs/operations names what to set.

Settings come from environment variables that start with ``HOSHO_``; a secret may come from a file (``…_FILE``).
"""

from hashlib import sha256
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from hosho.config.databases import database, use_fixed_sqlite
from hosho.config.environment import envbool, envint, envlist, envsecret, envtext
from hosho.config.log import logging_settings
from hosho.config.surety import read_surety

use_fixed_sqlite()

# -- where things are -------------------------------------------------------------------------------------------

BASE_DIR = Path(__file__).resolve().parents[2]
PACKAGE_DIR = BASE_DIR / "hosho"
HOSHO_HOME = Path(envtext("HOSHO_HOME") or BASE_DIR / ".hosho").absolute()
HOSHO_HOME.mkdir(parents=True, exist_ok=True)
HOSHO_KEYS = HOSHO_HOME / "keys"
HOSHO_DOCUMENTS = HOSHO_HOME / "documents"
HOSHO_MAILBOX = HOSHO_HOME / "mailbox"

# -- how it runs ------------------------------------------------------------------------------------------------

DEBUG = envbool("HOSHO_DEBUG", default=False)
HOSHO_HTTPS = envbool("HOSHO_HTTPS", default=False)
"""On wherever people other than the developer use it: Secure `__Host-` cookies, HSTS, and strict start-up checks."""
HOSHO_DEMO = envbool("HOSHO_DEMO", default=False)
"""On under `hosho demo`: the mailbox page and the list of sample logins exist."""
ALLOWED_HOSTS = envlist("HOSHO_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
SECRET_KEY = envsecret("HOSHO_SECRET_KEY", kept_in=HOSHO_KEYS / "secret-key")
HOSHO_KEY_PEPPER = envsecret("HOSHO_KEY_PEPPER", kept_in=HOSHO_KEYS / "key-pepper")
"""Without it nobody can test a guess of an access key against a stolen database."""
KEY_ENCRYPTION_KEY = sha256(
    envsecret("HOSHO_KEY_SECRET", kept_in=HOSHO_KEYS / "key-secret").encode()
).digest()
"""Wraps the monthly keys under which access keys are kept to be shown again; only the surety's side needs it."""
HOSHO_METRICS_TOKEN = envtext("HOSHO_METRICS_TOKEN")
"""`/metrics` answers loopback callers, and others only with this as bearer token."""
HOSHO_PROXIES = envint("HOSHO_PROXIES", default=0)
"""Reverse proxies in front whose X-Forwarded-For is believed, counted from the right."""

# -- what it is made of -----------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "hosho.config",
    "hosho.parties",
    "hosho.ledger",
    "hosho.outbox",
    "hosho.notices",
    "hosho.ui",
    "hosho.guarantees",
    "hosho.register",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
]
MIDDLEWARE = [
    "hosho.config.request_id.request_id_middleware",
    "hosho.config.metrics.count_requests_middleware",
    "django.middleware.security.SecurityMiddleware",
    "hosho.config.headers.headers_middleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "hosho.config.confirm_path.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "hosho.config.confirm_path.AuthenticationMiddleware",
    "hosho.config.session_limits.session_limits_middleware",
    "hosho.config.confirm_path.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "hosho.portals.account.signed_in.second_factor_middleware",
    "hosho.config.refusal_pages.refusal_middleware",
]
ROOT_URLCONF = "hosho.config.urls"
WSGI_APPLICATION = "hosho.config.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # Portals are not applications: they have pages but no tables.
        "DIRS": sorted(PACKAGE_DIR.glob("portals/*/templates")),
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "hosho.config.context.page_context",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# -- what it keeps ----------------------------------------------------------------------------------------------

DATABASES = {"default": database(envtext("HOSHO_DATABASE_URL"), home=HOSHO_HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    # Shared by all processes, because sign-in limits count there. Made by the migration of hosho.config.
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
HOSHO_UPLOAD_MAX_BYTES = envint("HOSHO_UPLOAD_MAX_BYTES", default=10_000_000)

# -- who signs in -----------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "parties.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("login_id", "name", "email")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "hosho.portals.account.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "login_id"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_PREVENT_ENUMERATION = True
ALLAUTH_TRUSTED_PROXY_COUNT = HOSHO_PROXIES
ACCOUNT_FORMS = {"reauthenticate": "hosho.portals.account.forms.ReauthenticateForm"}
MFA_FORMS = {
    "authenticate": "hosho.portals.account.forms.AuthenticateForm",
    "reauthenticate": "hosho.portals.account.forms.FactorAgainForm",
    "activate_totp": "hosho.portals.account.forms.ActivateTotpForm",
    "add_webauthn": "hosho.portals.account.forms.AddKeyForm",
    "edit_webauthn": "hosho.portals.account.forms.EditKeyForm",
}
MFA_ADAPTER = "hosho.portals.account.factors.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_TOTP_TOLERANCE = 1  # telephones are a few seconds off, and people type slowly
MFA_TOTP_ISSUER = envtext("HOSHO_SERVICE_NAME", default="電子保証サービス（見本）")
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HOSHO_HTTPS

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_NAME = "__Host-hosho-session" if HOSHO_HTTPS else "hosho-session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HOSHO_HTTPS
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = 12 * 3600
HOSHO_SESSION_IDLE_SECONDS = {
    "CONTRACTOR": 30 * 60,
    "SURETY": 20 * 60,
    "OPERATOR": 15 * 60,
    "ORDERER": 30 * 60,
}
HOSHO_SESSION_SECONDS = {
    "CONTRACTOR": 12 * 3600,
    "SURETY": 10 * 3600,
    "OPERATOR": 8 * 3600,
    "ORDERER": 10 * 3600,
}
CSRF_COOKIE_NAME = "__Host-hosho-csrf" if HOSHO_HTTPS else "hosho-csrf"
CSRF_COOKIE_AGE = None  # forgotten when the browser is closed
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = HOSHO_HTTPS
CSRF_FAILURE_VIEW = "hosho.config.errors.csrf_failure"
CSRF_TRUSTED_ORIGINS = envlist("HOSHO_TRUSTED_ORIGINS", default=[])

# -- what browsers are told -------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "script-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    },
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
"""Nothing leaves to other hosts. Under "no-referrer" Chromium posts forms with `Origin: null`, which the CSRF check refuses."""
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if HOSHO_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HOSHO_HTTPS
SECURE_SSL_REDIRECT = HOSHO_HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^metrics$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HOSHO_PROXIES else None
X_FRAME_OPTIONS = "DENY"
SILENCED_SYSTEM_CHECKS = ["security.W002"]
"""It misses Django's middleware for X-Frame-Options; hosho.config.headers sets that header on every answer."""

# -- words, days, pages -----------------------------------------------------------------------------------------

LANGUAGE_CODE = "ja"
LANGUAGES = [("ja", "日本語")]
TIME_ZONE = "Asia/Tokyo"
USE_TZ = True
USE_I18N = True
STATIC_URL = "/static/"
STATIC_ROOT = HOSHO_HOME / "static"
STATIC_ROOT.mkdir(exist_ok=True)
STATICFILES_DIRS = sorted(PACKAGE_DIR.glob("portals/*/static"))
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": HOSHO_DOCUMENTS},
    },
    "staticfiles": {"BACKEND": "hosho.config.static_files.HashedStaticFiles"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_USE_FINDERS = DEBUG

# -- who guarantees ---------------------------------------------------------------------------------------------

SURETY = read_surety(Path(envtext("HOSHO_SURETY_FILE") or PACKAGE_DIR / "config" / "surety.yaml"))
"""The guarantee company that runs this installation: its facts, policy and terms."""

HOSHO_SEAL_FOLDER = Path(envtext("HOSHO_SEAL_FOLDER") or HOSHO_KEYS / "seal")
"""Holds `seal.key` and `seal.pem`: the surety's sealing key and its certificate chain."""
HOSHO_TRUST_FOLDER = Path(envtext("HOSHO_TRUST_FOLDER") or HOSHO_KEYS / "trust")
"""The certificates the register believes, as certificates.trust.TrustAnchors.from_folder reads them."""
HOSHO_REGISTER_URL = envtext("HOSHO_REGISTER_URL")
"""Where deposits go when the register runs apart; empty: in this process."""
HOSHO_REGISTER_TOKEN = (
    envsecret("HOSHO_REGISTER_TOKEN", kept_in=HOSHO_KEYS / "register-token") if HOSHO_REGISTER_URL else ""
)
"""Read the register's news with it; deposits need none, they are signed."""

# -- letters ----------------------------------------------------------------------------------------------------

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = envtext("HOSHO_SMTP_HOST", default="127.0.0.1")
EMAIL_PORT = envint("HOSHO_SMTP_PORT", default=2525)
EMAIL_HOST_USER = envtext("HOSHO_SMTP_USER")
EMAIL_HOST_PASSWORD = (
    envsecret("HOSHO_SMTP_PASSWORD", kept_in=HOSHO_KEYS / "smtp-password") if EMAIL_HOST_USER else ""
)
EMAIL_USE_TLS = envbool("HOSHO_SMTP_STARTTLS", default=False)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = envtext("HOSHO_MAIL_FROM", default="電子保証サービス（見本） <no-reply@hosho.example>")
HOSHO_SERVICE_NAME = MFA_TOTP_ISSUER

# -- work after commit ------------------------------------------------------------------------------------------

HOSHO_JOB_SECONDS = envint("HOSHO_JOB_SECONDS", default=60)
"""The longest a handler may take; its lease is twice as long, so a live worker never loses its job."""
HOSHO_TIME_STAMP_URLS = envlist("HOSHO_TIME_STAMP_URLS", default=["http://127.0.0.1:3161/"])
"""RFC 3161 authorities, the next one tried when one fails."""
HOSHO_RULES_FOLDER = envtext("HOSHO_RULES_FOLDER")
"""A folder of orderers' rules to use instead of the shipped ones."""

LOGGING_CONFIG = None
logging_settings(
    pretty=envbool("HOSHO_LOG_PRETTY", default=False), level=envtext("HOSHO_LOG_LEVEL", default="INFO")
)
