# Organisationen nebeneinander, ähnliche, mögliche Doppel, und die Geschichte des Gesagten.

compare-title = Nebeneinander
compare-nobody = Öffnen Sie eine Organisation oder einen Eintrag: Von dort aus lassen sich bis zu { $most } nebeneinander stellen.
compare-take-away = wegnehmen
compare-place = Wo
compare-labels = Gültige Labels
compare-no-labels = keine
compare-vouches = Bürgschaften
compare-whose = Ein Profil ist das eigene Wort der Organisation, ein Eintrag das einer Agentur. Labels sind mit den Ankern dieses Knotens beurteilt.
compare-similar = Ähnliche Organisationen
compare-similar-what = Aus demselben Fach, die nächsten zuerst, nach dem, was Profile und Einträge sagen.
compare-first = Nebeneinander stellen
compare-twins = Mögliche Doppel
compare-twins-what = Sie könnten dieselbe Organisation meinen. Das können nur die sagen, die sie geschrieben haben.
compare-same-id = Dieselbe Kennung in einem anderen Register: { $id }
compare-same-website = Dieselbe Website: { $website }
compare-same-name = Derselbe Name, in derselben Region oder demselben Land
compare-both-ecosystems = Beide in { $names }
compare-both-technologies = Beide mit { $names }
compare-both-activities = Beide tätig in { $names }
compare-both-in = Beide in { $place }
compare-history = Geschichte
compare-history-what = { $count ->
    [one] Dieses Dokument besteht aus einer unterschriebenen Änderung.
   *[other] Dieses Dokument besteht aus { $count } unterschriebenen Änderungen. Die neuesten stehen zuerst, nach der Uhr der Verfasser.
}
compare-signed = unterschrieben mit dem Schlüssel { $device }…
compare-parts = Wann welcher Teil zuletzt geändert wurde
compare-other-part = ein anderer Teil
compare-agency = Was sie führt und für wen sie bürgt
compare-issuer = Die von ihr ausgestellten Labels nach ihrem Stand an einem Tag
