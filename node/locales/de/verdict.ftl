# Was das Protokoll über Labels sagt. Das Englische steht in protocol/data/sentences/verdict.ftl.

verdict-and = { $one }; { $other }

# Was geprüft wurde und stimmt.

verdict-log-holds = das Protokoll des Ausstellers ist bis Version { $versions } lückenlos und gültig signiert
verdict-in-statement = jeder Eintrag des Labels ist von der Aussage vom { $stated } erfasst
verdict-one-register = der Aussteller führt ein einziges Register mit einem einzigen Inhalt
verdict-well-formed = ein Verifiable Credential 2.0 und Open Badge 3.0 in der Form, die Labels haben
verdict-proof-holds = die Signatur ist gültig
verdict-signed = signiert von einem Gerät von { $issuer }, { $device }
verdict-signed-left = signiert von einem inzwischen ausgeschiedenen Gerät von { $issuer }, { $device }
verdict-signed-compromised = signiert von einem Gerät von { $issuer }, dessen Schlüssel inzwischen kompromittiert wurde, { $device }
verdict-scheme = { $title } { $version } von { $owner }
verdict-is-anchor = { $issuer } ist für dieses Programm selbst ein Vertrauensanker
verdict-owns-scheme = { $party } ist Träger des Programms und ein Vertrauensanker
verdict-may = { $party } darf { $action ->
    [assess] begutachten
    [decide] entscheiden
    [delegate] andere akkreditieren
   *[issue] ausstellen
}, akkreditiert von { $chain }, bis { $until }
verdict-chain = { $grantor }, akkreditiert von { $above }
verdict-for-everyone = das Programm steht allen offen
verdict-for-such = das Programm ist für solche Inhaberinnen gedacht: { $holder }
verdict-heir-apart = wer es jetzt hält, hat es weder ausgestellt noch darüber entschieden
verdict-no-assessors = das Programm verlangt keine namentlich genannten Gutachter
verdict-assessed-by = begutachtet von { $assessors }; wer sie sind, sagt allein der Aussteller
verdict-renews = es erneuert, wie es das Programm erlaubt, ein Label, das bis { $previous } galt
verdict-term = die Zeit vom { $from } bis { $until } ist eine Laufzeit, die das Programm vorsieht
verdict-presupposed = die Inhaberin hatte, was das Programm voraussetzt
verdict-awarded = dass es am { $awarded } vergeben wurde, sagt allein der Aussteller; veröffentlicht hat er das Label am { $published }, mit Schlüsseln vom { $keys }
verdict-kept-by = { $successor } führt das Label anstelle des Ausstellers
verdict-reduced = es wurde auf „{ $level }“ herabgesetzt
verdict-transferred = am { $since } auf { $holder } übertragen
verdict-appeal-waits = über einen Einspruch ist noch nicht entschieden; bis dahin bleibt der Akt in Kraft
verdict-today = am { $today }: { $state }
verdict-holds = weder ausgesetzt noch beendet
verdict-holds-on = am { $day } weder ausgesetzt noch beendet
verdict-level-too = { $issuer } darf auch diese Stufe ausstellen
verdict-heir-scope = ob das Programm für { $holder } gedacht ist, geht aus der Übertragung nicht hervor
verdict-holder = { $holder } hält es
verdict-within = der { $day } liegt zwischen dem { $from } und dem { $until }
verdict-lists-absent = die Statuslisten des Ausstellers liegen nicht bei; es zählen seine Akte
verdict-lists-silent = keine Statusliste sagt etwas darüber
verdict-lists-agree = die Statuslisten des Ausstellers vom { $day } stimmen mit seinen Akten überein
verdict-fresh = nach der Aussage des Ausstellers vom { $stated }
verdict-document = { $name } ist das Dokument { $title } des Labels
verdict-document-other = { $name } ist kein Dokument, auf dem das Label beruht

# Was daraus folgt.

verdict-valid = gültig bis { $until }
verdict-conditional = gültig bis { $until }, unter der Auflage: { $conditions }
verdict-not-yet = nicht gültig vor dem { $from }
verdict-expired = abgelaufen: letzter Tag war der { $until }
verdict-expired-renewable = abgelaufen: letzter Tag war der { $until }; es kann bis { $renewable } erneuert werden
verdict-suspended = ausgesetzt seit { $since }: { $reason }
verdict-suspended-until = ausgesetzt vom { $since } bis { $until }: { $reason }
verdict-ended = { $how ->
    [withdrawn] entzogen
    [returned] zurückgegeben
    [superseded] ersetzt
    [corrected] berichtigt
   *[annulled] für nichtig erklärt
} seit { $since }: { $reason }
verdict-not-entitled = der Aussteller ist nicht berechtigt: { $why }
verdict-other-holder = das Label hält { $name } ({ $holder }) und nicht, nach wem gefragt wurde
verdict-stale = veraltet: { $name } hat zuletzt am { $stated } den Stand der Labels erklärt, mehr als { $limit ->
    [one] { $limit } Tag
   *[other] { $limit } Tage
} vorher
verdict-unknown-scheme = das Programm ist nicht bekannt

# Warum ein Aussteller nicht berechtigt ist.

verdict-accreditation = die Akkreditierung durch { $grantor }: { $what }
verdict-not-then = die Akkreditierung durch { $grantor } gilt vom { $from } bis { $until }, und das Label wurde am { $awarded } vergeben
verdict-taken-back = die Akkreditierung durch { $grantor } ist seit { $since } { $how ->
    [suspended] ausgesetzt
    [withdrawn] entzogen
    [returned] zurückgegeben
    [superseded] ersetzt
    [corrected] berichtigt
   *[annulled] für nichtig erklärt
}, und das Label wurde am { $awarded } vergeben
verdict-widened = { $grantor } hat mehr weitergegeben als selbst erhalten: { $what }
verdict-outlasts = { $grantor } hat für eine Zeit akkreditiert, in der es an der eigenen Akkreditierung fehlte
verdict-no-such-level = das Programm hat keine solche Stufe
verdict-renews-ended = das Label, das es erneuert, war seit { $since } { $how ->
    [withdrawn] entzogen
    [returned] zurückgegeben
    [superseded] ersetzt
    [corrected] berichtigt
   *[annulled] für nichtig erklärt
}
verdict-renews-other = das Label, das es erneuert, gehört zu einem anderen Programm
verdict-earlier = zu dem Label, das es erneuert oder voraussetzt: { $why }
verdict-presupposes = das Programm setzt ein anderes Label voraus: { $what }
verdict-scope-action = sie berechtigt nicht dazu: { $action ->
    [assess] begutachten
    [decide] entscheiden
    [delegate] andere akkreditieren
   *[issue] ausstellen
}
verdict-scope-scheme = sie gilt nicht für das Programm { $scheme }
verdict-scope-level = sie gilt nicht für die Stufe „{ $level }“
verdict-scope-type = sie gilt nicht für Inhaberinnen vom Typ „{ $type }“
verdict-scope-type-unstated = sie gilt nur für bestimmte Typen von Inhaberinnen, und der Typ ist nicht angegeben
verdict-scope-every-type = sie gilt nicht für alle Typen von Inhaberinnen
verdict-scope-region = sie gilt nicht für die Region { $region }
verdict-scope-region-unstated = sie gilt nur für bestimmte Regionen, und die Region ist nicht angegeben
verdict-scope-everywhere = sie gilt nicht überall
verdict-scope-depth = so weit darf sie nicht weitergegeben werden

# Signaturen, Prüfsummen und Pfade, die nicht stimmen.

verdict-broken-log = das Protokoll einer Organisation stimmt nicht
verdict-broken-entry = ein Eintrag ist nicht das, was sein Gerät signiert hat
verdict-broken-retired = ein Eintrag wurde mit einem Schlüssel signiert, den die Organisation da schon stillgelegt hatte
verdict-broken-credential = das Zertifikat ist nicht das, was der Aussteller signiert hat
verdict-broken-document = ein Dokument ist nicht das, auf dem das Label beruht
verdict-broken-accreditation = eine Akkreditierung ist nicht das, was die akkreditierende Stelle signiert hat
verdict-broken-replaced = eine Akkreditierung wurde ausgetauscht: Sie ist nicht die, die das Label nennt
verdict-broken-list = eine Statusliste in den Nachweisen ist nicht die, die der Aussteller signiert hat
verdict-broken-statement = die Nachweise passen nicht zur Aussage des Ausstellers

# Was nicht beides sein kann.

verdict-two-contents = der Aussteller hat für dieses Label zwei verschiedene Inhalte signiert
verdict-two-registers = der Aussteller führt zwei Register: Er hat über dieselbe Stelle zweierlei ausgesagt
verdict-list-contradicts = die Statusliste des Ausstellers und seine Akte widersprechen einander

# Warum es sich nicht sagen lässt.

verdict-lacks-log = in den Nachweisen fehlt das Protokoll einer Organisation
verdict-lacks-document = in den Nachweisen fehlt ein Dokument, auf dem das Urteil beruht
verdict-lacks-content = in den Nachweisen fehlt der Inhalt eines Dokuments
verdict-lacks-statement = in den Nachweisen fehlt die Aussage des Ausstellers, wie weit er sich geäußert hat
verdict-lacks-assessing = in den Nachweisen fehlt eine Akkreditierung der begutachtenden Stelle durch den Träger des Programms
verdict-lacks-deciding = in den Nachweisen fehlt eine Akkreditierung der entscheidenden Stelle durch den Träger des Programms
verdict-lacks-issuing = in den Nachweisen fehlt eine Akkreditierung des Ausstellers durch den Träger des Programms
verdict-lacks-earlier = in den Nachweisen fehlt ein Label, das dieses erneuert oder voraussetzt
verdict-lacks-earlier-right = in den Nachweisen fehlt eine Akkreditierung dessen, der das Label ausgestellt hat, das dieses erneuert oder voraussetzt
verdict-disputed = die Identität von { $organisation } ist umstritten, und kein Vertrauensanker legt einen Zweig fest
verdict-pin-missing = das Protokoll von { $organisation } enthält die Version nicht, die der Vertrauensanker festlegt
verdict-withheld = in den Nachweisen wurden Akte des Ausstellers weggelassen; fragen Sie einen anderen Knoten
verdict-from-the-future = die Aussage des Ausstellers trägt das Datum { $stated } und liegt nach der Zeit dieser Prüfung: Prüfen Sie die Uhr
verdict-unknown-status = das Label hat einen Status, den diese Version nicht kennt; verwenden Sie eine neuere
verdict-not-known-then = das Label wurde am { $awarded } vergeben, und gefragt ist, was davor bekannt war
verdict-not-stated = das Label sagt nicht, was eine Regel seines Programms braucht: { $what }
verdict-no-anchor = keiner Ihrer Vertrauensanker vertraut dem Aussteller oder dem Träger des Programms; legen Sie einen mit `hanse anchor add` fest

# Zeiträume, die ein Programm nicht erlaubt.

verdict-period-level = das Programm hat keine Stufe { $level }
verdict-period-backwards = das Label würde am { $until } enden, bevor es am { $from } beginnt
verdict-period-decided = entschieden wurde am { $decided }, bevor die Begutachtung am { $assessed } endete
verdict-period-months = ein Label dieses Programms gilt für ganze Monate, von einem Ersten bis zu einem Letzten, dieses aber von { $from } bis { $until }
verdict-period-unassessed = das Label beginnt mit der Begutachtung, und kein Tag einer Begutachtung ist angegeben
verdict-period-start = das Label beginnt mit { $event ->
    [assessment] der Begutachtung
   *[decision] der Entscheidung
}, vom { $earliest } bis { $latest }, und nicht am { $from }
verdict-period-gap = ein erneuertes Label beginnt am Tag nach dem Ende des alten, am { $expected }, und nicht am { $from }
verdict-period-back = das Label beginnt am { $from } und darf höchstens { $months ->
    [one] { $months } Monat
   *[other] { $months } Monate
} vor der Entscheidung beginnen, am { $earliest }
verdict-period-early = über die Erneuerung wurde am { $decided } entschieden, möglich ist es ab { $earliest }
verdict-period-late = über die Erneuerung wurde am { $decided } entschieden, möglich war es bis { $latest }; danach nur als neues Label
verdict-period-trial = ein Label auf Probe wird nicht erneuert
verdict-period-long = das Label endet am { $until } und darf spätestens am { $latest } enden
verdict-period-unscored = die Punktzahl bestimmt, wie lange das Label gilt; ohne sie darf es spätestens am { $latest } enden und nicht am { $until }
verdict-period-band = keine Punktzahl dieses Programms ergibt eine Laufzeit von { $months ->
    [one] { $months } Monat
   *[other] { $months } Monaten
}
verdict-period-unconditional = ein Label dieser Stufe wird unter einer Auflage vergeben und muss das sagen
verdict-period-fixed = ein Label dieser Stufe kann nicht verlängert werden
verdict-period-calendar = das Label würde nach dem Jahr 2108 enden

# Inhaberinnen und Gutachter, die ein Programm nicht erlaubt.

verdict-holder-type-unknown = das Programm ist für { $allowed }, und der Typ der Inhaberin ist nicht bekannt
verdict-holder-type = das Programm ist für { $allowed }, und die Inhaberin ist vom Typ { $found }
verdict-holder-region-unknown = das Programm ist für Inhaberinnen in { $territory }, und die Region der Inhaberin ist nicht bekannt
verdict-holder-region = das Programm ist für Inhaberinnen in { $territory }, und die Inhaberin sitzt in { $found }
verdict-needs = nötig ist { $needed }, und kein Label der Inhaberin entspricht dem
verdict-assessors-few = { $named ->
    [one] { $named } Gutachter ist genannt
   *[other] { $named } Gutachter sind genannt
}, und das Programm verlangt mindestens { $needed }
verdict-assessors-twice = { $assessor } ist zweimal als Gutachter genannt
verdict-assessors-country = { $assessor } kommt aus { $country }, und das ist kein Land nach ISO 3166-1
verdict-assessors-foreign = { $named ->
    [one] { $named } Gutachter kommt
   *[other] { $named } Gutachter kommen
} aus einem anderen Land als { $country }, und das Programm verlangt mindestens { $needed }
verdict-assessors-domestic = { $named ->
    [one] { $named } Gutachter kommt
   *[other] { $named } Gutachter kommen
} aus { $country }, und das Programm verlangt mindestens { $needed }
verdict-assessors-home = das Programm fragt, woher die Gutachter kommen, und das Land der Inhaberin ist nicht bekannt
verdict-body-unknown = das Programm verlangt eine unabhängige begutachtende Stelle, und keine ist genannt
verdict-body-issuer = die begutachtende Stelle ist der Aussteller selbst
verdict-body-subject = die begutachtende Stelle ist die Inhaberin selbst
verdict-body-decided = wer begutachtet hat, hat auch entschieden
verdict-subject-decided = die Inhaberin hat über ihr eigenes Label entschieden
verdict-subject-issued = die Inhaberin hat sich das Label selbst ausgestellt, und das Programm ist keine Selbsterklärung

# Was ein Aussteller später sagte: was begonnen hat, und was bevorsteht.

verdict-act-suspended = ausgesetzt seit { $day }
verdict-act-suspended-ahead = ausgesetzt ab { $day }
verdict-act-suspended-until = ausgesetzt vom { $day } bis { $until }
verdict-act-reinstated = wieder in Kraft seit { $day }
verdict-act-reinstated-ahead = wieder in Kraft ab { $day }
verdict-act-withdrawn = entzogen seit { $day }
verdict-act-withdrawn-ahead = entzogen ab { $day }
verdict-act-returned = von der Inhaberin zurückgegeben seit { $day }
verdict-act-returned-ahead = von der Inhaberin zurückgegeben ab { $day }
verdict-act-reduced = auf die Stufe { $level } herabgesetzt seit { $day }
verdict-act-reduced-ahead = auf die Stufe { $level } herabgesetzt ab { $day }
verdict-act-superseded = durch { $by } ersetzt seit { $day }
verdict-act-superseded-ahead = durch { $by } ersetzt ab { $day }
verdict-act-corrected = durch { $by } berichtigt seit { $day }
verdict-act-corrected-ahead = durch { $by } berichtigt ab { $day }
verdict-act-annulled = für nichtig erklärt, als wäre es nie ausgestellt worden
verdict-act-transferred = auf { $to } ({ $id }) übertragen seit { $day }
verdict-act-transferred-ahead = auf { $to } ({ $id }) übertragen ab { $day }
verdict-act-extended = am { $day } verlängert bis { $until }
verdict-act-extended-ahead = mit Wirkung ab { $day } verlängert bis { $until }
verdict-act-condition-met = Auflage erfüllt am { $day }
verdict-act-condition-met-ahead = Auflage erfüllt ab { $day }
verdict-act-appealed = Einspruch gegen den Akt { $act } am { $day }
verdict-act-appeal-upheld = dem Einspruch gegen den Akt { $act } am { $day } stattgegeben durch { $panel }
verdict-act-appeal-rejected = Einspruch gegen den Akt { $act } am { $day } zurückgewiesen durch { $panel }
verdict-act-appeal-remitted = Einspruch gegen den Akt { $act } am { $day } zur neuen Entscheidung zurückverwiesen durch { $panel }
verdict-act-no-panel = ein nicht genanntes Gremium
verdict-act-taken-over = von einem Nachfolger des Ausstellers übernommen am { $day }
verdict-act-taken-over-ahead = von einem Nachfolger des Ausstellers übernommen ab { $day }
