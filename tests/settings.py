"""The product's settings for tests: a home of its own, and the database the run was asked for.

`pytest` runs on SQLite; `pytest --database postgres` (or HOSHO_TEST_DATABASE=postgres) runs the same tests on
PostgreSQL. The choice is needed before pytest reads its options, hence the look at the command line.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path

from tests import postgres

HOME = tempfile.mkdtemp(prefix="hosho-tests-")
os.environ["HOSHO_HOME"] = HOME
postgres.atexit.register(shutil.rmtree, HOME, ignore_errors=True)
postgres.choose_folder()
if "--database=postgres" in sys.argv or ("--database", "postgres") in zip(
    sys.argv, sys.argv[1:], strict=False
):
    os.environ["HOSHO_TEST_DATABASE"] = "postgres"
if os.environ.get("HOSHO_TEST_DATABASE") == "postgres":
    os.environ["HOSHO_DATABASE_URL"] = postgres.server_address()
else:
    os.environ.pop("HOSHO_DATABASE_URL", None)

from hosho.config.settings import *
from hosho.config.settings import DATABASES, STORAGES

if os.environ.get("HOSHO_TEST_DATABASE") != "postgres":
    # A file, because browser tests and threads open connections of their own. No power cut is tested here.
    DATABASES["default"]["TEST"] = {"NAME": f"{HOME}/test.sqlite3"}
    DATABASES["default"]["OPTIONS"]["init_command"] += " PRAGMA synchronous=OFF;"
else:
    DATABASES["default"]["NAME"] = "hosho_" + Path(HOME).name.replace("-", "_")

ALLOWED_HOSTS = ["127.0.0.1", "localhost", "testserver"]
# Argon2 takes 0.3 s a password; what is tested with the real hasher says so.
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher",
    "django.contrib.auth.hashers.Argon2PasswordHasher",
]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Nothing is collected for a test; the live server finds the files where they are.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
