"""The door for gunicorn and any other WSGI server."""

import os

from django.core.wsgi import get_wsgi_application

from hosho.config.only_utf8 import only_utf8

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hosho.config.settings")

application = only_utf8(get_wsgi_application())
