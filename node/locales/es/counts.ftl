# Las cifras.

counts-title = Cifras
counts-heading = Lo que hay aquí, en cifras
counts-lead = Cada cifra es la de una búsqueda en este nodo, el { $day }. Otro nodo con las mismas declaraciones cuenta lo mismo.
counts-map = En el mapa
counts-countries = Por país
counts-no-country = Ninguna indica un país.
counts-ecosystems = Por ecosistema industrial
counts-no-ecosystem = Ninguna indica un ecosistema.
counts-several = Quien está en varios ecosistemas cuenta en cada uno.
counts-crossing = Países y ecosistemas
counts-crossing-what = Organizaciones y fichas; cuanto más intenso es el color, más hay.
counts-ages = Grado de actualidad
counts-ages-what = Organizaciones y fichas por el tiempo transcurrido desde su último cambio, según el reloj del autor.
counts-changed = Último cambio
counts-number = Número
counts-share = Proporción
counts-within = { $days ->
    [one] en el último día
   *[other] en los últimos { $days } días
}
counts-older = hace más tiempo
counts-course = Mes a mes
counts-nothing = Todavía no se ha dicho nada.
counts-line-cards = organizaciones y fichas
counts-line-labels = sellos ya iniciados
counts-by-end = Al final de
counts-organisations = Organizaciones
counts-listings = Fichas
