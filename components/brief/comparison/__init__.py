"""A comparison of two filters as a slide, a page and a picture."""
