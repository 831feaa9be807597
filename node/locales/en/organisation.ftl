# The page of an organisation.

organisation-nameless = Organisation without a name
organisation-glance = At a glance
organisation-share = { $part } of { $all }
organisation-glance-parts = { $share } profile parts
organisation-glance-parts-whose = in its own words
organisation-glance-listings = { $count ->
    [one] { $count } listing
   *[other] { $count } listings
}
organisation-glance-listings-which = with its website
organisation-glance-vouches = { $count ->
    [one] { $count } vouch
   *[other] { $count } vouches
}
organisation-glance-vouches-what = that it exists
organisation-glance-no-labels = { $count } labels
organisation-glance-labels = { $share } { $all ->
    [one] label
   *[other] labels
} valid
organisation-glance-labels-whose = judged by this node
organisation-glance-issued = { $count ->
    [one] { $count } label
   *[other] { $count } labels
} issued
organisation-glance-issued-whom = to others
organisation-own = In its own words
organisation-own-signed = The organisation signed what stands here. Nobody else has confirmed it.
organisation-complete = { $given } of { $of } parts of the standard profile are filled in
organisation-readable = Can be read in { $languages }.
organisation-changed = Last changed on { $day }.
organisation-no-profile = It has not published a profile yet.
organisation-labels = Labels it holds
organisation-no-labels = This node knows of no label issued to it.
organisation-vouched = Who vouches for it
organisation-no-vouches = Nobody vouches that this organisation exists.
organisation-vouches-say = They say that it exists; a vouch says nothing about its quality.
organisation-vouch-current = since { $day }, saw identity version { $version }, the current one
organisation-vouch-earlier = since { $day }, saw identity version { $version }; it is now at { $current }
organisation-vouch-not-in-log = the version that was seen is not in the log as this node holds it
organisation-vouch-no-version = it does not name the version that was seen
organisation-listed = Who lists it
organisation-no-listings = No agency’s listing names the website of this organisation.
organisation-listings-say = These listings name the same website. Whether they mean this organisation, only the agency can say.
organisation-listed-by = Listed by { $agency }
organisation-listed-as = as
organisation-schemes = Label schemes it owns
organisation-issued = Labels it issued
organisation-identity = Identity: for those who check
organisation-host = Host of its log
organisation-version = Identity version
organisation-version-of = of { $time }
organisation-devices = Devices
organisation-devices-speak = { $devices } may speak for it
organisation-devices-retired = { $devices } may speak for it, { $retired } retired
organisation-disputed = This identity is disputed: its log goes on in { $branches } ways, each signed with a key of the organisation. What was said in one of them only is not counted, and its labels are indeterminate for whoever pins none of them.
organisation-deactivated = This identity was deactivated on { $day }: the organisation says nothing new under it.
organisation-log = Identity log (did.jsonl)
organisation-profile-json = Profile (JSON)
organisation-profile-automerge = Profile (Automerge)
organisation-profile-entries = Profile, signed entries (CBOR)
organisation-items = Everything it signed (CBOR)
