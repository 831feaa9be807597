# The map, and what it has in common with the counts.

map-title = Map: { $here }
map-heading = { $here }: where they are
map-world = World
map-europe = Europe
map-around = Larger maps
map-skip = Skip the map: the table has the same numbers
map-colours = Colours:
map-colours-tell = What the colours tell
map-all = all
map-organisations = organisations
map-listings = listings
map-labels = labels
map-leads = An area leads to a map of it, a mark to the search.
map-unplaced = { $count ->
    [one] { $count } names no region and has no mark.
   *[other] { $count } name no region and have no mark.
}
map-mark = { $where }: { $count } in the search
map-numbers = The same in numbers
map-more = More about { $here }
map-undivided = It is not divided further.
map-words = Words
map-ecosystem = Ecosystem
map-any = Any
map-whose = Whose word
map-anybody = Anybody’s
map-own-profiles = Own profiles
map-by-agencies = Listings by agencies
map-count = Count
map-search = Search instead
map-clear = Clear
map-total = { $organisations } { $organisations ->
    [one] organisation
   *[other] organisations
}, { $listings } { $listings ->
    [one] listing
   *[other] listings
} and { $labels } { $labels ->
    [one] label in its term
   *[other] labels in their term
}.
map-show = Show them
map-counts = Counts
map-country = Country
map-region = Region
map-bar = Bar
map-in-all = In all
map-own = Own
map-labels-column = Labels
map-without = without a smaller region
map-show-those = { $count }: show those of { $where }
map-columns = In all: organisations and listings. Own: organisations that speak for themselves. Labels: those in their term, whatever became of them since.
map-fresh = Changed within half a year
map-legend = Legend
map-none = none
map-places = places; a larger mark stands for more
map-sources = Outlines: Natural Earth, public domain; regions: Eurostat, NUTS 2024.
map-no-opinion = The map implies no opinion on the status of a territory or on its boundaries. Kosovo: this designation is without prejudice to positions on status, and is in line with UNSCR 1244/1999 and the ICJ Opinion on the Kosovo declaration of independence.
