# Portales: a quiénes agrupan las organizaciones, y firman.

portal-kind = Portal
portal-all-portals = Portales
portal-about = { $title }, un portal: { $organisations } con perfil propio, { $listings } inscritas por agencias.
portal-kept-by = Firmado por { $keeper } desde el { $day }
portal-changed = última modificación: { $day }
portal-word = Quien mantiene un portal responde de la selección y de nada más. No es un sello, y quienes figuran en él pueden no haberlo pedido.
portal-narrow = Acotar en la búsqueda
portal-whom = Quién forma parte
portal-rule = Todas las que cumplen cada una de estas condiciones; de varios valores basta uno.
portal-no-rule = Por su nombre: { $members ->
    [one] { $members } organización o ficha.
   *[other] { $members } organizaciones o fichas.
}
portal-and-members = Además, por su nombre: { $members ->
    [one] { $members } organización o ficha.
   *[other] { $members } organizaciones o fichas.
}
portal-exceptions = Excluidas por su nombre: { $exceptions ->
    [one] { $exceptions } organización o ficha.
   *[other] { $exceptions } organizaciones o fichas.
}
portal-words = Palabras buscadas
portal-gathers = A quiénes agrupa
portal-what = Un portal agrupa las organizaciones de una macrorregión, un tema o un programa. Lo firma la organización que lo mantiene, y cada nodo muestra el mismo.
portal-none = En este nodo todavía nadie mantiene un portal. Esta orden crea uno:
portal-count = { $portals ->
    [one] { $portals } portal
   *[other] { $portals } portales
}
portal-gathered = { $count ->
    [one] { $count } organización o ficha
   *[other] { $count } organizaciones y fichas
}
portal-kept = Portales que mantiene
portal-of-them = { $portals ->
    [one] Un portal las agrupa
   *[other] { $portals } portales las agrupan
}
portal-json = El portal (JSON)
portal-keeper-ended = La organización que firmó este portal ha puesto fin a su identidad.
portal-not-understood = Este nodo no entiende una parte de la regla ({ $fields }). Por eso la regla no encuentra a nadie aquí; quizá la entienda una versión más reciente del programa.
