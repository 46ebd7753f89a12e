"""A terminal trainer for networking."""

__version__ = "0.1.0"
