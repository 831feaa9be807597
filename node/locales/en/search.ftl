# The search page.

search-title-front = Cluster organisations
search-title = Search
search-welcome = Find cluster organisations, and see who vouches for them
search-welcome-what = Hanse is a directory without a centre. Organisations sign their own profiles; agencies list them and vouch for them; label authorities sign the labels. Every statement names its author, and anyone can check it.
search-words = Words: a name, a place, a competence
search-country = Country
search-any = Any
search-region = Region
search-region-code = (NUTS code)
search-ecosystem = Ecosystem
search-kind = Whose word
search-kind-any = Anybody’s
search-kind-profile = Own profiles
search-kind-listing = Listings by agencies
search-go = Search
search-clear = Clear
search-totals = This node holds { $listings ->
    [one] { $listings } listing
   *[other] { $listings } listings
} and { $organisations ->
    [one] { $organisations } organisation
   *[other] { $organisations } organisations
}.
search-show-all = Show them all
search-nothing = Nothing found
search-nothing-fits = No listing and no organisation on this node fits all that was asked.
search-fewer-words = Use fewer words, or check how they are spelled.
search-own-language = Names are kept as they were given: try the word in the organisation’s own language.
search-larger-region = Take a filter away. A shorter NUTS code asks for a larger region: { $large } instead of { $small }.
search-start-again = Start again with everything
search-results = { $total ->
    [one] { $total } result
   *[other] { $total } results
}
search-results-part = { $first }–{ $last } of { $total ->
    [one] { $total } result
   *[other] { $total } results
}
search-narrow = Narrow the results
search-browse = Browse
search-ask-another = Ask for another
search-own = Own profile
search-own-word = The organisation’s own word, signed by it
search-listing = Listing
search-listed-by = Listed by { $agency }, not its own word
search-ecosystems = Ecosystems
search-said = Said by others
search-valid-label = Valid label: { $label }
search-vouches = { $count ->
    [0] Nobody vouches for it
    [one] { $count } organisation vouches for it
   *[other] { $count } organisations vouch for it
}
search-pages = Pages of results
search-previous = Previous page
search-next = Next page
search-chosen = chosen, take away
search-facet-country = Country
search-facet-ecosystem = Industrial ecosystem
search-facet-kind = Whose word
search-guessed = { $ecosystem } (guessed)
search-more-filters = More filters
search-more-properties = More properties
search-label-any = Any valid label
search-label-on = Label valid on
search-label-on-hint = a day such as 2026-11-22; else today
search-nace-hint = such as C or 26.1
search-vouched-by-hint = SCID or DID of who vouches
search-facet-type = Kind of organisation
search-facet-region = Region
search-facet-nace = Economic activity (NACE)
search-facet-emerging = Emerging industry
search-facet-s3 = Smart specialisation area
search-facet-technology = Technology
search-facet-members = Members
search-facet-composition = Kinds of members
search-facet-cooperation = Wants to cooperate for
search-facet-fresh = Confirmed or changed
search-facet-label = Label
search-facet-vouched-by = Vouched for by
search-type-cluster = Cluster organisation
search-type-agency = Agency
search-type-label-authority = Label authority
search-composition-sme = Small and medium-sized enterprises
search-composition-startup = Start-ups
search-composition-large = Large companies
search-composition-research = Research and universities
search-composition-public = Public bodies
search-composition-mostly-sme = Mostly small and medium-sized enterprises
search-composition-mostly-research = Mostly research
search-fresh-90d = Within 90 days
search-fresh-365d = Within a year
search-fresh-older = Longer ago
