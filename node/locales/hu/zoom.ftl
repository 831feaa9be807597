# Parts of a map.

zoom-part = A térkép része
zoom-closer = Közelebb
zoom-farther = Távolabb
zoom-whole = Az egész térkép
zoom-north = Északra
zoom-south = Délre
zoom-west = Nyugatra
zoom-east = Keletre
zoom-keys = A térképre kattintás után: húzás, csípés két ujjal vagy görgetés, illetve a + − 0 és a nyílbillentyűk.
