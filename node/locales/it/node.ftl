# La pagina del nodo.

node-operator = { $organisation } dice di gestire questo nodo
node-no-operator = Nessuna organizzazione dice di gestire questo nodo
node-what = Uno dei molti nodi con lo stesso repertorio. Conserva dichiarazioni firmate, le scambia con altri nodi e ne calcola ciò che mostrano le sue pagine. Un altro nodo con le stesse dichiarazioni mostra la stessa cosa.
node-organisations = { $count ->
    [one] organizzazione
   *[other] organizzazioni
}
node-listings = { $count ->
    [one] scheda
   *[other] schede
}
node-labels = { $count ->
    [one] marchio
   *[other] marchi
}
node-schemes = { $count ->
    [one] programma di marchio
   *[other] programmi di marchio
}
node-documents = { $count ->
    [one] documento
   *[other] documenti
}
node-items = { $count ->
    [one] dichiarazione firmata
   *[other] dichiarazioni firmate
}
node-compare = Confronto
node-compare-how = Due nodi che hanno le stesse dichiarazioni hanno, secondo le stesse regole, la stessa impronta.
node-digest = Impronta
node-rules = Regole
node-peers = { $count ->
    [one] { $count } nodo collegato
   *[other] { $count } nodi collegati
}
node-no-peers = Nessun altro nodo è collegato: questo mostra ciò che aveva già.
node-peer-unnamed = Nessuna organizzazione nomina questo nodo
node-join = Partecipare
node-join-how = Gestite un vostro nodo e fatelo partire da questo:
node-addresses = Indirizzi
node-no-addresses = nessuno annunciato
node-anchors = Ancore di fiducia
node-no-anchors = Nessuna è fissata; quindi questo nodo non può ricondurre il diritto di alcun emittente a qualcuno di cui si fida.
node-anchors-are = I marchi in queste pagine sono giudicati in base alla parola di:
node-pinned = fissata a { $version }
node-pin-not-held = versione { $number }, che qui non è presente
node-own-anchors = Le vostre ancore, nel vostro file, possono dare altri verdetti: { $command }
node-machines = Per le macchine
node-openapi = API HTTP (OpenAPI 3.1)
node-metrics = Metriche (Prometheus)
node-exchanged = ultimo scambio: { $time }; dichiarazioni ricevute: { $came }, inviate: { $went }
node-exchange-failed = ultimo scambio: { $time }; non riuscito
node-waiting = { $count ->
    [one] Una dichiarazione attende ciò su cui si basa.
   *[other] { $count } dichiarazioni attendono ciò su cui si basano.
}
node-carries = Che cosa contiene, e perché
node-carries-all = Tutto ciò che è conforme alle regole, chiunque l’abbia detto.
node-carries-vouched = Ciò che dicono i suoi garanti, coloro per cui garantiscono (al massimo { $most } ciascuno) e chi è ospitato dal suo gestore.
node-sponsors = Garanti
node-hosted = Ospitate per scelta del gestore
node-blocked = { $count ->
    [one] Un’organizzazione non è mai ammessa, chiunque garantisca per lei.
   *[other] { $count } organizzazioni non sono mai ammesse, chiunque garantisca per loro.
}
