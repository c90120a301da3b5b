"""Files that cannot be read are named with the reason, and those beside them are read."""

from __future__ import annotations

import io
import zipfile

import pytest

from supportlens.domain import NotATable, OutlookDataFile, OutlookMessage
from supportlens.i18n import words_for
from supportlens.i18n.errors import error_sentence
from supportlens.ingest import read
from tests.unit.ingest.logs import delimited, saved, tickets

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def outlook_message(padding: int = 0, stream: str = "__properties_version1.0") -> bytes:
    """Write what identifies a message of Outlook: the container and the stream of its properties."""
    return OLE + bytes(padding) + stream.encode("utf-16-le") + bytes(600)


def outlook_data(kind: bytes = b"SM", size: int = 2_000) -> bytes:
    """Write what identifies a data file of Outlook; SM is a .pst, SO an .ost."""
    return b"!BDN" + bytes(4) + kind + bytes(size)


def document() -> bytes:
    """Write the least that makes a text document."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        file.writestr("word/document.xml", "<w:document/>")
    return content.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("queja.msg", outlook_message(), OutlookMessage),
        ("RV portal.msg", outlook_message(200_000), OutlookMessage),
        ("cortado.msg", outlook_message(stream="__substg1.0_0037001F"), OutlookMessage),
        ("export.csv", outlook_message(), OutlookMessage),
        ("correo.pst", outlook_data(), OutlookDataFile),
        ("cache.ost", outlook_data(b"SO"), OutlookDataFile),
        ("renamed.mbox", outlook_data(size=9 << 20), OutlookDataFile),
        ("carta.docx", document(), NotATable),
        ("acta.csv", b"%PDF-1.7\n1 0 obj", NotATable),
    ],
)
def test_outlook_and_documents_are_known_by_their_content(tmp_path, name, content, fault):
    with pytest.raises(fault) as raised:
        read([saved(tmp_path / name, content)])
    assert raised.value.path.endswith(name)


@pytest.mark.parametrize("kind", [OutlookMessage, OutlookDataFile])
def test_outlook_users_are_told_how_to_save_their_mail(kind):
    for language, begin in (("en", "“a.msg” is an Outlook"), ("es", "«a.msg» es un")):
        sentence = error_sentence(kind("C:\\mail\\a.msg"), words_for(language))
        assert sentence.startswith(begin)
        assert "\n" not in sentence
        assert all(word in sentence for word in (".eml", ".mbox", "Thunderbird"))


def test_a_folder_names_every_document_and_reads_the_rest(tmp_path):
    saved(tmp_path / "log.csv", delimited())
    for name, content in {
        "a.msg": outlook_message(),
        "b.msg": outlook_message(70_000),
        "c.pst": outlook_data(size=9 << 20),
        "d.pdf": b"%PDF-1.4",
        "e.docx": document(),
        "f.png": b"\x89PNG\r\n",
        "g.rtf": b"{\\rtf1 hola}",
        ".hidden.msg": outlook_message(),
        "~$carta.docx": b"Ana",
        "notes.md": b"# nothing",
    }.items():
        saved(tmp_path / name, content)
    found = tickets(tmp_path)
    assert len(found) == 6
    reasons = {
        file.path.rpartition("/")[2]: file.rejections[0].reason for file in found.files if file.rejections
    }
    assert reasons == {
        "a.msg": "OutlookMessage",
        "b.msg": "OutlookMessage",
        "c.pst": "OutlookDataFile",
        "d.pdf": "NotATable",
        "e.docx": "NotATable",
        "f.png": "NotATable",
        "g.rtf": "NotATable",
    }


def test_a_folder_of_messages_of_outlook_says_how_to_save_them(tmp_path):
    saved(tmp_path / "photo.jpg", b"\xff\xd8\xff")
    saved(tmp_path / "z.msg", outlook_message())
    with pytest.raises(OutlookMessage):
        read([tmp_path])


def test_a_document_beside_a_damaged_log_does_not_hide_what_is_wrong_with_it(tmp_path):
    saved(tmp_path / "d.pdf", b"%PDF-1.4")
    saved(tmp_path / "log.csv", b"\x89PNG")
    with pytest.raises(NotATable) as raised:
        read([tmp_path])
    assert raised.value.path.endswith("log.csv")


def test_mail_saved_as_text_is_read_whatever_its_name(tmp_path):
    saved(tmp_path / "log.csv", delimited())
    saved(tmp_path / "ana.msg", "From: ana@tienda.example\nSubject: Portal\nDate: 1 Jun 2026 9:00\n\nNo abre")
    assert len(tickets(tmp_path)) == 7


def test_a_mailbox_without_a_suffix_is_found_in_a_folder(tmp_path):
    saved(tmp_path / "Inbox", "From - Tue Mar 10 09:15:00 2026\nFrom: a@b.example\nSubject: x\n\nNo abre\n")
    saved(tmp_path / "LICENSE", "Permission is granted\n")
    assert tickets(tmp_path).frame["description"].tolist() == ["No abre"]
