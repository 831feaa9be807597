# Emisores y agencias, y sellos según su estado en una fecha.

issuer-title = Sellos otorgados por { $issuer }
issuer-kind = Emisor de sellos
issuer-labels = Sellos en una fecha
issuer-none = Este nodo no conoce ningún sello de este emisor en ese estado.
issuer-schemes = Conforme a estos programas
issuer-no-schemes = Conforme a ninguno.
issuer-count = { $count ->
    [one] { $count } sello
   *[other] { $count } sellos
}
issuer-rights = Su derecho a otorgar
issuer-no-rights = Este nodo no conoce ninguna acreditación de este emisor. El propietario de un programa no la necesita.
issuer-may = puede { $what }
issuer-may-until = puede { $what } hasta el { $day }
issuer-accredited-by = acreditado por { $by }
issuer-granted = A quién ha acreditado
issuer-day = A fecha de
issuer-judge = Juzgar
issuer-states = Estados
issuer-chosen = elegido, mostrar todos
issuer-judged = De { $all } sellos, aquí se han juzgado los { $judged } más recientes.
issuer-valid = válido
issuer-conditional = válido con una condición
issuer-not-yet = aún no válido
issuer-expired = caducado
issuer-expired-renewable = caducado, renovable
issuer-suspended = suspendido
issuer-withdrawn = retirado
issuer-not-entitled = emisor sin derecho a otorgarlo
issuer-bad-signature = firma incorrecta
issuer-subject-mismatch = lo posee otra organización
issuer-status-stale = estado desactualizado
issuer-conflict = contradicción
issuer-unknown-scheme = programa desconocido
issuer-indeterminate = indeterminado
issuer-agency-title = Fichas de { $agency }
issuer-agency-kind = Inscribe a otras organizaciones y responde por ellas
issuer-agency-total = { $listings } { $listings ->
    [one] ficha
   *[other] fichas
}; modificadas en los últimos seis meses: { $fresh } %.
issuer-agency-vouches = Responde por { $vouches } { $vouches ->
    [one] organización
   *[other] organizaciones
}; en este nodo: { $carried }.
issuer-agency-listings = Sus fichas
issuer-agency-nobody = No inscribe a nadie.
issuer-agency-all = Las { $count }, firmadas (JSON)
issuer-agency-vouches-for = Por quién responde
issuer-agency-vouches-none = Por nadie.
issuer-agency-vouched-none = Nadie.
issuer-agency-since = desde el { $day }
issuer-agency-since-as = desde el { $day }, como agencia
issuer-agency-not-held = Este nodo no tiene nada de ella.
issuer-agency-nodes = Nodos que dice que gestiona
issuer-agency-no-nodes = Ninguno.
issuer-agency-where = Dónde están
