"""An editor's hand on the desk, counting what it costs: clicks, keys, page loads, machine time."""

import base64
import time
from contextlib import nullcontext
from dataclasses import dataclass

# A file dragged from another window onto the middle of what it is dropped on.
DROP = """(place, [name, type, data]) => {
  const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0))
  const dataTransfer = new DataTransfer()
  dataTransfer.items.add(new File([bytes], name, { type }))
  const { left, top, width } = place.getBoundingClientRect()
  const at = { bubbles: true, cancelable: true, clientX: left + width / 2, clientY: top + 2 }
  place.dispatchEvent(new DragEvent("drop", { ...at, dataTransfer }))
}"""


@dataclass(frozen=True)
class Cost:
    clicks: int = 0
    keys: int = 0
    loads: int = 0
    seconds: float = 0

    def __add__(self, other):
        return Cost(
            self.clicks + other.clicks,
            self.keys + other.keys,
            self.loads + other.loads,
            self.seconds + other.seconds,
        )

    @property
    def moves(self) -> int:
        return self.clicks + self.keys

    def __str__(self):
        return f"{self.clicks} / {self.keys} / {self.loads} / {self.seconds:.1f}"


class Hand:
    """
    Moves through one browser page as a practised editor does.

    Counted are clicks (a drag is one, a choice from a list two: open it, choose), keys that are no
    prose (shortcuts, Tab, Enter, a search word, a time), page loads, and the seconds in which the
    machine, not the person, is at work: from each move until what it was made for is there. Prose
    is typed uncounted.
    """

    def __init__(self, page):
        self.page = page
        self.cost = Cost()
        page.on("framenavigated", self._count_load)

    def _count_load(self, frame):
        if frame == self.page.main_frame:
            self.cost += Cost(loads=1)

    def take(self) -> Cost:
        """What it took since this was last asked."""
        cost, self.cost = self.cost, Cost()
        return cost

    def click(self, target, until=None, *, leads_on=False, **how):
        """Click `target`. The machine is done when `until` is seen, on a new page if so told."""
        target.wait_for()
        self.cost += Cost(clicks=1)
        self._timed(lambda: target.click(**how), until, leads_on)

    def choose(self, select, label: str):
        self.cost += Cost(clicks=2)
        select.focus()
        self._timed(lambda: select.select_option(label=label))

    def press(self, key: str, until=None, *, leads_on=False):
        self.cost += Cost(keys=1)
        self._timed(lambda: self.page.keyboard.press(key), until, leads_on)

    def reload(self, until=None):
        """F5, which a browser without a window does not know."""
        self.cost += Cost(keys=1)
        self._timed(self.page.reload, until)

    def key_in(self, text: str, until=None):
        """Letters and figures that are no prose: each is a key."""
        self.cost += Cost(keys=len(text))
        self._timed(lambda: self.page.keyboard.type(text), until)

    def drop(self, target, name: str, content: bytes, until=None):
        """Drag a picture file from the editor's own folder into the page."""
        self.cost += Cost(clicks=1)
        file = [name, "image/jpeg", base64.b64encode(content).decode()]
        self._timed(lambda: target.evaluate(DROP, file), until)

    def write(self, text: str, delay: float = 0):
        """Prose: what the story needs in any system."""
        self.page.keyboard.type(text, delay=delay)

    def _timed(self, move, until=None, leads_on=False):
        begun = time.perf_counter()
        with self.page.expect_navigation() if leads_on else nullcontext():
            move()
        if until is not None:
            until.wait_for()
        self.cost += Cost(seconds=time.perf_counter() - begun)
