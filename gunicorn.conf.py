"""The web server. Two threads a worker: Python runs one at a time, the second serves while the first waits."""

import multiprocessing
import os

bind = os.environ.get("HOSHO_BIND", f"127.0.0.1:{os.environ.get('PORT', '8000')}")
workers = int(os.environ.get("HOSHO_WEB_WORKERS", min(4, multiprocessing.cpu_count())))
worker_class = "gthread"
threads = int(os.environ.get("HOSHO_WEB_THREADS", "2"))
wsgi_app = "hosho.config.wsgi:application"
timeout = 60
graceful_timeout = 20
keepalive = 15
# A worker is replaced now and then, so that a slow leak never becomes a night call.
max_requests = 20_000
max_requests_jitter = 2_000
accesslog = None  # requests are counted in /metrics; paths hold guarantee numbers
errorlog = "-"
loglevel = os.environ.get("HOSHO_GUNICORN_LOG", "warning")
control_socket_disable = True
