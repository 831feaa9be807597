# Organisations side by side, similar ones, possible duplicates, and the history of what was said.

compare-title = Side by side
compare-nobody = Open an organisation or a listing: from there up to { $most } can be put side by side.
compare-take-away = take away
compare-place = Where
compare-labels = Valid labels
compare-no-labels = none
compare-vouches = Vouches
compare-whose = A profile is the organisation’s own word, a listing an agency’s. Labels are judged with this node’s anchors.
compare-similar = Similar organisations
compare-similar-what = Of the same trade, the nearest first, by what profiles and listings say.
compare-first = Put them side by side
compare-twins = Possible duplicates
compare-twins-what = These may mean the same organisation. Only those who wrote them can say.
compare-same-id = The same id in another register: { $id }
compare-same-website = The same website: { $website }
compare-same-name = The same name, in the same region or country
compare-both-ecosystems = Both in { $names }
compare-both-technologies = Both with { $names }
compare-both-activities = Both active in { $names }
compare-both-in = Both in { $place }
compare-history = History
compare-history-what = { $count ->
    [one] One signed entry made this document.
   *[other] { $count } signed entries made this document. The newest stand first, by the author’s clock.
}
compare-signed = signed with the key { $device }…
compare-parts = When each part was last changed
compare-other-part = another part
compare-agency = What it lists, and for whom it vouches
compare-issuer = The labels it issued, by their state on a day
