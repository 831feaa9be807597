# Regions and industrial ecosystems, and short lists of organisations.

region-about = Cluster organisations, { $where }: { $organisations } with a profile of their own, { $listings } listed by agencies.
region-around = Around it
region-country = Country
region-nuts = Region, NUTS level { $level }
region-iso = Region
region-ecosystem = Industrial ecosystem
region-counts = Counts
region-map = On the map
region-no-outline = No outline of it is held here.
region-skip = Skip the map
region-larger = Larger, with filters
region-inner = Regions in it
region-countries = Countries
region-who = Who is here
region-ecosystems = Industrial ecosystems
region-others = Other ecosystems
region-listed-by = Listed by { $agency }
region-own = Own profile
region-nobody = Nobody is here yet.
region-all = { $count ->
    [one] The one in the search
   *[other] All { $count } in the search
}
region-same = The same in the search
