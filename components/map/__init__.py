"""The map: figure, style, legend, settings, level of detail."""
