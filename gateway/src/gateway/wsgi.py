"""What gunicorn serves: ``gunicorn -c python:gateway.gunicorn_conf gateway.wsgi:app``."""

from chassis import logs
from chassis.settings import read
from gateway.app import create_app
from gateway.settings import Settings

settings = read(Settings)
logs.configure("gateway", settings.log_level)
app = create_app(settings)
