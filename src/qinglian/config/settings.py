"""All settings, one file. The environment overrides what an installation must choose; nothing else does."""

import os
from datetime import timedelta
from pathlib import Path
from urllib.parse import unquote, urlparse

from django.core.exceptions import ImproperlyConfigured

from qinglian.config import logs, secrets_on_disk

REPOSITORY = Path(__file__).resolve().parents[3]
WEB = Path(__file__).resolve().parents[1] / "web"
AUDIENCES = ("shared", "public", "bidder", "buyer", "centre", "supervisor", "guardian", "expert")
HOME = Path(os.environ.get("QINGLIAN_HOME", REPOSITORY / "var"))
DEMO = os.environ.get("QINGLIAN_DEMO", "") == "1"
DEBUG = False

# What the installation is. Under an origin that ends in `.invalid` everything is simulated and says so.
QINGLIAN_ORIGIN = os.environ.get("QINGLIAN_ORIGIN", "jiangcheng.qinglian.invalid")
QINGLIAN_CENTRE_NAME = {"zh": "江城市公共资源交易平台", "en": "Jiangcheng Public Resource Trading Platform"}
QINGLIAN_BASE_URL = os.environ.get("QINGLIAN_BASE_URL", "http://127.0.0.1:8000")
QINGLIAN_LOG_DIR = HOME / "log"
QINGLIAN_BLOB_DIR = HOME / "blobs"
QINGLIAN_KEY_DIR = HOME / "keys"
QINGLIAN_NOTIFIER_DIR = HOME / "notifier"  # who was drawn: outside the database, closed to other users
QINGLIAN_WITNESSES = [
    row.strip() for row in os.environ.get("QINGLIAN_WITNESSES", "").split(",") if row.strip()
]  # "vkey URL"
QINGLIAN_QUORUM = (
    int(os.environ["QINGLIAN_QUORUM"]) if os.environ.get("QINGLIAN_QUORUM") else None
)  # None: more than half
QINGLIAN_POLICY = HOME / "policy.json"
QINGLIAN_CLOCK_AHEAD_SECONDS = float(os.environ.get("QINGLIAN_CLOCK_AHEAD_SECONDS", "0"))  # replays; .invalid alone
QINGLIAN_REGISTRATIONS_PER_HOUR = int(os.environ.get("QINGLIAN_REGISTRATIONS_PER_HOUR", "0"))  # replays; .invalid alone
QINGLIAN_PROXIES = int(os.environ.get("QINGLIAN_PROXIES", "0"))  # own proxies in front that append to X-Forwarded-For
QINGLIAN_INTERNAL_NETWORKS = [  # where family videos are shown: loopback and private addresses unless an installation names its own
    row.strip()
    for row in os.environ.get(
        "QINGLIAN_INTERNAL_NETWORKS", "127.0.0.0/8,::1/128,10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,fc00::/7"
    ).split(",")
    if row.strip()
]
QINGLIAN_MAX_BID_BYTES = 200 * 1024 * 1024
QINGLIAN_MAX_DOCUMENT_BYTES = 50 * 1024 * 1024

if DEMO and not QINGLIAN_ORIGIN.endswith(".invalid"):
    raise ImproperlyConfigured(
        "QINGLIAN_DEMO=1 needs an origin that ends in .invalid: demo logins must never meet real tenders"
    )
if QINGLIAN_CLOCK_AHEAD_SECONDS and not QINGLIAN_ORIGIN.endswith(".invalid"):
    raise ImproperlyConfigured(
        "QINGLIAN_CLOCK_AHEAD_SECONDS needs an origin that ends in .invalid: deadlines are real elsewhere"
    )
if QINGLIAN_REGISTRATIONS_PER_HOUR and not QINGLIAN_ORIGIN.endswith(".invalid"):
    raise ImproperlyConfigured(
        "QINGLIAN_REGISTRATIONS_PER_HOUR needs an origin that ends in .invalid: the rulebook's row counts elsewhere"
    )

SECRET_KEY = os.environ.get("QINGLIAN_SECRET_KEY") or secrets_on_disk.read_or_make(HOME / "keys" / "django.secret")
ALLOWED_HOSTS = os.environ.get("QINGLIAN_HOSTS", "127.0.0.1,localhost,testserver").split(",")
CSRF_TRUSTED_ORIGINS = [QINGLIAN_BASE_URL]
SECURE_COOKIES = QINGLIAN_BASE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_COOKIES
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_HSTS_SECONDS = 31_536_000 if SECURE_COOKIES else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "qinglian.record",
    "qinglian.domain.people",
    "qinglian.domain.integrity",
    "qinglian.domain.projects",
    "qinglian.domain.tenders",
    "qinglian.domain.bids",
    "qinglian.domain.experts",
    "qinglian.domain.evaluation",
    "qinglian.domain.objections",
    "qinglian.domain.contracts",
    "qinglian.domain.supervision",
    "qinglian.domain.outreach",
    "qinglian.domain.education",
    "qinglian.web",
    "qinglian.jobs",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "qinglian.web.shared.headers.ContentSecurity",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "qinglian.api.middleware.Problems",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "qinglian.web.shared.accounts_guard.SecondFactor",
    "axes.middleware.AxesMiddleware",
    "qinglian.web.shared.refusals.Refusals",
]

ROOT_URLCONF = "qinglian.config.urls"
WSGI_APPLICATION = "qinglian.config.wsgi.application"
TEMPLATE_SOURCES = ["django.template.loaders.filesystem.Loader", "django.template.loaders.app_directories.Loader"]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [WEB / audience / "templates" for audience in AUDIENCES],
        "OPTIONS": {
            "loaders": [("qinglian.web.shared.folding.Loader", TEMPLATE_SOURCES)],
            "builtins": [
                "qinglian.web.shared.tags",
                "qinglian.web.shared.part_tags",
                "qinglian.web.shared.people_tags",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "qinglian.web.shared.context.page",
            ],
        },
    }
]


def _database(url: str) -> dict[str, object]:
    """This will read `sqlite:///path` or `postgresql://user:password@host:port/name` (host may be a socket folder, %2F-quoted)."""
    parts = urlparse(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path),
            "CONN_MAX_AGE": 60,  # closing the last connection would checkpoint the WAL within a request
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
            },
        }
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
    }


HOME.mkdir(parents=True, exist_ok=True)
DATABASES = {"default": _database(os.environ.get("QINGLIAN_DATABASE", f"sqlite://{HOME / 'qinglian.sqlite3'}"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# Sign-in: login name or e-mail and password, then a one-time code where the post wants it. Registration is ours, there is no mail.
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "account_start"
LOGOUT_REDIRECT_URL = ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "qinglian.web.shared.accounts.SignInAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = "login"
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {
    "login": None,
    "login_failed": "10/5m/key",
}  # offices share an address: axes counts login and address together
ACCOUNT_FORMS = {
    "login": "qinglian.web.shared.accounts_forms.SignInForm",
    "change_password": "qinglian.web.shared.accounts_forms.PasswordForm",
}
MFA_ADAPTER = "qinglian.web.shared.accounts.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "qinglian.web.shared.accounts_forms.CodeForm",
    "authenticate_webauthn": "qinglian.web.shared.accounts_forms.KeyForm",
    "add_webauthn": "qinglian.web.shared.accounts_forms.NewKeyForm",
    "activate_totp": "qinglian.web.shared.accounts_forms.SetUpForm",
    "deactivate_totp": "qinglian.web.shared.accounts_forms.TakeDownForm",
    "generate_recovery_codes": "qinglian.web.shared.accounts_forms.NewCodesForm",
}
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
SESSION_COOKIE_NAME = "qinglian_session"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
PASSWORD_RESET_TIMEOUT = 3 * 24 * 60 * 60  # invitations
# Counts of attempts are shared by all web machines, in a table of people.models. Drawings of the hall are made anew by each
# process: looking at an opening never waits for the database's one writer.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "people_sharedcount",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    "drawings": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 64}},
}

ALLAUTH_TRUSTED_PROXY_COUNT = QINGLIAN_PROXIES
AXES_CLIENT_IP_CALLABLE = "qinglian.web.shared.accounts.address_of"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]  # nobody can lock somebody else's office out before a deadline
AXES_USERNAME_FORM_FIELD = "username"
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "qinglian.web.shared.accounts.locked_out"
AXES_SENSITIVE_PARAMETERS = [
    "next",
    "login",
    "username",
    "totp",
]  # `next` may name a tender: no table links it to a person
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS = [WEB / "shared" / "static"]
WHITENOISE_USE_FINDERS = True  # served from the source tree: no collectstatic before the first start
CSRF_FAILURE_VIEW = "qinglian.web.shared.errors.csrf_failed"
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

LOGGING = logs.configuration()
