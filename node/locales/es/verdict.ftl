# Lo que el protocolo dice de los sellos. El inglés está en protocol/data/sentences/verdict.ftl.

verdict-and = { $one }; { $other }

# Lo que se comprobó y es conforme.

verdict-log-holds = el registro de identidad del emisor es íntegro hasta la versión { $versions }
verdict-in-statement = cada entrada del sello figura en la declaración del { $stated }
verdict-one-register = el emisor lleva un solo registro, con un solo contenido
verdict-well-formed = una Verifiable Credential 2.0 y Open Badge 3.0 con la forma prevista para los sellos
verdict-proof-holds = su firma es correcta
verdict-signed = firmado por un dispositivo de { $issuer }, { $device }
verdict-signed-left = firmado por un dispositivo de { $issuer } que se ha retirado desde entonces, { $device }
verdict-signed-compromised = firmado por un dispositivo de { $issuer } cuya clave se ha visto comprometida desde entonces, { $device }
verdict-scheme = { $title } { $version } de { $owner }
verdict-is-anchor = { $issuer } es en sí un ancla de confianza para este programa
verdict-owns-scheme = { $party } es propietario del programa y ancla de confianza
verdict-may = { $party } puede { $action ->
    [assess] evaluar
    [decide] decidir
    [delegate] acreditar a otros
   *[issue] otorgar el sello
}, por acreditación de { $chain }, hasta el { $until }
verdict-chain = { $grantor }, a su vez acreditado por { $above }
verdict-for-everyone = el programa está abierto a todos los titulares
verdict-for-such = el programa se dirige a un titular así: { $holder }
verdict-heir-apart = el titular actual ni lo otorgó ni decidió sobre él
verdict-no-assessors = el programa no exige evaluadores identificados
verdict-assessed-by = evaluado por { $assessors }; de su identidad responde la palabra del emisor
verdict-renews = renueva, como permite el programa, un sello válido hasta el { $previous }
verdict-term = del { $from } al { $until }: es una vigencia prevista por el programa
verdict-presupposed = el titular tenía lo que el programa presupone
verdict-awarded = que se concedió el { $awarded } consta por la palabra del emisor; este publicó el sello el { $published }, con claves del { $keys }
verdict-kept-by = { $successor } lleva el sello en lugar del emisor
verdict-reduced = se rebajó al nivel «{ $level }»
verdict-transferred = transferido a { $holder } el { $since }
verdict-appeal-waits = un recurso está pendiente de decisión; hasta entonces, el acto sigue en vigor
verdict-today = a { $today }: { $state }
verdict-holds = ni suspendido ni terminado
verdict-holds-on = a { $day }, ni suspendido ni terminado
verdict-level-too = { $issuer } puede otorgar también ese nivel
verdict-heir-scope = la transferencia no dice si el programa se dirige a un titular como { $holder }
verdict-holder = { $holder } es su titular
verdict-within = el { $day } está entre el { $from } y el { $until }
verdict-lists-absent = las listas de estados del emisor no están entre las pruebas; valen sus actos
verdict-lists-silent = ninguna lista de estados habla de él
verdict-lists-agree = las listas de estados del emisor del { $day } concuerdan con sus actos
verdict-fresh = según la declaración del emisor del { $stated }
verdict-document = { $name } es el documento { $title } del sello
verdict-document-other = { $name } no es un documento en el que se base el sello

# Lo que se concluye.

verdict-valid = válido hasta el { $until }
verdict-conditional = válido hasta el { $until }, con esta condición: { $conditions }
verdict-not-yet = no válido antes del { $from }
verdict-expired = caducado: su último día fue el { $until }
verdict-expired-renewable = caducado: su último día fue el { $until }; puede renovarse hasta el { $renewable }
verdict-suspended = suspendido desde el { $since }: { $reason }
verdict-suspended-until = suspendido del { $since } al { $until }: { $reason }
verdict-ended = { $how ->
    [withdrawn] retirado
    [returned] devuelto
    [superseded] sustituido
    [corrected] corregido
   *[annulled] anulado
} desde el { $since }: { $reason }
verdict-not-entitled = el emisor no tiene derecho a otorgarlo: { $why }
verdict-other-holder = el titular del sello es { $name } ({ $holder }), y no aquel por quien se pregunta
verdict-stale = desactualizado: { $name } declaró sus sellos por última vez el { $stated }, más de { $limit ->
    [one] { $limit } día
   *[other] { $limit } días
} antes
verdict-unknown-scheme = el programa no se conoce

# Por qué un emisor no tiene derecho.

verdict-accreditation = la acreditación de { $grantor }: { $what }
verdict-not-then = la acreditación de { $grantor } vale del { $from } al { $until }, y el sello se concedió el { $awarded }
verdict-taken-back = la acreditación de { $grantor } está { $how ->
    [suspended] suspendida
    [withdrawn] retirada
    [returned] devuelta
    [superseded] sustituida
    [corrected] corregida
   *[annulled] anulada
} desde el { $since }, y el sello se concedió el { $awarded }
verdict-widened = { $grantor } transmitió más derechos de los que tiene: { $what }
verdict-outlasts = { $grantor } acreditó para un tiempo en el que no estaba acreditado a su vez
verdict-no-such-level = el programa no tiene ese nivel
verdict-renews-ended = el sello que renueva estaba { $how ->
    [withdrawn] retirado
    [returned] devuelto
    [superseded] sustituido
    [corrected] corregido
   *[annulled] anulado
} desde el { $since }
verdict-renews-other = el sello que renueva es de otro programa
verdict-earlier = sobre el sello que renueva o presupone: { $why }
verdict-presupposes = el programa presupone otro sello: { $what }
verdict-scope-action = no autoriza a { $action ->
    [assess] evaluar
    [decide] decidir
    [delegate] acreditar a otros
   *[issue] otorgar
}
verdict-scope-scheme = no vale para el programa { $scheme }
verdict-scope-level = no vale para el nivel «{ $level }»
verdict-scope-type = no vale para titulares del tipo «{ $type }»
verdict-scope-type-unstated = solo vale para algunos tipos de titulares, y el tipo no se indica
verdict-scope-every-type = no vale para todos los tipos de titulares
verdict-scope-region = no vale para la región { $region }
verdict-scope-region-unstated = solo vale para algunas regiones, y la región no se indica
verdict-scope-everywhere = no vale en todas partes
verdict-scope-depth = no puede delegarse tan lejos

# Firmas, huellas y rutas que no son correctas.

verdict-broken-log = el registro de identidad de una organización no es correcto
verdict-broken-entry = una entrada no es lo que firmó su dispositivo
verdict-broken-retired = una entrada se firmó con una clave que la organización ya había retirado
verdict-broken-credential = la credencial no es lo que firmó su emisor
verdict-broken-document = un documento no es aquel en el que se basa el sello
verdict-broken-accreditation = una acreditación no es lo que firmó quien la concedió
verdict-broken-replaced = una acreditación fue cambiada: no es la que nombra el sello
verdict-broken-list = una lista de estados entre las pruebas no es lo que firmó el emisor
verdict-broken-statement = las pruebas no encajan con la declaración del emisor

# Lo que no puede ser cierto a la vez.

verdict-two-contents = el emisor firmó dos contenidos distintos para este sello
verdict-two-registers = el emisor lleva dos registros: declaró dos cosas distintas sobre un mismo lugar
verdict-list-contradicts = la lista de estados del emisor y sus actos se contradicen

# Por qué no puede decirse.

verdict-lacks-log = falta entre las pruebas el registro de identidad de una organización
verdict-lacks-document = falta entre las pruebas un documento en el que se basa el veredicto
verdict-lacks-content = falta entre las pruebas el contenido de un documento
verdict-lacks-statement = falta entre las pruebas la declaración del emisor de hasta dónde se ha pronunciado
verdict-lacks-assessing = falta entre las pruebas una acreditación del organismo evaluador por el propietario del programa
verdict-lacks-deciding = falta entre las pruebas una acreditación del organismo que decide por el propietario del programa
verdict-lacks-issuing = falta entre las pruebas una acreditación del emisor por el propietario del programa
verdict-lacks-earlier = falta entre las pruebas un sello que este renueva o presupone
verdict-lacks-earlier-right = falta entre las pruebas una acreditación del emisor del sello que este renueva o presupone
verdict-disputed = la identidad de { $organisation } está en disputa, y ningún ancla fija una rama
verdict-pin-missing = el registro de identidad de { $organisation } no contiene la versión que fija el ancla
verdict-withheld = se omitieron actos del emisor en las pruebas; pregunte a otro nodo
verdict-from-the-future = la declaración del emisor lleva la fecha { $stated }, posterior a esta comprobación: revise el reloj
verdict-unknown-status = el sello tiene un estado que esta versión no conoce; use una más reciente
verdict-not-known-then = el sello se concedió el { $awarded }, y se pregunta por lo que se sabía antes
verdict-not-stated = el sello no indica lo que necesita una regla de su programa: { $what }
verdict-no-anchor = ninguna de sus anclas confía en el emisor ni en el propietario del programa; añada una con `hanse anchor add`

# Periodos que un programa no admite.

verdict-period-level = el programa no tiene el nivel { $level }
verdict-period-backwards = el sello terminaría el { $until }, antes de empezar el { $from }
verdict-period-decided = se decidió el { $decided }, antes de que la evaluación terminara el { $assessed }
verdict-period-months = un sello de este programa vale por meses enteros, del primer al último día, y este del { $from } al { $until }
verdict-period-unassessed = el sello empieza con su evaluación, y no se indica ningún día de evaluación
verdict-period-start = el sello empieza con su { $event ->
    [assessment] evaluación
   *[decision] decisión
}, del { $earliest } al { $latest }, y no el { $from }
verdict-period-gap = un sello renovado empieza el día siguiente al fin del anterior, el { $expected }, y no el { $from }
verdict-period-back = el sello empieza el { $from }, y puede empezar como mucho { $months ->
    [one] { $months } mes
   *[other] { $months } meses
} antes de su decisión, el { $earliest }
verdict-period-early = la renovación se decidió el { $decided }, y puede decidirse a partir del { $earliest }
verdict-period-late = la renovación se decidió el { $decided }, y podía decidirse hasta el { $latest }; después, solo como sello nuevo
verdict-period-trial = un sello a prueba no se renueva
verdict-period-long = el sello termina el { $until }, y puede terminar el { $latest } a más tardar
verdict-period-unscored = la puntuación determina la vigencia del sello; sin ella puede terminar el { $latest } a más tardar, y no el { $until }
verdict-period-band = ninguna puntuación de este programa da una vigencia de { $months ->
    [one] { $months } mes
   *[other] { $months } meses
}
verdict-period-unconditional = un sello de este nivel se concede con una condición, y debe decirlo
verdict-period-fixed = un sello de este nivel no puede prorrogarse
verdict-period-calendar = el sello terminaría después del año 2108

# Titulares y evaluadores que un programa no admite.

verdict-holder-type-unknown = el programa es para: { $allowed }; el tipo del titular no se conoce
verdict-holder-type = el programa es para: { $allowed }; el titular es del tipo { $found }
verdict-holder-region-unknown = el programa es para titulares de: { $territory }; la región del titular no se conoce
verdict-holder-region = el programa es para titulares de: { $territory }; el titular está en: { $found }
verdict-needs = hace falta { $needed }, y ningún sello del titular lo es
verdict-assessors-few = { $named ->
    [one] se nombra a { $named } evaluador
   *[other] se nombra a { $named } evaluadores
}, y el programa exige al menos { $needed }
verdict-assessors-twice = el evaluador { $assessor } se nombra dos veces
verdict-assessors-country = el evaluador { $assessor } viene de { $country }, que no es un país de la norma ISO 3166-1
verdict-assessors-foreign = { $named ->
    [one] { $named } evaluador viene
   *[other] { $named } evaluadores vienen
} de un país distinto de { $country }, y el programa exige al menos { $needed }
verdict-assessors-domestic = { $named ->
    [one] { $named } evaluador viene
   *[other] { $named } evaluadores vienen
} de { $country }, y el programa exige al menos { $needed }
verdict-assessors-home = el programa exige saber de dónde vienen los evaluadores, y el país del titular no se conoce
verdict-body-unknown = el programa exige un organismo evaluador independiente, y no se nombra ninguno
verdict-body-issuer = el organismo evaluador es el propio emisor
verdict-body-subject = el organismo evaluador es el propio titular
verdict-body-decided = quien evaluó también decidió
verdict-subject-decided = el titular decidió sobre su propio sello
verdict-subject-issued = el titular se otorgó el sello a sí mismo, y el programa no es una autodeclaración

# Lo que un emisor dijo después: lo que ha empezado y lo que está por venir.

verdict-act-suspended = suspendido desde el { $day }
verdict-act-suspended-ahead = suspendido a partir del { $day }
verdict-act-suspended-until = suspendido del { $day } al { $until }
verdict-act-reinstated = restablecido desde el { $day }
verdict-act-reinstated-ahead = restablecido a partir del { $day }
verdict-act-withdrawn = retirado desde el { $day }
verdict-act-withdrawn-ahead = retirado a partir del { $day }
verdict-act-returned = devuelto por su titular desde el { $day }
verdict-act-returned-ahead = devuelto por su titular a partir del { $day }
verdict-act-reduced = rebajado al nivel { $level } desde el { $day }
verdict-act-reduced-ahead = rebajado al nivel { $level } a partir del { $day }
verdict-act-superseded = sustituido por { $by } desde el { $day }
verdict-act-superseded-ahead = sustituido por { $by } a partir del { $day }
verdict-act-corrected = corregido por { $by } desde el { $day }
verdict-act-corrected-ahead = corregido por { $by } a partir del { $day }
verdict-act-annulled = anulado como si nunca se hubiera otorgado
verdict-act-transferred = transferido a { $to } ({ $id }) desde el { $day }
verdict-act-transferred-ahead = transferido a { $to } ({ $id }) a partir del { $day }
verdict-act-extended = prorrogado el { $day } hasta el { $until }
verdict-act-extended-ahead = prorrogado a partir del { $day } hasta el { $until }
verdict-act-condition-met = condición cumplida el { $day }
verdict-act-condition-met-ahead = condición cumplida a partir del { $day }
verdict-act-appealed = recurso contra el acto { $act } el { $day }
verdict-act-appeal-upheld = recurso contra el acto { $act } estimado el { $day } por { $panel }
verdict-act-appeal-rejected = recurso contra el acto { $act } desestimado el { $day } por { $panel }
verdict-act-appeal-remitted = recurso contra el acto { $act } devuelto para nueva decisión el { $day } por { $panel }
verdict-act-no-panel = una comisión no nombrada
verdict-act-taken-over = asumido por un sucesor del emisor el { $day }
verdict-act-taken-over-ahead = asumido por un sucesor del emisor a partir del { $day }
