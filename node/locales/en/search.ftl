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
