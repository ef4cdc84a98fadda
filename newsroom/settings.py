"""Everything that differs between two newsrooms, read from the environment, safe where silent."""

import re
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from js_asset import static_lazy

from newsroom.secret_key import kept_secret_key

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
env.read_env(BASE_DIR / ".env")

# What this installation is

DEBUG = env.bool("DEBUG", default=False)
DEMO = env.bool("DEMO", default=False)  # a newspaper of invented stories with known passwords
VAR_DIR = env.path("VAR_DIR", default=str(BASE_DIR / "var"))  # database, pictures, static, key
SECRET_KEY = env.str("SECRET_KEY", default="") or kept_secret_key(Path(VAR_DIR()))

SITE_NAME = env.str("SITE_NAME", default="The Almery Courier" if DEMO else "Newsroom")
SITE_TAGLINE = env.str("SITE_TAGLINE", default="")
# The file of tokens in static/css/themes/ that says how the paper looks.
THEME = env.str("THEME", default="classic")
if THEME not in [sheet.stem for sheet in (BASE_DIR / "static/css/themes").glob("*.css")]:
    raise ImproperlyConfigured(f"THEME is {THEME!r}, and static/css/themes/ has no such file.")
# Where the server listens; "every address" is no name that anybody could open.
HOST = env.str("HOST", default="127.0.0.1")
HOST = "127.0.0.1" if HOST in ("", "0.0.0.0", "::") else HOST  # noqa: S104 - compared, not bound
# Canonical addresses come from here, never from the request's Host.
SITE_URL = env.str("SITE_URL", default="") or f"http://{HOST}:{env.str('PORT', default='8000')}"
SITE_URL = SITE_URL.rstrip("/")
HTTPS = SITE_URL.startswith("https://")
ALLOWED_HOSTS = env.list(
    "ALLOWED_HOSTS", default=[urlsplit(SITE_URL).hostname, "localhost", "127.0.0.1", "[::1]"]
)

# What it is made of

INSTALLED_APPS = [
    "newsroom",
    "articles",
    "comments",
    "newsroom.apps.DeskConfig",  # the Django admin, as the newsroom's desk
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_prose_editor",
    "csp",
    "axes",
]
MIDDLEWARE = [
    "newsroom.delivery.proxies.TrustedProxiesMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "newsroom.delivery.limits.RequestLimitsMiddleware",
    "newsroom.delivery.as_of.AsOfMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "newsroom.delivery.desk_only.DeskSessionMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.middleware.common.CommonMiddleware",
    "newsroom.delivery.desk_only.DeskCsrfMiddleware",
    "newsroom.delivery.desk_only.DeskAuthenticationMiddleware",
    "newsroom.delivery.desk_only.DeskMessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "articles.context_processors.page_frame",
            ],
        },
    },
]

# Where things are kept

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR('newsroom.sqlite3')}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Readers go on reading while one writer writes, and writers queue instead of failing.
    DATABASES["default"]["OPTIONS"] = {
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
    }
    # Tests, too, write to a file: what several connections do to each other is part of the product.
    DATABASES["default"]["TEST"] = {"NAME": VAR_DIR("test.sqlite3")}
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# SQLite's, too: whoever closes the last connection writes the whole journal back, a reader waiting.
DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": env.cache("CACHE_URL", default="locmemcache://")}

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR("static")
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = VAR_DIR("media")  # served by articles.pages.pictures alone, never as a folder
STORAGES = {
    "default": {  # pictures; any storage of Django's kind, such as a bucket's by django-storages
        "BACKEND": env.str(
            "PICTURE_STORAGE", default="django.core.files.storage.FileSystemStorage"
        ),
        "OPTIONS": env.json("PICTURE_STORAGE_OPTIONS", default={}),
    },
    "staticfiles": {"BACKEND": "newsroom.delivery.static_files.StaticStorage"},
}
WHITENOISE_MAX_AGE = 3600

# Language and time

# The newsroom's, for readers and at the desk; no cookie and no header of a browser changes it.
LANGUAGE_CODE = env.str("LANGUAGE_CODE", default="en-gb")
LANGUAGES = [("en-gb", _("English")), ("de", _("German")), ("ar", _("Arabic"))]
if LANGUAGE_CODE not in dict(LANGUAGES):
    raise ImproperlyConfigured(
        f"LANGUAGE_CODE is {LANGUAGE_CODE!r}, and there are {', '.join(dict(LANGUAGES))}."
    )
LOCALE_PATHS = [VAR_DIR("locale")]  # compiled from locale/ when Django starts
FORMAT_MODULE_PATH = ["newsroom.formats"]  # a newsroom's clock has 24 hours
TIME_ZONE = env.str("TIME_ZONE", default="Europe/London" if DEMO else "UTC")  # the newsroom's
USE_TZ = True

# Who may do what

LOGIN_URL = "admin:login"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
# Guessing a password is slowed for one name from one address, so that nobody can lock out another.
AXES_ENABLED = env.bool("SIGN_IN_THROTTLE", default=True)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True  # no list of who signed in from where
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_USERNAME_CALLABLE = "newsroom.desk.name_of_a_guess"
AXES_LOCKOUT_CALLABLE = "newsroom.desk.too_many_sign_ins"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# What crosses the wire

# X-Forwarded-For and X-Forwarded-Proto are believed from these peers only.
TRUSTED_PROXIES = env.list("TRUSTED_PROXIES", default=["127.0.0.0/8", "::1"])
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SILENCED_SYSTEM_CHECKS = ["security.W003"]  # it looks for Django's CSRF middleware by name
CSRF_TRUSTED_ORIGINS = [SITE_URL]
CSRF_FAILURE_VIEW = "newsroom.sign_in_again.token_is_old"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"

PUBLIC_BODY_LIMIT = 1024 * 1024  # bytes; the longest comment fits ten times
DESK_BODY_LIMIT = env.int("MAX_UPLOAD_MB", default=30) * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024  # a long story with 3 MB of Word's markup

# Readers' pages: nothing inline, nothing from elsewhere.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
# The desk: its editor sets style attributes and needs one inline import map, known by its nonce.
DESK_CONTENT_SECURITY_POLICY = {
    **CONTENT_SECURITY_POLICY["DIRECTIVES"],
    "script-src": [SELF, NONCE],
    "style-src": [SELF, "'unsafe-inline'"],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
}

# Seconds a shared cache may keep a public page; always less where something on it changes sooner.
PAGE_CACHE_SECONDS = env.int("PAGE_CACHE_SECONDS", default=60)

# What the newsroom decided for itself

# Saves that a later one replaced so many days ago go with `manage.py thin_versions`; 0 keeps all.
KEEP_DRAFTS_DAYS = env.int("KEEP_DRAFTS_DAYS", default=90)
SHOW_CHANGES = env.bool("SHOW_CHANGES", default=True)  # readers may open "What changed"
# Publish checks of how a story is made may be gone past with a reason; False: they block.
OVERRIDE_CHECKS = env.bool("OVERRIDE_CHECKS", default=True)

# What readers send without an account

# Errors in stories, and comments, that one network may report in an hour; 0 sets no limit.
REPORTS_AN_HOUR = env.int("REPORTS_AN_HOUR", default=10)
# So long is kept who reported an error, where they said so, and from which network.
KEEP_SENDERS_DAYS = env.int("KEEP_SENDERS_DAYS", default=30)

# Readers' comforts

# Story pages tell their own site that they were read, without a cookie; the front lists the most.
COUNT_READS = env.bool("COUNT_READS", default=True)
# The services to which readers pass stories on, in this order; articles/pages/share_links.py.
SHARE_LINKS = env.list("SHARE_LINKS", default=["email", "whatsapp", "bluesky", "facebook"])

# Machines

# A WebSub hub that brings new stories to whoever follows a feed, told of each; none by default.
WEBSUB_HUB = env.str("WEBSUB_HUB", default="")
# The key by which search engines are told of changes (IndexNow); without it they are not.
INDEXNOW_KEY = env.str("INDEXNOW_KEY", default="")
INDEXNOW_URL = env.str("INDEXNOW_URL", default="https://api.indexnow.org/indexnow")
if INDEXNOW_KEY and not re.fullmatch(r"[-0-9A-Za-z]{8,128}", INDEXNOW_KEY):
    raise ImproperlyConfigured("INDEXNOW_KEY must be 8 to 128 letters, digits and dashes.")

# The discussion

# Seconds between two comments of one network address; 0 switches throttling off. Where it is not
# set the rules of the house say, which the desk can change.
COMMENT_FLOOD_SECONDS = env.int("COMMENT_FLOOD_SECONDS", default=None)
# With a key every comment is shown to Akismet, without its e-mail address; README says what goes.
AKISMET_KEY = env.str("AKISMET_KEY", default="")
AKISMET_URL = "https://rest.akismet.com/1.1/comment-check"

# The editor of article bodies

DJANGO_PROSE_EDITOR_MENU_GROUPS = [
    {"group": "marks"},
    {"group": "link"},
    {"group": "headings"},
    {"group": "lists"},
    {"group": "nodes -blockType"},
    {"group": "table"},
    {"group": "history"},
]
DJANGO_PROSE_EDITOR_EXTENSIONS = [
    {
        "js": [static_lazy("desk/js/newsroom-editor.js")],
        "extensions": {
            "LibraryPicture": "articles.sanitize.allow_library_pictures",
            "PullQuote": "articles.sanitize.allow_pull_quotes",
            "FactBox": "articles.sanitize.allow_fact_boxes",
            "EmbedCard": "articles.sanitize.allow_embed_cards",
        },
    },
]

# What is told, and to whom

EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str(
    "MAIL_FROM", default=f"newsroom@{urlsplit(SITE_URL).hostname}"
)
EMAIL_TIMEOUT = 30  # seconds; an attempt must end long before its lease
# How each kind of task of the outbox is done, and whether the server does them beside serving;
# without, `manage.py run_tasks` runs as a process of its own.
OUTBOX = {
    "mail": "articles.mail.send",
    "comment-confirmation": "comments.letters.send_confirmation",
    "comment-decision": "comments.letters.send_decision",
    "comment-reply": "comments.letters.send_reply",
    "websub": "articles.announcements.tell_hub",
    "indexnow": "articles.announcements.tell_search_engines",
    "purge-addresses": "comments.privacy.purging.purge_daily",
    "cut-picture": "articles.cutting.cut",
    "entry-words": "articles.coverage.keep_words",
    "tidy": "articles.tidying.tidy_daily",
}
DAILY = ["purge-addresses", "tidy"]  # of these kinds, what is done once a day
RUN_TASKS = env.bool("RUN_TASKS", default=True)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
    # Whoever asks for a host that is not ours is answered 400; a traceback each would fill disks.
    "loggers": {"django.security.DisallowedHost": {"level": "CRITICAL"}},
}
