"""The desk as a WSGI application, for servers that know nothing else; live news then polls."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "desk.config.local")
application = get_wsgi_application()
