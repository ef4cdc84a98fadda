"""Which function draws which scene."""

from .charts import bar_chart, line_chart
from .city import apartment_block, skyline, street, tram
from .coast import beach, island, lighthouse, storm
from .flood import river_flood
from .gatherings import cyclists, market, protest
from .halls import gallery_wall, train_station
from .harbour import bridge, cranes, ferry, harbour
from .indoors import council_chamber, courtroom, library, restaurant
from .land import park, wind_farm
from .maps import city_map
from .places import construction_site, factory, hospital, school
from .portrait import portrait
from .records import archive
from .sport import pitch, stadium
from .stage import concert, theatre

OUTDOORS = {
    "apartment-block": apartment_block,
    "beach": beach,
    "bridge": bridge,
    "construction-site": construction_site,
    "cranes": cranes,
    "cyclists": cyclists,
    "factory": factory,
    "ferry": ferry,
    "harbour": harbour,
    "hospital": hospital,
    "island": island,
    "lighthouse": lighthouse,
    "market": market,
    "park": park,
    "pitch": pitch,
    "protest": protest,
    "river-flood": river_flood,
    "school": school,
    "skyline": skyline,
    "stadium": stadium,
    "storm": storm,
    "street": street,
    "tram": tram,
    "wind-farm": wind_farm,
}
INDOORS = {
    "archive": archive,
    "concert": concert,
    "council-chamber": council_chamber,
    "courtroom": courtroom,
    "gallery-wall": gallery_wall,
    "library": library,
    "portrait": portrait,
    "restaurant": restaurant,
    "theatre": theatre,
    "train-station": train_station,
}
# Lit by lamps of their own, so the hour darkens the sky but not what is seen.
LAMPLIT = {*INDOORS, "pitch", "stadium"}
GRAPHICS = {"bar-chart": bar_chart, "line-chart": line_chart, "map": city_map}
