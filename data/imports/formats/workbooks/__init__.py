"""Workbooks: XLSX, XLS and OpenDocument, and the archives that they are."""
