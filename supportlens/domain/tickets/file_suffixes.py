"""The suffixes of files: those that may be logs, and those that are known not to be read."""

LOG_SUFFIXES = frozenset(
    (
        ".csv .tsv .tab .txt .log .xlsx .xlsm .xlsb .xls .ods .json .jsonl .ndjson .ics"
        " .eml .mbox .mbx .zip .gz .parquet .xml .html .htm .mht .mhtml"
    ).split()
)
"""Suffixes searched in a folder; a file named by the user is judged by its content alone."""

OUTLOOK_SUFFIXES = frozenset((".msg", ".pst", ".ost"))

DOCUMENT_SUFFIXES = OUTLOOK_SUFFIXES | frozenset(
    (
        ".olm .pdf .doc .docx .odt .rtf .ppt .pptx .pages .numbers .mdb .accdb .sqlite .db"
        " .png .jpg .jpeg .gif .bmp .tif .tiff .webp .heic .rar .7z"
    ).split()
)
"""Suffixes of files in a folder that may hold tickets but are not read: they are set aside by name."""
