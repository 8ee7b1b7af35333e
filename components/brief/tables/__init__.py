"""Tables of a brief: CSV, spreadsheet, GeoPackage."""
