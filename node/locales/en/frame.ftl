# What stands around every page.

frame-skip = Skip to the content
frame-demonstration = Demonstration
frame-demonstration-title = Demonstration:
frame-demonstration-what = the agencies, the label authority, its labels and their holder are synthetic, and this node pins that authority as its anchor.
frame-demonstration-real = Listings name real organisations, source: { $registers }, and are not their own word.
frame-demonstration-register = Listings name whomever the register names: { $file }. They are not their own word.
frame-tagline = Directory of cluster organisations
frame-main = Main
frame-search = Search
frame-node = This node
frame-api = API
frame-languages = Language
frame-same = { $claim } from the same signed statements. Nobody has to believe this one.
frame-same-claim = Every node computes the same directory
frame-node-name = Node
frame-licence = Licence
frame-licence-name = European Union Public Licence, version 1.2
frame-json = This page as JSON
frame-changes = Changes
frame-map = Map
frame-counts = Counts
frame-about = A directory of cluster organisations without a centre: every statement names its author, and anyone can check it.
