"""The matching incidents for geographic information systems: OGC API – Features."""
