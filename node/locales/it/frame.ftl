# Ciò che circonda ogni pagina.

frame-skip = Vai al contenuto
frame-demonstration = Dimostrazione
frame-demonstration-title = Dimostrazione:
frame-demonstration-what = le agenzie, l’ente che rilascia i marchi, i suoi marchi e il loro titolare sono fittizi, e questo nodo ha fissato tale ente come ancora di fiducia.
frame-demonstration-real = Le schede nominano organizzazioni reali (fonte: { $registers }) e non sono la loro parola.
frame-demonstration-register = Le schede nominano chi è nominato nel registro: { $file }. Non sono la loro parola.
frame-tagline = Repertorio delle organizzazioni di cluster
frame-main = Menu principale
frame-search = Ricerca
frame-node = Questo nodo
frame-api = API
frame-languages = Lingua
frame-same = { $claim } a partire dalle stesse dichiarazioni firmate. Nessuno è tenuto a credere a questo.
frame-same-claim = Ogni nodo calcola lo stesso repertorio
frame-node-name = Nodo
frame-licence = Licenza
frame-licence-name = Licenza pubblica dell’Unione europea, versione 1.2
frame-json = Questa pagina in JSON
frame-changes = Modifiche
frame-map = Mappa
frame-counts = Numeri
frame-about = Un repertorio di organizzazioni di cluster senza centro: ogni dichiarazione indica il suo autore e chiunque può verificarla.
