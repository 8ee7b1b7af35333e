"""What a test expects of a page, looked at often until it is so.

Playwright looks at once and then, however soon it is so, after 0.1, 0.35, 0.85 and each further second: half of a test's
time went by after its page was ready.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from playwright.sync_api import Locator, Page
from playwright.sync_api import expect as expect_of_playwright

from tests.chromium import PATIENCE_MS

PAUSES_MS: Final = (10, 20, 40, 80)
"""Between the first looks; between all others as long as the last of these."""
ONE_LOOK_MS: Final = 1
"""With so little time Playwright looks once."""


class Expected:
    """The claims of Playwright's assertions on one page or locator."""

    def __init__(self, target: Locator | Page) -> None:
        self._target = target

    def __getattr__(self, claim: str) -> Callable[..., None]:
        """A function that waits for a claim, at most `timeout` milliseconds; else AssertionError, as of the last look."""
        look = getattr(expect_of_playwright(self._target), claim)

        def wait(*expected: Any, timeout: float = PATIENCE_MS, **settings: Any) -> None:
            page = self._target.page if isinstance(self._target, Locator) else self._target
            end = time.monotonic() + timeout / 1000
            pauses = iter(PAUSES_MS)
            while True:
                try:
                    look(*expected, timeout=ONE_LOOK_MS, **settings)
                except AssertionError:
                    if time.monotonic() >= end:
                        raise
                else:
                    return
                page.wait_for_timeout(next(pauses, PAUSES_MS[-1]))

        return wait


if TYPE_CHECKING:
    expect = expect_of_playwright
else:
    expect = Expected
