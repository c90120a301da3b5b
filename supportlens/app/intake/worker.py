"""Makes the program its own import worker: a frozen app has no interpreter to start another process."""

from __future__ import annotations


def serve_import_worker() -> None:
    """Read files for the process that started this one, until it sends no more paths."""
    from supportlens.ingest.files.worker import serve  # noqa: PLC0415 - slow: needs pandas

    serve()
