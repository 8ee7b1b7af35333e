"""Formats of GIS as tables of text: GeoJSON, GeoPackage, GeoParquet, KML, shapefiles, and JSON records beside them."""
