"""Recorded areas: the panel that counts incidents in and near them, and an area's card."""
