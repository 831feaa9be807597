# La página de un sello, y los veredictos dondequiera que figuren.

label-kind = Sello
label-first-held = Primer titular: { $holder }
label-scheme = Programa: { $scheme }
label-verdict = Veredicto
label-judged = Juzgado a fecha de { $day }.
label-judged-on-statement = Juzgado a fecha de { $day }, según la declaración del emisor del { $stated }.
label-checks = Lo que se comprobó
label-no-checks = No se pudo comprobar nada.
label-passed = superado
label-failed = no superado
label-indeterminate = no se pudo averiguar
label-noted = a tener en cuenta
label-history = Lo que el emisor dijo después
label-no-history = Nada: no consta ninguna suspensión, retirada ni corrección.
label-undone = Anulado por un recurso: no cuenta ni contó nunca.
label-reason = Motivo: { $reason }
label-no-reason = No se dio ningún motivo.
label-act = por { $issuer }, consignado el { $day } como acto { $act }
label-act-successor = por { $issuer } o su sucesor { $successor }, consignado el { $day } como acto { $act }
label-replied = El titular respondió:
label-states = Lo que declara el sello
label-yourself = Juzgue usted mismo
label-another-day = El veredicto en otra fecha (UTC)
label-judge = Juzgar
label-badge = Mostrar este sello en otro lugar
label-badge-today = La imagen muestra lo que vale hoy, a juicio de este nodo.
label-badge-carries = Contiene la credencial: { $command } la lee del archivo guardado. En papel, el código lleva aquí:
label-badge-lines = Estas líneas muestran el sello en otra página, sin programa:
label-qr = Código QR de esta página
label-in-its-place = El sello que lo sustituye
label-credential = Credencial (JSON)
label-evidence = Pruebas (CBOR)

# Lo que se comprobó.

label-check-issuer = Emisor
label-check-evidence = Pruebas
label-check-conflict = Sin contradicción
label-check-format = Formato
label-check-proof = Firma
label-check-key = Clave en el otorgamiento
label-check-scheme = Programa
label-check-accreditation = Acreditación
label-check-scope = Alcance
label-check-independence = Independencia
label-check-term = Vigencia
label-check-prerequisite = Requisitos previos
label-check-time = Tiempo
label-check-successor = Sucesor
label-check-holder = Titular
label-check-appeal = Recurso
label-check-now = Estado desde entonces
label-check-later = Más adelante
label-check-status = Estado
label-check-period = Periodo
label-check-list = Lista de estados
label-check-freshness = Actualidad

# Veredictos.

label-valid = Válido hasta el { $day }
label-valid-ends-early = Válido hasta el { $day }, { $how ->
    [withdrawn] retirado
    [returned] devuelto
    [superseded] sustituido
    [corrected] corregido
   *[annulled] anulado
} a partir del { $from }
label-conditional = Válido con una condición, hasta el { $day }
label-conditional-ends-early = Válido con una condición, hasta el { $day }, { $how ->
    [withdrawn] retirado
    [returned] devuelto
    [superseded] sustituido
    [corrected] corregido
   *[annulled] anulado
} a partir del { $from }
label-not-yet = No válido antes del { $day }
label-expired = Caducado después del { $day }
label-expired-renewable = Caducado después del { $day }, renovable
label-suspended = Suspendido desde el { $day }
label-suspended-until = Suspendido del { $day } al { $until }
label-withdrawn = Retirado desde el { $day }
label-returned = Devuelto desde el { $day }
label-superseded = Sustituido desde el { $day }
label-corrected = Corregido desde el { $day }
label-annulled = Anulado desde el { $day }
label-other-holder = Lo posee otra organización
label-not-entitled = Emisor sin derecho a otorgarlo
label-bad-signature = Firma incorrecta
label-stale = Desactualizado: última declaración del { $day }
label-conflict = Contradicción
label-unknown-scheme = Programa desconocido
label-no-anchor = Indeterminado: sin ancla de confianza
label-disputed = Indeterminado: identidad en disputa
label-indeterminate-verdict = Indeterminado
label-condition = Condición: { $condition }
label-issuer-no-reason = El emisor no dio ningún motivo.
label-issuer-reason = Motivo del emisor: { $reason }
label-node-no-anchors = Este nodo no fija anclas de confianza, por lo que no dice si el emisor puede otorgar este sello.
label-no-fault = No es un defecto del sello: compruébelo con sus propias anclas.
label-no-anchor-trusts = Ninguna ancla de este nodo confía en el emisor ni en el propietario del programa.

# Lo que declara un sello.

label-fact-certificate = Certificado
label-fact-assessed = Evaluado
label-fact-assessed-days = del { $first } al { $last }
label-fact-assessors = Evaluadores
label-fact-assessed-by = Evaluado por
label-fact-decided-by = Decidido por
label-fact-condition = Condición
label-fact-file = SHA-256 de «{ $title }»
label-fact-level = Nivel en el otorgamiento
label-fact-first-day = Primer día
label-fact-last-day = Último día
label-fact-extended = Último día tras la prórroga
label-fact-holder = Titular, tal como figura en él
label-fact-holder-did = DID del titular
label-fact-issuer = Emisor, tal como figura en él
label-fact-issuer-did = DID del emisor
label-fact-scheme = Programa
label-fact-label = Sello
