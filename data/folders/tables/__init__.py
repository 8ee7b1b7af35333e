"""The tables of a folder, as CSV or Parquet: read, checked together, and written."""
