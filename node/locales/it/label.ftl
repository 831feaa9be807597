# La pagina di un marchio, e i verdetti ovunque figurino.

label-kind = Marchio
label-first-held = Primo titolare: { $holder }
label-scheme = Programma: { $scheme }
label-verdict = Verdetto
label-judged = Giudicato alla data: { $day }.
label-judged-on-statement = Giudicato alla data: { $day }, in base alla dichiarazione dell’emittente in data { $stated }.
label-checks = Che cosa è stato verificato
label-no-checks = Non è stato possibile verificare nulla.
label-passed = superato
label-failed = non superato
label-indeterminate = non accertabile
label-noted = da notare
label-history = Che cosa ha detto poi l’emittente
label-no-history = Nulla: non risultano sospensioni, revoche o correzioni.
label-undone = Annullato in seguito a ricorso: non conta e non ha mai contato.
label-reason = Motivo: { $reason }
label-no-reason = Non è stato indicato alcun motivo.
label-act = da { $issuer }, registrato in data { $day } come atto { $act }
label-act-successor = da { $issuer } o dal suo successore { $successor }, registrato in data { $day } come atto { $act }
label-replied = Il titolare ha risposto:
label-states = Che cosa attesta il marchio
label-yourself = Giudicate voi stessi
label-another-day = Il verdetto a un’altra data (UTC)
label-judge = Giudica
label-badge = Mostrare questo marchio altrove
label-badge-today = L’immagine mostra ciò che vale oggi, a giudizio di questo nodo.
label-badge-carries = Contiene l’attestato: { $command } lo legge dal file salvato. Su carta il codice porta qui:
label-badge-lines = Queste righe mostrano il marchio in un’altra pagina, senza script:
label-qr = Codice QR di questa pagina
label-in-its-place = Il marchio che lo sostituisce
label-credential = Attestato (JSON)
label-evidence = Prove (CBOR)

# Che cosa è stato verificato.

label-check-issuer = Emittente
label-check-evidence = Prove
label-check-conflict = Assenza di contraddizioni
label-check-format = Formato
label-check-proof = Firma
label-check-key = Chiave al rilascio
label-check-scheme = Programma
label-check-accreditation = Accreditamento
label-check-scope = Ambito
label-check-independence = Indipendenza
label-check-term = Durata
label-check-prerequisite = Requisiti preliminari
label-check-time = Tempo
label-check-successor = Successore
label-check-holder = Titolare
label-check-appeal = Ricorso
label-check-now = Stato da allora
label-check-later = In seguito
label-check-status = Stato
label-check-period = Periodo
label-check-list = Elenco degli stati
label-check-freshness = Attualità

# Verdetti.

label-valid = Valido fino al giorno { $day }
label-valid-ends-early = Valido fino al giorno { $day }, { $how ->
    [withdrawn] revocato
    [returned] restituito
    [superseded] sostituito
    [corrected] corretto
   *[annulled] annullato
} dal giorno { $from }
label-conditional = Valido a una condizione, fino al giorno { $day }
label-conditional-ends-early = Valido a una condizione, fino al giorno { $day }, { $how ->
    [withdrawn] revocato
    [returned] restituito
    [superseded] sostituito
    [corrected] corretto
   *[annulled] annullato
} dal giorno { $from }
label-not-yet = Non valido prima del giorno { $day }
label-expired = Scaduto dopo il giorno { $day }
label-expired-renewable = Scaduto dopo il giorno { $day }, rinnovabile
label-suspended = Sospeso dal giorno { $day }
label-suspended-until = Sospeso dal giorno { $day } al giorno { $until }
label-withdrawn = Revocato dal giorno { $day }
label-returned = Restituito dal giorno { $day }
label-superseded = Sostituito dal giorno { $day }
label-corrected = Corretto dal giorno { $day }
label-annulled = Annullato dal giorno { $day }
label-other-holder = Un’altra organizzazione ne è titolare
label-not-entitled = Emittente non legittimato
label-bad-signature = Firma errata
label-stale = Non aggiornato: ultima dichiarazione in data { $day }
label-conflict = Contraddizione
label-unknown-scheme = Programma sconosciuto
label-no-anchor = Indeterminato: nessuna ancora di fiducia
label-disputed = Indeterminato: identità contestata
label-indeterminate-verdict = Indeterminato
label-condition = Condizione: { $condition }
label-issuer-no-reason = L’emittente non ha indicato alcun motivo.
label-issuer-reason = Motivo dell’emittente: { $reason }
label-node-no-anchors = Questo nodo non fissa ancore di fiducia e quindi non dice se l’emittente possa rilasciare questo marchio.
label-no-fault = Non è un difetto del marchio: verificatelo con le vostre ancore.
label-no-anchor-trusts = Nessuna ancora di questo nodo si fida dell’emittente o del proprietario del programma.

# Che cosa attesta un marchio.

label-fact-certificate = Certificato
label-fact-assessed = Valutato
label-fact-assessed-days = dal giorno { $first } al giorno { $last }
label-fact-assessors = Valutatori
label-fact-assessed-by = Valutato da
label-fact-decided-by = Deciso da
label-fact-condition = Condizione
label-fact-file = SHA-256 di «{ $title }»
label-fact-level = Livello al rilascio
label-fact-first-day = Primo giorno
label-fact-last-day = Ultimo giorno
label-fact-extended = Ultimo giorno dopo la proroga
label-fact-holder = Titolare, come vi è nominato
label-fact-holder-did = DID del titolare
label-fact-issuer = Emittente, come vi è nominato
label-fact-issuer-did = DID dell’emittente
label-fact-scheme = Programma
label-fact-label = Marchio
