# The counts.

counts-title = Counts
counts-heading = What is here, counted
counts-lead = Every number is that of a search on this node, on { $day }. Another node with the same statements counts the same.
counts-map = On the map
counts-countries = By country
counts-no-country = None names a country.
counts-ecosystems = By industrial ecosystem
counts-no-ecosystem = None names an ecosystem.
counts-several = Whoever is in several ecosystems is counted in each.
counts-crossing = Countries and ecosystems
counts-crossing-what = Organisations and listings; the stronger the colour, the more.
counts-ages = How fresh it is
counts-ages-what = Organisations and listings by the time since their last change, by the author’s clock.
counts-changed = Last changed
counts-number = Number
counts-share = Share
counts-within = { $days ->
    [one] within { $days } day
   *[other] within { $days } days
}
counts-older = longer ago
counts-course = Month by month
counts-nothing = Nothing was said yet.
counts-line-cards = organisations and listings
counts-line-labels = labels that had begun
counts-by-end = By the end of
counts-organisations = Organisations
counts-listings = Listings
