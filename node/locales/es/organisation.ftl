# La página de una organización.

organisation-nameless = Organización sin nombre
organisation-glance = De un vistazo
organisation-share = { $part } de { $all }
organisation-glance-parts = { $share } partes del perfil
organisation-glance-parts-whose = con sus propias palabras
organisation-glance-listings = { $count ->
    [one] { $count } ficha
   *[other] { $count } fichas
}
organisation-glance-listings-which = con su sitio web
organisation-glance-vouches = { $count ->
    [one] { $count } aval
   *[other] { $count } avales
}
organisation-glance-vouches-what = de que existe
organisation-glance-no-labels = { $count } sellos
organisation-glance-labels = { $share } { $all ->
    [one] sello válido
   *[other] sellos válidos
}
organisation-glance-labels-whose = a juicio de este nodo
organisation-glance-issued = { $count ->
    [one] { $count } sello otorgado
   *[other] { $count } sellos otorgados
}
organisation-glance-issued-whom = a otros
organisation-own = Con sus propias palabras
organisation-own-signed = La organización firmó lo que figura aquí. Nadie más lo ha confirmado.
organisation-complete = Partes del perfil estándar cumplimentadas: { $given } de { $of }
organisation-readable = Idiomas disponibles: { $languages }.
organisation-changed = Último cambio: { $day }.
organisation-no-profile = Todavía no ha publicado un perfil.
organisation-labels = Sellos que posee
organisation-no-labels = Este nodo no conoce ningún sello que se le haya otorgado.
organisation-vouched = Quién responde por ella
organisation-no-vouches = Nadie responde de que esta organización exista.
organisation-vouches-say = Dicen que existe; un aval no dice nada de su calidad.
organisation-vouch-current = desde el { $day }, vio la versión { $version } de la identidad, la actual
organisation-vouch-earlier = desde el { $day }, vio la versión { $version } de la identidad; ahora va por la { $current }
organisation-vouch-not-in-log = la versión vista no está en el registro tal como lo tiene este nodo
organisation-vouch-no-version = no indica la versión vista
organisation-listed = Quién la inscribe
organisation-no-listings = Ninguna ficha de una agencia indica el sitio web de esta organización.
organisation-listings-say = Estas fichas indican el mismo sitio web. Solo la agencia puede decir si se refieren a esta organización.
organisation-listed-by = Inscrita por { $agency }
organisation-listed-as = como
organisation-schemes = Programas de sellos que le pertenecen
organisation-issued = Sellos que ha otorgado
organisation-identity = Identidad: para quienes comprueban
organisation-host = Servidor de su registro
organisation-version = Versión de la identidad
organisation-version-of = del { $time }
organisation-devices = Dispositivos
organisation-devices-speak = { $devices ->
    [one] { $devices } puede hablar por ella
   *[other] { $devices } pueden hablar por ella
}
organisation-devices-retired = { $devices ->
    [one] { $devices } puede hablar por ella
   *[other] { $devices } pueden hablar por ella
}, { $retired } fuera de uso
organisation-disputed = Esta identidad está en disputa: su registro continúa de { $branches } maneras, cada una firmada con una clave de la organización. Lo que se dijo solo en una de ellas no cuenta, y sus sellos son indeterminados para quien no ha fijado ninguna.
organisation-deactivated = Esta identidad se desactivó el { $day }: la organización no dice nada nuevo con ella.
organisation-log = Registro de la identidad (did.jsonl)
organisation-profile-json = Perfil (JSON)
organisation-profile-automerge = Perfil (Automerge)
organisation-profile-entries = Perfil, entradas firmadas (CBOR)
organisation-items = Todo lo que firmó (CBOR)
organisation-changes = Sus últimos cambios (Atom)
