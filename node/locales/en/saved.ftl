# Searches that a browser keeps.

saved-title = Kept searches
saved-what = They stay in this browser; the node does not learn of them.
saved-name = Name for this search
saved-keep = Keep this search
saved-remove = Remove
saved-remove-which = Remove: { $name }
saved-kept = Kept: { $name }
saved-removed = Removed: { $name }
saved-full = { $most } searches are kept already. Remove one first.
saved-failed = This browser keeps nothing for this site.
