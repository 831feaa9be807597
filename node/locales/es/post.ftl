# Anuncios: lo que las organizaciones ofrecen, buscan y anuncian, y sus vínculos con otras.

post-title = Anuncios
post-lead = Lo que las organizaciones de clústeres ofrecen, buscan y anuncian. Cada anuncio es la palabra de la organización que lo firmó y se considera abierto hasta su último día, no más.
post-whose = Solo anuncios de { $organisation }
post-words = Palabras: lo que se ofrece o se busca
post-kind = Clase
post-state = Estado
post-state-current = Abiertos o próximos
post-state-any = Todos
post-on = Abiertos en un día
post-results = { $total ->
    [one] { $total } anuncio
   *[other] { $total } anuncios
}
post-results-part = { $total ->
    [one] { $first }–{ $last } de { $total } anuncio
   *[other] { $first }–{ $last } de { $total } anuncios
}
post-none = Ningún anuncio de este nodo cumple todo lo que se pidió.
post-none-open = Ninguno de sus anuncios está abierto ni es próximo.
post-all = { $count ->
    [one] El único anuncio, aunque haya terminado
   *[other] Los { $count } anuncios, también los terminados
}
post-ecosystem = Ecosistemas industriales
post-by = de { $organisation }
post-open = Abierto
post-upcoming = Próximo
post-ended = Terminado
post-withdrawn = Retirado
post-on-day = el { $day }
post-from-until = del { $from } al { $until }
post-from = desde el { $day }
post-until = hasta el { $day }
post-nameless = Anuncio sin título
post-said = Lo que dice
post-signed = { $organisation } firmó lo que aquí figura. Nadie más lo ha confirmado.
post-only-title = No dice más que su título.
post-dated = Publicado por primera vez el { $published }, modificado por última vez el { $changed }, según el reloj del autor.
post-whose-word = De quién es la palabra
post-others = Todos los anuncios de esta organización
post-json = El anuncio (JSON)
post-automerge = El anuncio (Automerge)
post-entries = Entradas firmadas (CBOR)
post-field-title = Título
post-field-from = Primer día
post-field-until = Último día
post-links = Cooperación y pertenencia
post-links-what = Lo que esta organización y otras dicen unas de otras. Cualquiera puede decirse socio; queda confirmado lo que dicen ambas.
post-links-shown = Aquí se muestran { $shown } de { $all }; la API los tiene todos.
post-link-cooperation = Coopera con { $organisation }
post-link-member-of = Es miembro de { $organisation }
post-link-has-member = Tiene a { $organisation } como miembro
post-link-confirmed = Confirmado: lo dicen ambas
post-link-ours = Solo lo dice esta organización
post-link-theirs = Solo lo dice la otra
post-link-to-come = Todavía no
post-link-over = Ya no
post-counts-what = Anuncios abiertos o próximos en ese día. Aquí cuentan las palabras, los lugares, los ecosistemas, las actividades económicas, las industrias emergentes, los ámbitos de especialización y las tecnologías pedidos, no los demás filtros.
post-counts-total = { $count ->
    [one] { $count } anuncio
   *[other] { $count } anuncios
}
post-counts-month = Primera publicación
post-counts-none = Ningún anuncio está abierto ni es próximo.
post-kind-offer = Oferta
post-kind-request = Solicitud
post-kind-event = Evento
post-kind-call = Convocatoria
post-kind-project = Proyecto
post-kind-practice = Buena práctica
post-kind-case = Caso de estudio
post-kind-course = Curso
post-kind-facility = Instalación
post-kind-mobility = Intercambio de personal
post-kind-mentoring = Mentoría
post-kind-talent = Puesto vacante
post-kind-tool = Herramienta
post-kind-policy = Medida de política pública
post-kind-other = Anuncio de otra clase
