# La página del nodo.

node-operator = { $organisation } dice que gestiona este nodo
node-no-operator = Ninguna organización dice que gestiona este nodo
node-what = Uno de los muchos nodos con el mismo directorio. Guarda declaraciones firmadas, las intercambia con otros nodos y calcula a partir de ellas lo que muestran sus páginas. Otro nodo con las mismas declaraciones muestra lo mismo.
node-organisations = { $count ->
    [one] organización
   *[other] organizaciones
}
node-listings = { $count ->
    [one] ficha
   *[other] fichas
}
node-labels = { $count ->
    [one] sello
   *[other] sellos
}
node-schemes = { $count ->
    [one] programa de sellos
   *[other] programas de sellos
}
node-documents = { $count ->
    [one] documento
   *[other] documentos
}
node-items = { $count ->
    [one] declaración firmada
   *[other] declaraciones firmadas
}
node-compare = Comparar
node-compare-how = Dos nodos con las mismas declaraciones tienen, según las mismas reglas, la misma huella.
node-digest = Huella
node-rules = Reglas
node-peers = { $count ->
    [one] { $count } nodo conectado
   *[other] { $count } nodos conectados
}
node-no-peers = No hay ningún otro nodo conectado: este muestra lo que ya tenía.
node-peer-unnamed = Ninguna organización nombra este nodo
node-join = Unirse
node-join-how = Gestione un nodo propio y haga que parta de este:
node-addresses = Direcciones
node-no-addresses = ninguna anunciada
node-anchors = Anclas de confianza
node-no-anchors = No hay ninguna fijada, por lo que este nodo no puede remitir el derecho de ningún emisor a nadie en quien confíe.
node-anchors-are = Los sellos de estas páginas se juzgan según la palabra de:
node-pinned = fijada en { $version }
node-pin-not-held = versión { $number }, que no está aquí
node-own-anchors = Con sus propias anclas, en su propio archivo, los veredictos pueden ser otros: { $command }
node-machines = Para máquinas
node-openapi = API HTTP (OpenAPI 3.1)
node-metrics = Métricas (Prometheus)
node-exchanged = último intercambio: { $time }; declaraciones recibidas: { $came }, enviadas: { $went }
node-exchange-failed = último intercambio: { $time }; falló
node-waiting = { $count ->
    [one] Una declaración espera aquello en lo que se basa.
   *[other] { $count } declaraciones esperan aquello en lo que se basan.
}
node-carries = Lo que contiene, y por qué
node-carries-all = Todo lo que se ajusta a las reglas, lo haya dicho quien lo haya dicho.
node-carries-vouched = Lo que dicen sus avalistas, aquellos por quienes responden (como máximo { $most } cada uno) y a quienes aloja su gestor.
node-sponsors = Avalistas
node-hosted = Alojadas por decisión de su gestor
node-blocked = { $count ->
    [one] Una organización no se admite nunca, responda quien responda por ella.
   *[other] { $count } organizaciones no se admiten nunca, responda quien responda por ellas.
}
