"""Files that hold one report or many: JSON Lines, plain text, HTML, e-mail, DOCX and PDF."""
