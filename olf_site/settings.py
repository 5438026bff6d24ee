"""Settings, read from the environment; a missing or wrong variable stops the start and is named.

The README lists every variable. Of files it reads ``pyproject.toml``, for the version, and ``var/secret-key``.
"""

import logging
import tomllib
from pathlib import Path

from django.utils.translation import gettext_lazy as _
from environs import Env, validate

from . import logs
from .databases import database
from .environment import PROXIES, hosts_and_ports, number_of_proxies
from .private_files import private_folder, secret_key

env = Env()

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = private_folder(Path(env.str("VAR_DIR", str(BASE_DIR / "var"))))

SECRET_KEY = env.str("SECRET_KEY", "") or secret_key(VAR_DIR)
DEBUG = env.bool("DEBUG", False)
DEMO = env.bool("DEMO", False)
# Where a name without a port is answered: as browsers and proxies ask for a site, and where the server listens.
USUAL_PORTS = {"", "80", "443", str(env.int("PORT", 8000))}
allowed = env.list("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
ALLOWED_HOSTS, ALLOWED_PORTS = hosts_and_ports(allowed, USUAL_PORTS)
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", [])
HTTPS = env.bool("HTTPS", False)

VERSION = tomllib.loads((BASE_DIR / "pyproject.toml").read_text())["project"]["version"]
# Where the source of this very version can be had: the licence asks for the link.
SOURCE_URL = env.str("SOURCE_URL", "")

INSTALLED_APPS = [
    "olf_site.apps.AdminSiteConfig",
    "people",  # its command to change a password goes before Django's
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "auditlog",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "rules.apps.AutodiscoverRulesConfig",
    "template_partials",
    "frameworks",
    "districts",
    "assessments",
    "reports",
    "demo",
    "olf_site.apps.SiteConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",  # before the one that answers with static files
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "olf_site.middleware.LostConnectionMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "olf_site.middleware.LanguageMiddleware",
    "olf_site.middleware.HostMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "people.access.sessions.AuthenticationMiddleware",
    "olf_site.middleware.SignInMiddleware",
    "olf_site.middleware.KnownUserMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "olf_site.middleware.AuditMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "olf_site.middleware.PrivateMiddleware",
    "olf_site.bodies.BodySizeMiddleware",
    "olf_site.middleware.RuleBrokenMiddleware",
]

ROOT_URLCONF = "olf_site.urls"
WSGI_APPLICATION = "olf_site.wsgi.application"

TEMPLATES = [
    {"NAME": "jinja", "BACKEND": "olf_site.jinja.Jinja", "DIRS": [BASE_DIR / "templates"], "OPTIONS": {}},
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",  # LANGUAGE_CODE, by which `{% cache %}` keeps what it draws
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "olf_site.context.site",
            ],
            "builtins": ["people.templatetags.part", "people.templatetags.typed_by"],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# -- Data ---------------------------------------------------------------------------------

DATABASES = {
    "default": database(
        env.dj_db_url("DATABASE_URL", f"sqlite:///{VAR_DIR / 'strong-districts.sqlite3'}"),
        seconds_open=env.int("CONN_MAX_AGE", None),
    )
}
# Off where a pool lends another connection for every transaction, as PgBouncer's transaction mode does.
PREPARED_STATEMENTS = env.bool("PREPARED_STATEMENTS", True)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Requests are counted in it. From a thousand rows on it drops what is over, and of the rest one in so many: none.
COUNTS_STAY = {"MAX_ENTRIES": 1_000, "CULL_FREQUENCY": 1_000_000_000}
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache", "OPTIONS": COUNTS_STAY},
    "template_fragments": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},  # what `{% cache %}` keeps
}

# What takes longer than a page may: a row in the database, done by `manage.py work` beside the server.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

FIXTURE_DIRS = [BASE_DIR / "fixtures"]
EVIDENCE_ROOT = Path(env.str("EVIDENCE_ROOT", str(VAR_DIR / "evidence")))
EVIDENCE_MAX_BYTES = env.int("EVIDENCE_MAX_MEGABYTES", 10) * 1024 * 1024
# All files in a team's library together; 0 for no limit.
EVIDENCE_TEAM_BYTES = env.int("EVIDENCE_TEAM_MEGABYTES", 500, validate=validate.Range(min=0)) * 1024 * 1024
# Where ClamAV's daemon listens; without it files are not scanned.
CLAMD_ADDRESS = r"(tcp://[^/]+:[1-9]\d{0,4}|unix:///.+)?\Z"
CLAMD_URL = env.str(
    "CLAMD_URL", "", validate=validate.Regexp(CLAMD_ADDRESS, error="must be tcp://host:port or unix:///path")
)
FILE_UPLOAD_PERMISSIONS, FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o600, 0o700
# A form; where files are taken, `people.uploading` says how much more.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_TEMP_DIR = VAR_DIR
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "people.uploading.NamelessFileUploadHandler",
]

# Only a deployment may lower the protection threshold below five, and never below three.
LOWEST_THRESHOLD = env.int("LOWEST_THRESHOLD", 5, validate=validate.Range(min=3, max=5))

# -- People -------------------------------------------------------------------------------

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["rules.permissions.ObjectPermissionBackend", "people.backends.EmailBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "account_login"

ACCOUNT_ADAPTER = "districts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "people.forms.SignInForm",
    "reset_password": "people.forms.ForgottenPasswordForm",
    "user_token": "people.forms.PasswordLinkForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
# Nobody is written to who has no account (and the mail would offer a sign-up, which there is not).
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_SESSION_REMEMBER = True
# Passwords at sign-in are counted by ``people.throttling``; all of these a minute, which ``olf_site.errors`` says.
ACCOUNT_RATE_LIMITS = {
    "login": "",
    "login_failed": "",
    "reset_password": "60/m/ip,5/m/key",
    "reset_password_from_key": "60/m/ip",
    "change_password": "5/m/user",
}
INVITATION_DAYS = env.int("INVITATION_DAYS", 14, validate=validate.Range(min=1, max=60))

# How long the history of changes is shown and kept.
HISTORY_MONTHS = env.int("HISTORY_MONTHS", 24, validate=validate.Range(min=1, max=120))

# A browser takes a cookie of such a name over https alone, from this very host, and from no other in its domain.
COOKIE_PREFIX = "__Host-" if HTTPS else ""
SESSION_ENGINE = "people.sessions"
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid"
SESSION_COOKIE_AGE = env.int("SESSION_HOURS", 24 * 14) * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrftoken"
CSRF_COOKIE_HTTPONLY = True
MESSAGE_STORAGE = "olf_site.message_storage.MessageStorage"
CSRF_FAILURE_VIEW = "olf_site.errors.csrf_failure"

# -- Mail (optional: every link that would be mailed can be copied) -----------------------------

EMAIL_URL = env.str("EMAIL_URL", "")
if EMAIL_URL:
    vars().update(env.dj_email_url("EMAIL_URL"))
else:
    EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
# A mail server that does not answer is waited for so many seconds; only the task worker speaks to it.
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", 10, validate=validate.Range(min=1, max=60))
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "strong-districts@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# -- Language and time ------------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGE_COOKIE_NAME = f"{COOKIE_PREFIX}django_language"
LANGUAGES = [("en", _("English")), ("fr", _("Français"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
# A folder with a language that nobody speaks and whose words are long, to look at pages in (code: eo).
if PSEUDO_LOCALE := env.str("PSEUDO_LOCALE", ""):
    LANGUAGES.append(("eo", "Pseudo"))
    LOCALE_PATHS.append(Path(PSEUDO_LOCALE))
TIME_ZONE = "UTC"
FORMAT_MODULE_PATH = ["olf_site.formats"]

# -- Static files -----------------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", str(VAR_DIR / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "olf_site.static_files.JoinedStyles",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
# Below VAR_DIR they are its owner's alone, as all that is there; elsewhere another user's web server may read them.
STATIC_IS_PUBLIC = not STATIC_ROOT.resolve().is_relative_to(VAR_DIR.resolve())
STATIC_STORAGE = "olf_site.static_files.Public" if STATIC_IS_PUBLIC else "olf_site.static_files.Module"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": f"{STATIC_STORAGE}StaticFilesStorage"},
}
MEDIA_ROOT = VAR_DIR / "media"

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# -- What a browser may do ----------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "manifest-src": ["'self'"],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_SAMESITE = "Lax"
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
# How many reverse proxies stand in front: ``people.visitor`` reads it, and libraries that might count by themselves.
BEHIND_PROXY = number_of_proxies(env.str("BEHIND_PROXY", "0", validate=PROXIES))
ALLAUTH_TRUSTED_PROXY_COUNT = NINJA_NUM_PROXIES = BEHIND_PROXY
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# -- What is written down -----------------------------------------------------------------------

# Which changes are kept is said by each app's ``audit`` module; ratings, outcomes and
# reflections are in none of them.
AUDITLOG_INCLUDE_ALL_MODELS = False
AUDITLOG_DISABLE_REMOTE_ADDR = True

logs.install()
LOGGING = logs.configuration(env.log_level("LOG_LEVEL", logging.WARNING))
DEFAULT_EXCEPTION_REPORTER_FILTER = "olf_site.errors.SilentExceptionFilter"
