# Che cosa dice il protocollo dei marchi. L’inglese si trova in protocol/data/sentences/verdict.ftl.

verdict-and = { $one }; { $other }

# Che cosa è stato verificato e risulta in regola.

verdict-log-holds = il registro dell’identità dell’emittente è integro fino alla versione { $versions }
verdict-in-statement = ogni voce del marchio è compresa nella dichiarazione in data { $stated }
verdict-one-register = l’emittente tiene un solo registro, con un solo contenuto
verdict-well-formed = un Verifiable Credential 2.0 e Open Badge 3.0 nella forma prevista per i marchi
verdict-proof-holds = la firma è valida
verdict-signed = firmato da un dispositivo di { $issuer }, { $device }
verdict-signed-left = firmato da un dispositivo di { $issuer }, nel frattempo ritirato, { $device }
verdict-signed-compromised = firmato da un dispositivo di { $issuer } la cui chiave è stata nel frattempo compromessa, { $device }
verdict-scheme = { $title } { $version } di { $owner }
verdict-is-anchor = { $issuer } è un’ancora di fiducia per questo programma
verdict-owns-scheme = { $party } è proprietario del programma e ancora di fiducia
verdict-may = { $party } può { $action ->
    [assess] valutare
    [decide] decidere
    [delegate] accreditare altri
   *[issue] rilasciare il marchio
}, per accreditamento di { $chain }, fino al giorno { $until }
verdict-chain = { $grantor }, a sua volta accreditato da { $above }
verdict-for-everyone = il programma è aperto a ogni titolare
verdict-for-such = il programma è destinato a un titolare di questo tipo: { $holder }
verdict-heir-apart = l’attuale titolare non l’ha rilasciato né ha deciso su di esso
verdict-no-assessors = il programma non richiede valutatori indicati per nome
verdict-assessed-by = valutato da { $assessors }; per la loro identità vale la parola dell’emittente
verdict-renews = rinnova, come il programma consente, un marchio valido fino al giorno { $previous }
verdict-term = dal giorno { $from } al giorno { $until }: è una durata prevista dal programma
verdict-presupposed = il titolare aveva ciò che il programma presuppone
verdict-awarded = che sia stato conferito in data { $awarded } lo attesta la parola dell’emittente; questi ha pubblicato il marchio in data { $published }, con chiavi in data { $keys }
verdict-kept-by = { $successor } tiene il marchio al posto dell’emittente
verdict-reduced = è stato ridotto al livello «{ $level }»
verdict-transferred = trasferito a { $holder } dal giorno { $since }
verdict-appeal-waits = un ricorso attende la decisione; fino ad allora l’atto resta in vigore
verdict-today = alla data { $today }: { $state }
verdict-holds = né sospeso né terminato
verdict-holds-on = né sospeso né terminato alla data: { $day }
verdict-level-too = { $issuer } può rilasciare anche questo livello
verdict-heir-scope = il trasferimento non dice se il programma è destinato a un titolare come { $holder }
verdict-holder = { $holder } ne è titolare
verdict-within = { $day }: compreso tra { $from } e { $until }
verdict-lists-absent = gli elenchi degli stati dell’emittente non sono tra le prove; valgono i suoi atti
verdict-lists-silent = nessun elenco degli stati ne parla
verdict-lists-agree = gli elenchi degli stati dell’emittente in data { $day } concordano con i suoi atti
verdict-fresh = in base alla dichiarazione dell’emittente in data { $stated }
verdict-document = { $name } è il documento { $title } del marchio
verdict-document-other = { $name } non è un documento su cui il marchio si basa

# Che cosa se ne conclude.

verdict-valid = valido fino al giorno { $until }
verdict-conditional = valido fino al giorno { $until }, a questa condizione: { $conditions }
verdict-not-yet = non valido prima del giorno { $from }
verdict-expired = scaduto: l’ultimo giorno era { $until }
verdict-expired-renewable = scaduto: l’ultimo giorno era { $until }; può essere rinnovato fino al giorno { $renewable }
verdict-suspended = sospeso dal giorno { $since }: { $reason }
verdict-suspended-until = sospeso dal giorno { $since } al giorno { $until }: { $reason }
verdict-ended = { $how ->
    [withdrawn] revocato
    [returned] restituito
    [superseded] sostituito
    [corrected] corretto
   *[annulled] annullato
} dal giorno { $since }: { $reason }
verdict-not-entitled = l’emittente non è legittimato: { $why }
verdict-other-holder = il titolare del marchio è { $name } ({ $holder }), e non quello indicato nella domanda
verdict-stale = non aggiornato: { $name } ha dichiarato per l’ultima volta i suoi marchi in data { $stated }, oltre { $limit ->
    [one] { $limit } giorno
   *[other] { $limit } giorni
} prima
verdict-unknown-scheme = il programma non è noto

# Perché un emittente non è legittimato.

verdict-accreditation = l’accreditamento da parte di { $grantor }: { $what }
verdict-not-then = l’accreditamento da parte di { $grantor } vale dal giorno { $from } al giorno { $until }, e il marchio è stato conferito in data { $awarded }
verdict-taken-back = l’accreditamento da parte di { $grantor } è { $how ->
    [suspended] sospeso
    [withdrawn] revocato
    [returned] restituito
    [superseded] sostituito
    [corrected] corretto
   *[annulled] annullato
} dal giorno { $since }, e il marchio è stato conferito in data { $awarded }
verdict-widened = { $grantor } ha trasmesso più diritti di quanti ne abbia: { $what }
verdict-outlasts = { $grantor } ha accreditato per un periodo in cui non era a sua volta accreditato
verdict-no-such-level = il programma non ha un tale livello
verdict-renews-ended = il marchio che rinnova era { $how ->
    [withdrawn] revocato
    [returned] restituito
    [superseded] sostituito
    [corrected] corretto
   *[annulled] annullato
} dal giorno { $since }
verdict-renews-other = il marchio che rinnova è di un altro programma
verdict-earlier = sul marchio che rinnova o presuppone: { $why }
verdict-presupposes = il programma presuppone un altro marchio: { $what }
verdict-scope-action = non autorizza a { $action ->
    [assess] valutare
    [decide] decidere
    [delegate] accreditare altri
   *[issue] rilasciare
}
verdict-scope-scheme = non vale per il programma { $scheme }
verdict-scope-level = non vale per il livello «{ $level }»
verdict-scope-type = non vale per titolari del tipo «{ $type }»
verdict-scope-type-unstated = vale solo per alcuni tipi di titolari, e il tipo non è indicato
verdict-scope-every-type = non vale per tutti i tipi di titolari
verdict-scope-region = non vale per la regione { $region }
verdict-scope-region-unstated = vale solo per alcune regioni, e la regione non è indicata
verdict-scope-everywhere = non vale ovunque
verdict-scope-depth = non può essere delegato così oltre

# Firme, impronte e percorsi che non sono corretti.

verdict-broken-log = il registro dell’identità di un’organizzazione non è corretto
verdict-broken-entry = una voce non è ciò che il suo dispositivo ha firmato
verdict-broken-retired = una voce è stata firmata con una chiave che l’organizzazione aveva già ritirato
verdict-broken-credential = l’attestato non è ciò che il suo emittente ha firmato
verdict-broken-document = un documento non è quello su cui il marchio si basa
verdict-broken-accreditation = un accreditamento non è ciò che ha firmato chi l’ha concesso
verdict-broken-replaced = un accreditamento è stato scambiato: non è quello che il marchio indica
verdict-broken-list = un elenco degli stati tra le prove non è ciò che l’emittente ha firmato
verdict-broken-statement = le prove non corrispondono alla dichiarazione dell’emittente

# Che cosa non può essere vero insieme.

verdict-two-contents = l’emittente ha firmato due contenuti diversi per questo marchio
verdict-two-registers = l’emittente tiene due registri: ha dichiarato due cose diverse per lo stesso posto
verdict-list-contradicts = l’elenco degli stati dell’emittente e i suoi atti si contraddicono

# Perché non si può dire.

verdict-lacks-log = tra le prove manca il registro dell’identità di un’organizzazione
verdict-lacks-document = tra le prove manca un documento su cui il verdetto si basa
verdict-lacks-content = tra le prove manca il contenuto di un documento
verdict-lacks-statement = tra le prove manca la dichiarazione dell’emittente su fin dove si è espresso
verdict-lacks-assessing = tra le prove manca un accreditamento dell’organismo di valutazione da parte del proprietario del programma
verdict-lacks-deciding = tra le prove manca un accreditamento dell’organismo che decide da parte del proprietario del programma
verdict-lacks-issuing = tra le prove manca un accreditamento dell’emittente da parte del proprietario del programma
verdict-lacks-earlier = tra le prove manca un marchio che questo rinnova o presuppone
verdict-lacks-earlier-right = tra le prove manca un accreditamento dell’emittente del marchio che questo rinnova o presuppone
verdict-disputed = l’identità di { $organisation } è contestata, e nessuna ancora ne fissa un ramo
verdict-pin-missing = il registro dell’identità di { $organisation } non contiene la versione fissata dall’ancora
verdict-withheld = alcuni atti dell’emittente sono stati omessi dalle prove; chiedete a un altro nodo
verdict-from-the-future = la dichiarazione dell’emittente reca la data { $stated }, successiva a questa verifica: controllate l’orologio
verdict-unknown-status = il marchio ha uno stato che questa versione non conosce; usatene una più recente
verdict-not-known-then = il marchio è stato conferito in data { $awarded }, e la domanda riguarda ciò che era noto prima
verdict-not-stated = il marchio non indica ciò che una regola del suo programma richiede: { $what }
verdict-no-anchor = nessuna delle vostre ancore si fida dell’emittente o del proprietario del programma; aggiungetene una con `hanse anchor add`

# Periodi che un programma non ammette.

verdict-period-level = il programma non ha il livello { $level }
verdict-period-backwards = il marchio finirebbe in data { $until }, prima di cominciare in data { $from }
verdict-period-decided = la decisione è in data { $decided }, prima della fine della valutazione in data { $assessed }
verdict-period-months = un marchio di questo programma vale per mesi interi, dal primo all’ultimo giorno, e questo dal giorno { $from } al giorno { $until }
verdict-period-unassessed = il marchio comincia con la valutazione, e non è indicato alcun giorno di valutazione
verdict-period-start = il marchio comincia con la { $event ->
    [assessment] valutazione
   *[decision] decisione
}, dal giorno { $earliest } al giorno { $latest }, e non in data { $from }
verdict-period-gap = un marchio rinnovato comincia il giorno dopo la fine del precedente, { $expected }, e non in data { $from }
verdict-period-back = il marchio comincia in data { $from }, e può cominciare al massimo { $months ->
    [one] { $months } mese
   *[other] { $months } mesi
} prima della decisione, in data { $earliest }
verdict-period-early = il rinnovo è stato deciso in data { $decided }, e può essere deciso dal giorno { $earliest }
verdict-period-late = il rinnovo è stato deciso in data { $decided }, e poteva essere deciso fino al giorno { $latest }; in seguito solo come nuovo marchio
verdict-period-trial = un marchio di prova non si rinnova
verdict-period-long = il marchio finisce in data { $until }, e può finire al più tardi in data { $latest }
verdict-period-unscored = il punteggio determina la durata del marchio; senza di esso può finire al più tardi in data { $latest }, e non in data { $until }
verdict-period-band = nessun punteggio di questo programma dà una durata di { $months ->
    [one] { $months } mese
   *[other] { $months } mesi
}
verdict-period-unconditional = un marchio di questo livello è concesso a una condizione, e deve dirlo
verdict-period-fixed = un marchio di questo livello non può essere prorogato
verdict-period-calendar = il marchio finirebbe dopo l’anno 2108

# Titolari e valutatori che un programma non ammette.

verdict-holder-type-unknown = il programma è per: { $allowed }; il tipo del titolare non è noto
verdict-holder-type = il programma è per: { $allowed }; il titolare è del tipo { $found }
verdict-holder-region-unknown = il programma è per titolari in: { $territory }; la regione del titolare non è nota
verdict-holder-region = il programma è per titolari in: { $territory }; il titolare è in: { $found }
verdict-needs = occorre { $needed }, e nessun marchio del titolare vi corrisponde
verdict-assessors-few = { $named ->
    [one] { $named } valutatore è indicato
   *[other] { $named } valutatori sono indicati
}, e il programma ne richiede almeno { $needed }
verdict-assessors-twice = il valutatore { $assessor } è indicato due volte
verdict-assessors-country = il valutatore { $assessor } viene da { $country }, che non è un paese della norma ISO 3166-1
verdict-assessors-foreign = { $named ->
    [one] { $named } valutatore viene
   *[other] { $named } valutatori vengono
} da un paese diverso da { $country }, e il programma ne richiede almeno { $needed }
verdict-assessors-domestic = { $named ->
    [one] { $named } valutatore viene
   *[other] { $named } valutatori vengono
} da { $country }, e il programma ne richiede almeno { $needed }
verdict-assessors-home = il programma chiede da dove vengano i valutatori, e il paese del titolare non è noto
verdict-body-unknown = il programma richiede un organismo di valutazione indipendente, e nessuno è indicato
verdict-body-issuer = l’organismo di valutazione è l’emittente stesso
verdict-body-subject = l’organismo di valutazione è il titolare stesso
verdict-body-decided = chi ha valutato ha anche deciso
verdict-subject-decided = il titolare ha deciso sul proprio marchio
verdict-subject-issued = il titolare si è rilasciato il marchio da sé, e il programma non è un’autodichiarazione

# Che cosa ha detto poi un emittente: ciò che è iniziato e ciò che deve venire.

verdict-act-suspended = sospeso dal giorno { $day }
verdict-act-suspended-ahead = sarà sospeso dal giorno { $day }
verdict-act-suspended-until = sospeso dal giorno { $day } al giorno { $until }
verdict-act-reinstated = ripristinato dal giorno { $day }
verdict-act-reinstated-ahead = sarà ripristinato dal giorno { $day }
verdict-act-withdrawn = revocato dal giorno { $day }
verdict-act-withdrawn-ahead = sarà revocato dal giorno { $day }
verdict-act-returned = restituito dal titolare dal giorno { $day }
verdict-act-returned-ahead = sarà restituito dal titolare dal giorno { $day }
verdict-act-reduced = ridotto al livello { $level } dal giorno { $day }
verdict-act-reduced-ahead = sarà ridotto al livello { $level } dal giorno { $day }
verdict-act-superseded = sostituito da { $by } dal giorno { $day }
verdict-act-superseded-ahead = sarà sostituito da { $by } dal giorno { $day }
verdict-act-corrected = corretto da { $by } dal giorno { $day }
verdict-act-corrected-ahead = sarà corretto da { $by } dal giorno { $day }
verdict-act-annulled = annullato come se non fosse mai stato rilasciato
verdict-act-transferred = trasferito a { $to } ({ $id }) dal giorno { $day }
verdict-act-transferred-ahead = sarà trasferito a { $to } ({ $id }) dal giorno { $day }
verdict-act-extended = prorogato in data { $day } fino al giorno { $until }
verdict-act-extended-ahead = sarà prorogato in data { $day } fino al giorno { $until }
verdict-act-condition-met = condizione soddisfatta in data { $day }
verdict-act-condition-met-ahead = condizione soddisfatta dal giorno { $day }
verdict-act-appealed = ricorso contro l’atto { $act } in data { $day }
verdict-act-appeal-upheld = ricorso contro l’atto { $act } accolto in data { $day } da { $panel }
verdict-act-appeal-rejected = ricorso contro l’atto { $act } respinto in data { $day } da { $panel }
verdict-act-appeal-remitted = ricorso contro l’atto { $act } rinviato per una nuova decisione in data { $day } da { $panel }
verdict-act-no-panel = una commissione non nominata
verdict-act-taken-over = assunto da un successore dell’emittente in data { $day }
verdict-act-taken-over-ahead = sarà assunto da un successore dell’emittente in data { $day }
