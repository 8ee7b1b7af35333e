"""The atlas for Python programs and notebooks: `import mine_atlas` where it is installed."""

from components.python_api.atlas import Atlas, Matches, open_atlas
from components.python_api.frame_map import map_of

__all__ = ["Atlas", "Matches", "map_of", "open_atlas"]
