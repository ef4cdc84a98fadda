"""Pictures for the demo newspaper, drawn on the spot so that none has to be shipped."""

from random import Random

from PIL import Image

from .canvas import Canvas
from .palette import TIMES, palette_for
from .scenes import GRAPHICS, INDOORS, LAMPLIT, OUTDOORS
from .weather import precipitation

__all__ = ["draw"]


def draw(
    scene: str,
    *,
    seed: str,
    time: str = "day",
    size: tuple[int, int] = (1600, 1067),
    **details,
) -> Image.Image:
    """The same arguments always give the same picture; another seed, another composition.

    Charts and maps read their figures from `details`; a portrait reads `subject` (a name, which
    decides the face) and `look` (a description in words, such as the picture's alt text).
    """
    if time not in TIMES:
        raise ValueError(f"Unknown time {time!r}. Known: {', '.join(TIMES)}.")
    if scene in GRAPHICS:
        return GRAPHICS[scene](size, seed=seed, **details)
    if scene in OUTDOORS or scene in INDOORS:
        return _illustration(scene, seed, time, size, details)
    known = ", ".join(sorted([*OUTDOORS, *INDOORS, *GRAPHICS]))
    raise ValueError(f"Unknown scene {scene!r}. Known: {known}.")


def _illustration(scene, seed, time, size, details):
    rng = Random(f"{scene} {seed} {details.get('subject', '')}")
    mirrored = rng.random() < 0.5
    canvas = Canvas(size, palette_for(time, rng, lamplit=scene in LAMPLIT), rng)
    canvas.seed, canvas.details = seed, details
    canvas.is_open_air = scene in OUTDOORS
    if scene in INDOORS:
        INDOORS[scene](canvas)
    else:
        OUTDOORS[scene](canvas)
        precipitation(canvas)
    return canvas.finished(mirrored)
