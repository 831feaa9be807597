# La pagina di ciò che non ha funzionato.

problem-kind = Problema { $status }
problem-advice = Che cosa potete fare
problem-search = Alla pagina di ricerca
problem-not-found = Non trovato
problem-not-found-what = Questo nodo non ha ciò a cui porta questo indirizzo; forse lo ha un altro, o arriverà con il prossimo scambio.
problem-bad-request = Richiesta incomprensibile
problem-bad-request-what = Il nodo non capisce che cosa è stato chiesto.
problem-unprocessable = Contenuto illeggibile
problem-unprocessable-what = Ciò che è pubblicato a questo indirizzo non si può leggere come ciò che dovrebbe essere.
problem-method = Metodo non ammesso
problem-method-what = Questo indirizzo non si può interrogare in questo modo.
problem-unavailable = Il nodo ora non accetta nulla
problem-unavailable-what = Il nodo ora non risponde.
problem-internal = Errore interno
problem-internal-what = Il nodo ha commesso un errore; quale, lo dice il suo registro.
problem-other = Problema
problem-other-what = Il nodo non ha fatto ciò che è stato chiesto.
problem-check-address = Controllate l’indirizzo: un identificativo è lungo e ogni lettera conta.
problem-search-name = Cercate piuttosto il nome.
problem-go-back = Tornate indietro e modificate la richiesta.
problem-try-again = Riprovate tra un momento o chiedete a un altro nodo: tutti hanno lo stesso repertorio.
