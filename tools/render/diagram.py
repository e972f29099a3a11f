"""One BPMN file opened in bpmn-js: its warnings, its planes, its pictures."""

import json
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page

from tools.node import MODULES, ModulesMissing

BPMN_JS = MODULES / "bpmn-js" / "dist"
MARGIN = 20
LARGEST_SCALE = 2
PAGE = """<!doctype html><style>
body { margin: 0 }
#canvas { height: 100vh }
.bjs-drilldown, .bjs-breadcrumbs { display: none !important }
</style><div id="canvas"></div>"""
LOGO_HEIGHT = 40  # bpmn.io's mark stays readable: its licence asks for that


@dataclass(frozen=True, kw_only=True)
class Area:
    """A rectangle in the diagram's own units, those of its `dc:Bounds`."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, kw_only=True)
class Opened:
    """What bpmn-js said of a file: import warnings, the root it shows, its sub-process planes."""

    warnings: tuple[str, ...]
    root: str
    planes: tuple[str, ...]


class Diagram:
    """A page that holds one imported diagram; `open` first, then as many pictures as needed."""

    def __init__(self, browser: Browser) -> None:
        if not BPMN_JS.is_dir():
            raise ModulesMissing
        self._page: Page = browser.new_page(viewport={"width": 1600, "height": 900})
        self._page.set_content(PAGE)
        for style in ("diagram-js.css", "bpmn-js.css", "bpmn-font/css/bpmn-embedded.css"):
            self._page.add_style_tag(path=BPMN_JS / "assets" / style)
        self._page.add_script_tag(path=BPMN_JS / "bpmn-navigated-viewer.production.min.js")
        self._page.add_script_tag(path=Path(__file__).with_name("page.js"))

    def open(self, file: Path) -> Opened:
        """Imports a BPMN file. What bpmn-js cannot import at all raises Playwright's Error."""
        zeebe = json.loads((MODULES / "zeebe-bpmn-moddle/resources/zeebe.json").read_text("utf-8"))
        xml = file.read_text("utf-8")
        answer = self._page.evaluate("open_diagram", {"xml": xml, "zeebe": zeebe})
        return Opened(
            warnings=tuple(answer["warnings"]),
            root=answer["root"],
            planes=tuple(answer["planes"]),
        )

    def picture(
        self, out: Path, *, width: int, element: str | None = None, area: Area | None = None
    ) -> None:
        """Writes a PNG, at most `width` pixels wide, of the whole plane, an element or an area.

        `element` is the id of a sub-process with a plane of its own, or of any shape drawn.
        """
        wanted = {"element": element, "area": area and vars(area), "margin": MARGIN}
        box = self._page.evaluate("frame", wanted)
        scale = min(width / box["width"], LARGEST_SCALE)
        size = {side: round(box[side] * scale) for side in ("width", "height")}
        self._page.set_viewport_size(
            {"width": size["width"], "height": size["height"] + LOGO_HEIGHT}
        )
        self._page.evaluate("settle", box)
        self._page.screenshot(path=out)

    def close(self) -> None:
        """Closes the page; the browser stays."""
        self._page.close()
