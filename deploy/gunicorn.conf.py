"""The production server. Every value can be given by the environment variable named beside it."""

import multiprocessing
import os

from django.utils.module_loading import import_string

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY", multiprocessing.cpu_count()))
worker_class = "gthread"
threads = int(os.environ.get("WEB_THREADS", "8"))
keepalive = 15
timeout = 60
max_requests = 20_000
max_requests_jitter = 2_000
# newsroom.delivery.proxies decides whose X-Forwarded headers count.
forwarded_allow_ips = ""
accesslog = os.environ.get("ACCESS_LOG") or None
# Without the reader's address and browser: beside the minute of a comment they would tell who wrote
# it long after the newsroom has forgotten.
access_log_format = '%(t)s "%(r)s" %(s)s %(b)s "%(f)s" %(L)s'
loglevel = os.environ.get("SERVER_LOG_LEVEL", "warning")


# Django is ready in a worker only once the worker is, so its modules are named, not imported.


def post_worker_init(worker):
    import_string("newsroom.background.start")()


def worker_exit(server, worker):
    import_string("newsroom.background.stop")()
