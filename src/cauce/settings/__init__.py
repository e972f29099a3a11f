"""Django's settings, from the environment. Every value has a default that works on one machine."""

from __future__ import annotations

import os
from pathlib import Path

from cauce.settings.database import database_from_url
from cauce.settings.secret import secret_key

VAR = Path(os.environ.get("CAUCE_VAR", "var")).absolute()
DEBUG = False
SECRET_KEY = secret_key(VAR)
ALLOWED_HOSTS = os.environ.get("CAUCE_HOSTS", "127.0.0.1,localhost,[::1]").split(",")

DATABASES = {"default": database_from_url(os.environ.get("DATABASE_URL"), VAR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_htmx",
    "cauce.runtime",
    "cauce.people",
    "cauce.documents",
    "cauce.web",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "cauce.web.middleware.policy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "cauce.web.middleware.preferences",
    "cauce.web.middleware.told",
]
ROOT_URLCONF = "cauce.web.urls"
WSGI_APPLICATION = "cauce.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "cauce.web.context.frame",
            ],
        },
    }
]
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
LOGIN_URL = "/entrar"
# A list of 200 rows has many fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
CSRF_FAILURE_VIEW = "cauce.web.views.problems.stale"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_REFERRER_POLICY = "same-origin"

AUTH_USER_MODEL = "people.Person"

USE_TZ = True
TIME_ZONE = "America/Santiago"
LANGUAGE_CODE = "es"
LANGUAGES = [("es", "Español"), ("en", "English")]
USE_I18N = True

CAUCE_RIGHTS = "cauce.people.rights.Rights"
CAUCE_HANDLERS: dict[str, str] = {
    "documentos.preparar_borrador": "cauce.documents.handlers.prepare_draft",
    "documentos.emitir": "cauce.documents.handlers.issue_version",
    "documentos.registrar_decision": "cauce.documents.handlers.record_decision",
    "documentos.registrar_respuesta": "cauce.documents.handlers.record_answer",
}
CAUCE_JOBS: dict[str, str] = {}
"""What outer layers give the runtime: who may do what, and what answers handlers and jobs."""
