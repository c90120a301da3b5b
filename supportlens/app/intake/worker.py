"""Lets the program be its own import worker: a frozen one has no interpreter to start another with."""

from __future__ import annotations


def serve_import_worker() -> None:
    """Read files for the process that started this one, until it sends no more."""
    from supportlens.ingest.files.worker import serve  # noqa: PLC0415 - pandas, which no window must wait for

    serve()
