# El mapa, y lo que tiene en común con las cifras.

map-title = Mapa: { $here }
map-heading = { $here }: dónde están
map-world = Mundo
map-europe = Europa
map-around = Mapas más amplios
map-skip = Saltar el mapa: la tabla da las mismas cifras
map-colours = Colores:
map-colours-tell = Lo que indican los colores
map-all = todas
map-organisations = organizaciones
map-listings = fichas
map-labels = sellos
map-leads = Un territorio lleva a su mapa, un punto a la búsqueda.
map-unplaced = { $count ->
    [one] { $count } no indica ninguna región y no tiene punto.
   *[other] { $count } no indican ninguna región y no tienen punto.
}
map-mark = { $where }: { $count } en la búsqueda
map-numbers = Lo mismo en cifras
map-more = Más información: { $here }
map-undivided = No hay más subdivisiones.
map-words = Palabras
map-ecosystem = Ecosistema
map-any = Todos
map-whose = Palabra de quién
map-anybody = De cualquiera
map-own-profiles = Perfiles propios
map-by-agencies = Fichas de agencias
map-count = Contar
map-search = Pasar a la búsqueda
map-clear = Borrar
map-total = { $organisations } { $organisations ->
    [one] organización
   *[other] organizaciones
}, { $listings } { $listings ->
    [one] ficha
   *[other] fichas
} y { $labels } { $labels ->
    [one] sello dentro de su vigencia
   *[other] sellos dentro de su vigencia
}.
map-show = Mostrar
map-counts = Cifras
map-country = País
map-region = Región
map-bar = Barra
map-in-all = En total
map-own = Propios
map-labels-column = Sellos
map-without = sin una región menor
map-show-those = { $count }: mostrar ({ $where })
map-columns = En total: organizaciones y fichas. Propios: organizaciones que hablan por sí mismas. Sellos: los que están dentro de su vigencia, con independencia de lo que les haya ocurrido después.
map-fresh = Modificadas en los últimos seis meses
map-legend = Leyenda
map-none = ninguno
map-places = lugares; un punto mayor representa más
map-sources = Contornos: Natural Earth, dominio público; regiones: Eurostat, NUTS 2024.
map-no-opinion = El mapa no implica ninguna opinión sobre el estatuto de un territorio ni sobre sus fronteras. Kosovo: esta denominación se entiende sin perjuicio de las posiciones sobre su estatuto y está en consonancia con la Resolución 1244 (1999) del Consejo de Seguridad de las Naciones Unidas y con la opinión de la Corte Internacional de Justicia sobre la declaración de independencia de Kosovo.
