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
search-more-filters = Más filtros
search-more-properties = Más propiedades
search-label-any = Cualquier sello válido
search-label-on = Sello válido el
search-label-on-hint = un día como 2026-11-22; si no, hoy
search-nace-hint = por ejemplo C o 26.1
search-vouched-by-hint = SCID o DID de quien avala
search-facet-type = Tipo de organización
search-facet-region = Región
search-facet-nace = Actividad económica (NACE)
search-facet-emerging = Industria emergente
search-facet-s3 = Ámbito de especialización inteligente
search-facet-technology = Tecnología
search-facet-members = Miembros
search-facet-composition = Tipos de miembros
search-facet-cooperation = Quiere cooperar para
search-facet-fresh = Confirmado o modificado
search-facet-label = Sello
search-facet-vouched-by = Avalada por
search-type-cluster = Organización clúster
search-type-agency = Agencia
search-type-label-authority = Entidad que otorga sellos
search-composition-sme = Pequeñas y medianas empresas
search-composition-startup = Empresas emergentes
search-composition-large = Grandes empresas
search-composition-research = Investigación y universidades
search-composition-public = Organismos públicos
search-composition-mostly-sme = Sobre todo pequeñas y medianas empresas
search-composition-mostly-research = Sobre todo investigación
search-fresh-90d = En los últimos 90 días
search-fresh-365d = En el último año
search-fresh-older = Hace más tiempo
