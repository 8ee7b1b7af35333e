"""What a page tells readers who do not see it."""

from __future__ import annotations

from typing import Any


def aria(**attributes: str) -> dict[str, Any]:
    """ARIA attributes as keyword arguments of a Dash component: `aria(label="Map")`."""
    return {f"aria-{name}": value for name, value in attributes.items()}
