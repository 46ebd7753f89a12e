"""python -m trainer."""

from trainer.cli import start

start()
