"""A view as slides: the overview with what a presenter needs, then the table where it is short."""

from __future__ import annotations

import io

from pptx import Presentation
from pptx.presentation import Presentation as Slides
from pptx.util import Pt

from components.brief.contents import Brief
from components.brief.office.package import describe_package, repacked
from components.brief.office.slide_overview import add_overview
from components.brief.office.slide_parts import HEIGHT, WIDTH
from components.brief.office.slide_table import add_table, table_plan


def pptx_brief(brief: Brief) -> bytes:
    """The brief as a presentation; equal briefs give equal bytes."""
    slides = blank_slides(brief)
    table = table_plan(brief)
    add_overview(slides, brief, has_table=table is not None)
    if table is not None:
        add_table(slides, brief, *table)
    written = io.BytesIO()
    slides.save(written)
    return repacked(written.getvalue(), brief.dataset.as_of)


def blank_slides(brief: Brief) -> Slides:
    """The library's own template, widened from 4:3 to 16:9."""
    slides = Presentation()
    assert slides.slide_width
    assert slides.slide_height
    stretch = Pt(WIDTH) / slides.slide_width
    tops = Pt(HEIGHT) / slides.slide_height
    slides.slide_width, slides.slide_height = Pt(WIDTH), Pt(HEIGHT)
    for part in (slides.slide_master, *slides.slide_layouts):
        for transform in part.element.xpath(".//p:spPr/a:xfrm"):
            for item, across, down in (("a:off", "x", "y"), ("a:ext", "cx", "cy")):
                place = transform.xpath(item)[0]
                place.set(across, str(round(int(place.get(across)) * stretch)))
                place.set(down, str(round(int(place.get(down)) * tops)))
    describe_package(slides.core_properties, brief)
    return slides
