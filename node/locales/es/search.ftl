# La página de búsqueda.

search-title-front = Organizaciones clúster
search-title = Búsqueda
search-welcome = Encuentre organizaciones clúster y vea quién responde por ellas
search-welcome-what = Hanse es un directorio sin centro. Las organizaciones firman su propio perfil; las agencias las inscriben y responden por ellas; las entidades que otorgan sellos firman los sellos. Cada declaración nombra a su autor y cualquiera puede comprobarla.
search-words = Palabras: un nombre, un lugar, una competencia
search-country = País
search-any = Todos
search-region = Región
search-region-code = (código NUTS)
search-ecosystem = Ecosistema
search-kind = Palabra de quién
search-kind-any = De cualquiera
search-kind-profile = Perfiles propios
search-kind-listing = Fichas de agencias
search-go = Buscar
search-clear = Borrar
search-totals = Este nodo contiene { $listings ->
    [one] { $listings } ficha
   *[other] { $listings } fichas
} y { $organisations ->
    [one] { $organisations } organización
   *[other] { $organisations } organizaciones
}.
search-show-all = Mostrar todo
search-nothing = Sin resultados
search-nothing-fits = Ninguna ficha ni organización de este nodo cumple todo lo pedido.
search-fewer-words = Use menos palabras o compruebe su ortografía.
search-own-language = Los nombres se conservan tal como se dieron: pruebe la palabra en el idioma de la organización.
search-larger-region = Quite un filtro. Un código NUTS más corto designa una región mayor: { $large } en lugar de { $small }.
search-start-again = Empezar de nuevo con todo
search-results = { $total ->
    [one] { $total } resultado
   *[other] { $total } resultados
}
search-results-part = { $first }–{ $last } de { $total ->
    [one] { $total } resultado
   *[other] { $total } resultados
}
search-narrow = Acotar los resultados
search-browse = Explorar
search-ask-another = Buscar de otra manera
search-own = Perfil propio
search-own-word = La palabra de la propia organización, firmada por ella
search-listing = Ficha
search-listed-by = Inscrita por { $agency }, no es su propia palabra
search-ecosystems = Ecosistemas
search-said = Dicho por otros
search-valid-label = Sello válido: { $label }
search-vouches = { $count ->
    [0] Nadie responde por ella
    [one] { $count } organización responde por ella
   *[other] { $count } organizaciones responden por ella
}
search-pages = Páginas de resultados
search-previous = Página anterior
search-next = Página siguiente
search-chosen = elegido, quitar
search-facet-country = País
search-facet-ecosystem = Ecosistema industrial
search-facet-kind = Palabra de quién
search-guessed = { $ecosystem } (supuesto)
