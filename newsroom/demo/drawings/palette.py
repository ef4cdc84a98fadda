"""The colours of a picture: one family of swatches, seen in the light of its hour and weather."""

from dataclasses import dataclass

TIMES = ("day", "dawn", "dusk", "night", "rain", "snow")

WHITE = (255, 255, 255)
LAMPLIGHT = (247, 201, 110)


def from_hex(text):
    return tuple(int(text[i : i + 2], 16) for i in (1, 3, 5))


def mix(colour, other, amount):
    """`colour` when amount is 0, `other` when it is 1."""
    return tuple(round(a + (b - a) * amount) for a, b in zip(colour[:3], other[:3], strict=True))


def clear(colour, opacity):
    """The colour as a glaze that lets what lies beneath show through."""
    return (*colour[:3], round(255 * opacity))


FAMILIES = (
    # quay: teal water, brick, ochre
    {"ink": "#18283a", "deep": "#173f4d", "main": "#2b6671", "mid": "#7f9fa0", "sand": "#e3cfa9",
     "brick": "#b2513a", "ochre": "#d99b3c", "paper": "#f5efe1", "leaf": "#5f7f5d"},
    # kiln: slate blue, rust, warm stone
    {"ink": "#1f2733", "deep": "#2b3a4f", "main": "#3f5d77", "mid": "#93a3ab", "sand": "#ead2ae",
     "brick": "#a8452f", "ochre": "#e0a548", "paper": "#f6eee0", "leaf": "#77804f"},
    # north: sea green, coral, pale sand
    {"ink": "#21303a", "deep": "#1e4a4c", "main": "#3c7a74", "mid": "#9db5a6", "sand": "#ead9bd",
     "brick": "#c2694b", "ochre": "#cf9a43", "paper": "#f4efe4", "leaf": "#4f7a66"},
)  # fmt: skip

SKIES = {
    "day": (("#84b3bb", "#ebe5cf"), ("#8fb4c8", "#f1e7d3"), ("#a4c6be", "#f4ead2")),
    "dawn": (("#7d93ab", "#f4c9a2"), ("#8fa0b8", "#f5c0a4"), ("#96a9ae", "#f8d8ae")),
    "dusk": (("#3b4466", "#e7946b"), ("#4d4770", "#eea078"), ("#34506b", "#eaa77a")),
    "night": (("#0d182b", "#2a4259"), ("#131a35", "#37466a"), ("#0e2030", "#2b4c58")),
    "rain": (("#61747d", "#a9b4b2"), ("#5b6c7a", "#a8afb1"), ("#66777a", "#b2b8b0")),
    "snow": (("#aebcc6", "#e4e7e6"), ("#a3b3c0", "#e1e4e7"), ("#b3bfc0", "#e9e9e4")),
}

# The colour of the light, and how much of it every surface takes on.
LIGHT = {
    "day": ("#f6e7c8", 0.0),
    "dawn": ("#dba08c", 0.16),
    "dusk": ("#54344f", 0.34),
    "night": ("#111f36", 0.58),
    "rain": ("#68777e", 0.24),
    "snow": ("#b4c0c9", 0.24),
}

SUNS = {"day": "#fbf1d6", "dawn": "#fde3b4", "dusk": "#f9c27c", "night": "#efe9d2"}
SKINS = ("#f0c8a6", "#d9a27c", "#b57a54", "#8a5738", "#5f3b2a")
HAIRS = ("#2a2220", "#4a3326", "#7b5334", "#b98a4e", "#8d8a86", "#1d1b22")


@dataclass(frozen=True)
class Palette:
    time: str
    sky_top: tuple
    sky_low: tuple
    sun: tuple
    light: tuple
    ink: tuple
    deep: tuple
    main: tuple
    mid: tuple
    sand: tuple
    brick: tuple
    ochre: tuple
    paper: tuple
    leaf: tuple
    skins: tuple
    hairs: tuple

    @property
    def is_dark(self):
        return self.time in ("night", "dusk")

    @property
    def snows(self):
        return self.time == "snow"

    @property
    def rains(self):
        return self.time == "rain"

    @property
    def snow(self):
        return from_hex("#f1f3f2")

    @property
    def window(self):
        """What an unlit pane shows."""
        return mix(self.deep, self.sky_top, 0.35)

    @property
    def lamp(self):
        return LAMPLIGHT if self.is_dark else mix(self.paper, LAMPLIGHT, 0.35)

    @property
    def water(self):
        return mix(self.main, self.sky_low, 0.22)

    @property
    def ground(self):
        return mix(self.snow, self.light, 0.12) if self.snows else mix(self.sand, self.mid, 0.35)

    @property
    def grass(self):
        return self.under_snow(mix(self.leaf, self.sand, 0.25), 0.9)

    @property
    def coats(self):
        return (self.deep, self.brick, self.ochre, self.main, self.ink, self.paper, self.mid)

    def far(self, colour, amount):
        """The colour seen through the air: the further, the nearer to the sky's."""
        return mix(colour, self.sky_low, amount)

    def shade(self, colour, amount=0.25):
        return mix(colour, self.ink, amount)

    def tint(self, colour, amount=0.25):
        return mix(colour, self.paper, amount)

    def under_snow(self, colour, amount=0.85):
        """Flat tops turn white in snow and keep their colour otherwise."""
        return mix(colour, self.snow, amount) if self.snows else colour


def palette_for(time, rng, lamplit=False):
    """A lamplit scene keeps its own warm light whatever the hour; only its sky tells the time."""
    family = rng.choice(FAMILIES)
    top, low = map(from_hex, rng.choice(SKIES[time]))
    light, amount = LIGHT[time]
    if lamplit:
        light, amount = "#3a2a2e", 0.2 if time in ("night", "dusk") else 0.05
    light = from_hex(light)

    def lit(swatch):
        return mix(from_hex(swatch), light, amount)

    return Palette(
        time=time,
        sky_top=top,
        sky_low=low,
        sun=from_hex(SUNS.get(time, "#f4f2ea")),
        light=light,
        skins=tuple(map(lit, SKINS)),
        hairs=tuple(map(lit, HAIRS)),
        **{role: lit(swatch) for role, swatch in family.items()},
    )
