# Portals: whom organisations group and sign for.

portal-kind = Portal
portal-all-portals = Portals
portal-about = { $title }, a portal: { $organisations } with a profile of their own, { $listings } listed by agencies.
portal-kept-by = Signed by { $keeper } since { $day }
portal-changed = last changed on { $day }
portal-word = Who keeps a portal signs for the choice and nothing else. It is no label, and those it gathers need not have asked for it.
portal-narrow = Narrow them in the search
portal-whom = Who belongs to it
portal-rule = Everyone to whom all of this applies; of several values one is enough.
portal-no-rule = By name: { $members ->
    [one] { $members } organisation or listing.
   *[other] { $members } organisations or listings.
}
portal-and-members = In addition, by name: { $members ->
    [one] { $members } organisation or listing.
   *[other] { $members } organisations or listings.
}
portal-exceptions = Left out, by name: { $exceptions ->
    [one] { $exceptions } organisation or listing.
   *[other] { $exceptions } organisations or listings.
}
portal-words = Words
portal-gathers = Whom it gathers
portal-what = A portal groups organisations of a macro-region, a theme or a programme. The organisation that keeps it signs it, and every node shows the same one.
portal-none = Nobody keeps a portal on this node yet. This command makes one:
portal-count = { $portals ->
    [one] { $portals } portal
   *[other] { $portals } portals
}
portal-gathered = { $count ->
    [one] { $count } organisation or listing
   *[other] { $count } organisations and listings
}
portal-kept = Portals it keeps
portal-of-them = { $portals ->
    [one] One portal groups them
   *[other] { $portals } portals group them
}
portal-json = The portal (JSON)
portal-keeper-ended = The organisation that signed this portal has ended its identity.
portal-not-understood = This node does not understand a part of the rule ({ $fields }). So the rule finds nobody here; a newer version of the software may understand it.
