"""The interface's sentences: one folder a language, one module a room."""
