"""The data layer: incidents, their casualties and sources, districts, and what a filter makes of them.

Nothing here knows how the atlas is shown; it never imports Dash, Plotly or Flask.
"""
