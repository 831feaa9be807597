# Organizaciones comparadas, organizaciones similares, posibles duplicados, y el historial de lo dicho.

compare-title = Una al lado de otra
compare-nobody = Abra una organización o una ficha: desde allí puede poner hasta { $most } una al lado de otra.
compare-take-away = quitar
compare-place = Dónde
compare-labels = Sellos válidos
compare-no-labels = ninguno
compare-vouches = Avales
compare-whose = Un perfil es la palabra de la propia organización; una ficha, la de una agencia. Los sellos se juzgan con las anclas de confianza de este nodo.
compare-similar = Organizaciones similares
compare-similar-what = Del mismo ramo, primero las más cercanas, según lo que dicen los perfiles y las fichas.
compare-first = Ponerlas una al lado de otra
compare-twins = Posibles duplicados
compare-twins-what = Puede que se refieran a la misma organización. Solo pueden decirlo quienes los escribieron.
compare-same-id = El mismo identificador en otro registro: { $id }
compare-same-website = El mismo sitio web: { $website }
compare-same-name = El mismo nombre, en la misma región o el mismo país
compare-both-ecosystems = Ambas en: { $names }
compare-both-technologies = Ambas con: { $names }
compare-both-activities = Ambas activas en: { $names }
compare-both-in = Ambas en { $place }
compare-history = Historial
compare-history-what = { $count ->
    [one] Este documento procede de una sola entrada firmada.
   *[other] Este documento procede de { $count } entradas firmadas. Las más recientes figuran primero, según el reloj del autor.
}
compare-signed = firmada con la clave { $device }…
compare-parts = Cuándo se modificó cada parte por última vez
compare-other-part = otra parte
compare-agency = A quién inscribe y por quién responde
compare-issuer = Los sellos que ha otorgado, según su estado en una fecha
