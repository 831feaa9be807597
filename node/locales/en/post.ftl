# Posts: what organisations offer, look for and announce; and their ties to others.

post-title = Posts
post-lead = What cluster organisations offer, look for and announce. Each post is the word of the organisation that signed it, and it counts as open until its last day and no longer.
post-whose = Only posts of { $organisation }
post-words = Words: what is offered or looked for
post-kind = Kind
post-state = State
post-state-current = Open or to come
post-state-any = All
post-on = Open on a day
post-results = { $total ->
    [one] { $total } post
   *[other] { $total } posts
}
post-results-part = { $total ->
    [one] { $first }–{ $last } of { $total } post
   *[other] { $first }–{ $last } of { $total } posts
}
post-none = No post on this node fits all that was asked.
post-none-open = None of its posts is open or to come.
post-all = { $count ->
    [one] The one post, ended or not
   *[other] All { $count } posts, ended ones too
}
post-ecosystem = Industrial ecosystems
post-by = by { $organisation }
post-open = Open
post-upcoming = To come
post-ended = Ended
post-withdrawn = Withdrawn
post-on-day = on { $day }
post-from-until = { $from } to { $until }
post-from = from { $day }
post-until = until { $day }
post-nameless = Post without a title
post-said = What it says
post-signed = { $organisation } signed what stands here. Nobody else has confirmed it.
post-only-title = It says no more than its title.
post-dated = First published on { $published }, last changed on { $changed }, by the author’s clock.
post-whose-word = Whose word it is
post-others = All posts of this organisation
post-json = The post (JSON)
post-automerge = The post (Automerge)
post-entries = Signed entries (CBOR)
post-field-title = Title
post-field-from = First day
post-field-until = Last day
post-links = Cooperation and membership
post-links-what = What this organisation and others say of each other. Anybody can claim a partner; it is confirmed when both say the same.
post-links-shown = { $shown } of { $all } are shown here; the API has them all.
post-link-cooperation = Cooperates with { $organisation }
post-link-member-of = Is a member of { $organisation }
post-link-has-member = Has { $organisation } as a member
post-link-confirmed = Confirmed: both say so
post-link-ours = Only this organisation says so
post-link-theirs = Only the other one says so
post-link-to-come = Not yet
post-link-over = No longer
post-counts-what = Posts that are open or to come on that day. The words, places, ecosystems, economic activities, emerging industries, specialisation areas and technologies that were asked for apply here; other filters do not.
post-counts-total = { $count ->
    [one] { $count } post
   *[other] { $count } posts
}
post-counts-month = First published
post-counts-none = No post is open or to come.
post-kind-offer = Offer
post-kind-request = Request
post-kind-event = Event
post-kind-call = Call
post-kind-project = Project
post-kind-practice = Good practice
post-kind-case = Case study
post-kind-course = Course
post-kind-facility = Facility
post-kind-mobility = Staff exchange
post-kind-mentoring = Mentoring
post-kind-talent = Job opening
post-kind-tool = Tool
post-kind-policy = Policy measure
post-kind-other = Post of another kind
