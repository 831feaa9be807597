# Portali: chi le organizzazioni raggruppano, e firmano.

portal-kind = Portale
portal-all-portals = Portali
portal-about = { $title }, un portale: { $organisations } con un profilo proprio, { $listings } iscritte da agenzie.
portal-kept-by = Firmato da { $keeper } dal { $day }
portal-changed = ultima modifica: { $day }
portal-word = Chi tiene un portale risponde della scelta e di nient’altro. Non è un marchio, e chi vi compare può non averlo chiesto.
portal-narrow = Restringi nella ricerca
portal-whom = Chi ne fa parte
portal-rule = Tutte quelle che soddisfano ciascuna di queste condizioni; tra più valori ne basta uno.
portal-no-rule = Per nome: { $members ->
    [one] { $members } organizzazione o scheda.
   *[other] { $members } organizzazioni o schede.
}
portal-and-members = Inoltre, per nome: { $members ->
    [one] { $members } organizzazione o scheda.
   *[other] { $members } organizzazioni o schede.
}
portal-exceptions = Escluse per nome: { $exceptions ->
    [one] { $exceptions } organizzazione o scheda.
   *[other] { $exceptions } organizzazioni o schede.
}
portal-words = Parole cercate
portal-gathers = Chi raggruppa
portal-what = Un portale raggruppa le organizzazioni di una macroregione, di un tema o di un programma. Lo firma l’organizzazione che lo tiene, e ogni nodo mostra lo stesso.
portal-none = Su questo nodo nessuno tiene ancora un portale. Questo comando ne crea uno:
portal-count = { $portals ->
    [one] { $portals } portale
   *[other] { $portals } portali
}
portal-gathered = { $count ->
    [one] { $count } organizzazione o scheda
   *[other] { $count } organizzazioni e schede
}
portal-kept = Portali che tiene
portal-of-them = { $portals ->
    [one] Un portale le raggruppa
   *[other] { $portals } portali le raggruppano
}
portal-json = Il portale (JSON)
portal-keeper-ended = L’organizzazione che ha firmato questo portale ha posto fine alla propria identità.
portal-not-understood = Questo nodo non comprende una parte della regola ({ $fields }). Perciò qui la regola non trova nessuno; una versione più recente del programma potrebbe comprenderla.
