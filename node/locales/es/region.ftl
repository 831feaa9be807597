# Regiones y ecosistemas industriales, y listas breves de organizaciones.

region-about = Organizaciones clúster, { $where }: { $organisations } con perfil propio, { $listings } inscritas por agencias.
region-around = A su alrededor
region-country = País
region-nuts = Región, nivel NUTS { $level }
region-iso = Región
region-ecosystem = Ecosistema industrial
region-counts = Cifras
region-map = En el mapa
region-no-outline = Su contorno no está disponible aquí.
region-skip = Saltar el mapa
region-larger = Más grande, con filtros
region-inner = Regiones que comprende
region-countries = Países
region-who = Quién está aquí
region-ecosystems = Ecosistemas industriales
region-others = Otros ecosistemas
region-listed-by = Inscrita por { $agency }
region-own = Perfil propio
region-nobody = Todavía no hay nadie aquí.
region-all = { $count ->
    [one] La única, en la búsqueda
   *[other] Las { $count } en la búsqueda
}
region-same = Las mismas en la búsqueda
