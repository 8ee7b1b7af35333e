"""Reports from files of every form, and what hostile files get: one sentence."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest
from docx import Document
from reportlab.pdfgen.canvas import Canvas

import app
from data.errors import FileError
from data.reports.files.open_reports import reports_in
from data.reports.report import Report

TITLE = "Shepherd hurt by mine"
TEXT = "A shepherd was injured on Monday when he stepped on a mine near Madagiz, the police said."


def read(name: str, content: bytes) -> Report:
    (line,) = reports_in(name, content)
    assert line.report is not None
    return line.report


def refused(name: str, content: bytes) -> str:
    with pytest.raises(FileError) as caught:
        list(reports_in(name, content))
    sentence = str(caught.value)
    assert "\n" not in sentence
    assert sentence.endswith(".")
    return sentence


def docx(*paragraphs: str) -> bytes:
    document, file = Document(), io.BytesIO()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(file)
    return file.getvalue()


def pdf(*lines: str) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file)
    for number, line in enumerate(lines):
        canvas.drawString(40, 700 - 20 * number, line)
    canvas.save()
    return file.getvalue()


def replaced(document: bytes, part: str, content: bytes) -> bytes:
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(document)) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
    return file.getvalue()


def test_a_text_has_its_first_block_as_title_and_its_line_of_date_as_day() -> None:
    report = read("report.txt", f"{TITLE}\n\nNovember 24, 2020\n\n{TEXT}".encode())
    assert (report.title, report.published) == (TITLE, date(2020, 11, 24))
    assert TEXT in report.text


def test_a_page_says_its_title_day_publisher_and_address() -> None:
    page = f"""<!doctype html><html lang="en"><head><title>x</title><meta property="og:title" content="{TITLE}">
    <meta property="og:site_name" content="The Paper"><link rel="canonical" href="https://example.org/1">
    <meta property="article:published_time" content="2020-11-24T10:00:00Z"><script>alert("9 dead")</script></head>
    <body><nav>Home 7 killed</nav><article><h1>{TITLE}</h1><p>{TEXT}</p><p>Second.</p></article></body></html>"""
    report = read("page.html", page.encode())
    assert (report.title, report.published, report.publisher) == (TITLE, date(2020, 11, 24), "The Paper")
    assert report.address == "https://example.org/1"
    assert report.text.split("\n\n") == [TEXT, "Second."]


def test_an_email_says_its_subject_day_and_sender_but_no_address() -> None:
    message = EmailMessage()
    message["Subject"], message["From"] = TITLE, "Daily Bulletin <someone@example.org>"
    message["Date"] = "Tue, 24 Nov 2020 10:00:00 +0400"
    message.set_content(TEXT)
    report = read("mail.eml", message.as_bytes())
    assert (report.title, report.publisher, report.published) == (TITLE, "Daily Bulletin", date(2020, 11, 24))
    assert report.text == TEXT


def test_a_document_and_a_pdf_give_their_text() -> None:
    assert read("a.docx", docx(TITLE, TEXT)).text == TEXT
    assert "stepped on a mine" in read("a.pdf", pdf(TITLE, TEXT)).text


def test_lines_that_cannot_be_read_say_why_and_the_others_are_read() -> None:
    good = json.dumps({"id": "x", "text": TEXT, "published": "2020-11-24"})
    lines = "\n".join([good, "{", '{"id": "y"}', '{"text": "a", "published": "24th"}', "[1]"])
    read_lines = list(reports_in("many.jsonl", lines.encode()))
    assert [line.report is not None for line in read_lines] == [True, False, False, False, False]
    assert all(line.error.endswith(".") for line in read_lines[1:])


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.txt", b"  "),
        ("huge.txt", b"a mine exploded. " * 700_000),
        ("zeros.txt", b"\x00" * 1000),
        ("no.pdf", b"%PDF-1.7 and no more"),
        ("lie.pdf", b"not a PDF at all"),
        ("lie.docx", b"not a document"),
        ("archive.txt", b"PK\x03\x04 nothing"),
        ("broken.docx", docx(TEXT)[:500]),
        (
            "entity.docx",
            replaced(
                docx(TEXT),
                "word/document.xml",
                b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>',
            ),
        ),
        ("bomb.docx", replaced(docx(TEXT), "word/document.xml", b"<d>" + b" " * 70_000_000 + b"</d>")),
        ("scan.pdf", pdf()),
        ("empty.eml", b"Subject: x\n\n"),
    ],
)
def test_hostile_files_get_a_sentence(name: str, content: bytes) -> None:
    refused(name, content)


def test_the_command_writes_drafts_of_every_form(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, out = tmp_path / "report.txt", tmp_path / "drafts.jsonl"
    source.write_text(f"{TITLE}\n\n{TEXT}", encoding="utf-8")
    assert app.main(["draft", str(source), "--published", "2020-11-24", "--out", str(out)]) == 0
    (line,) = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    (incident,) = line["incidents"]
    assert (line["id"], incident["date_start"], incident["adm1_iso"]) == ("report", "2020-11-23", "AZ-TAR")
    assert incident["evidence"]["date_start"][0]["quote"] == "Monday"
    assert "1 incident from 1 report." in capsys.readouterr().out


def test_a_missing_file_and_a_text_without_a_day_are_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "drafts.jsonl"
    assert app.main(["draft", str(tmp_path / "none.txt"), "--out", str(out)]) == 1
    assert "cannot be read" in capsys.readouterr().err
    source = tmp_path / "report.txt"
    source.write_text(TEXT, encoding="utf-8")
    assert app.main(["draft", str(source), "--out", str(out)]) == 0
    assert "day of publication is not known" in json.loads(out.read_text(encoding="utf-8"))["remark"]


def test_direction_overrides_and_scripts_change_nothing(tmp_path: Path) -> None:
    from data.reports.drafting.drafts import drafts_of

    hostile = (
        TEXT.replace("mine", "mi\u200bne").replace("shepherd", "\u202eshepherd\u202c") + "<script>x</script>"
    )
    for text in (hostile, "mine " * 600, "1 killed, " * 500, "(" * 3_000, "а́" * 2_000):
        drafts_of(Report(text, published=date(2020, 11, 24)))
