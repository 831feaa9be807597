# Regionen und industrielle Ökosysteme, und kurze Listen von Organisationen.

region-about = Clusterorganisationen, { $where }: { $organisations } mit eigenem Profil, { $listings } von Agenturen geführt.
region-around = Darum herum
region-country = Land
region-nuts = Region, NUTS-Ebene { $level }
region-iso = Region
region-ecosystem = Industrielles Ökosystem
region-counts = Zahlen
region-map = Auf der Karte
region-no-outline = Ein Umriss ist hier nicht vorhanden.
region-skip = Die Karte überspringen
region-larger = Größer, mit Filtern
region-inner = Regionen darin
region-countries = Länder
region-who = Wer hier ist
region-ecosystems = Industrielle Ökosysteme
region-others = Andere Ökosysteme
region-listed-by = Geführt von { $agency }
region-own = Eigenes Profil
region-nobody = Noch ist niemand hier.
region-all = { $count ->
    [one] Die eine in der Suche
   *[other] Alle { $count } in der Suche
}
region-same = Dasselbe in der Suche
