# Ciò che figura su più pagine.

say-nameless = Senza nome
say-nameless-party = un’organizzazione senza nome
say-mixed-alphabets = lettere di più alfabeti
say-looks-latin = altre lettere, che sembrano latine
say-remarks = Osservazioni di questo nodo:
say-remark = Osservazione di questo nodo: { $remark }
say-confirmed-by-organisation = Confermato dall’organizzazione in data { $day }
say-confirmed-by-agency = Confermato dall’agenzia in data { $day }
say-issued-by = Rilasciato da { $issuer }
say-held-by = Titolare: { $holder }
say-statement = In base alla dichiarazione dell’emittente in data { $day }
say-shown = Qui figurano i più recenti, { $shown } su { $all }; l’API li ha tutti.
say-anchors = Di chi è questo giudizio
say-no-anchors = Questo nodo non ha fissato ancore di fiducia e quindi non può ricondurre il diritto di alcun emittente a qualcuno di cui si fida.
say-judged-with = Giudicato con le ancore di fiducia di questo nodo:
say-own-anchors = Le vostre ancore possono dare un altro verdetto:
say-also = anche
say-version = versione { $version }
say-take = Da scaricare
say-findings-in = I dettagli qui sotto sono { $language }.
say-calls-itself-cluster = si definisce organizzazione di cluster
say-calls-itself-agency = si definisce agenzia regionale
say-calls-itself-label-authority = si definisce ente che rilascia marchi
