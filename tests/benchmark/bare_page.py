"""A Dash page with one sentence and nothing else: the least that a page of this framework takes."""

from __future__ import annotations

import logging
import sys

from dash import Dash, html

if __name__ == "__main__":
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    bare = Dash("bare")
    bare.layout = html.P("A bare page.", id="bare")
    bare.run(host="127.0.0.1", port=int(sys.argv[1]), debug=False)
