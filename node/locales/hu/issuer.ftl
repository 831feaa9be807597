# Kiállítók és ügynökségek, és minősítések az adott napi állapotuk szerint.

issuer-title = { $issuer } által kiállított minősítések
issuer-kind = Minősítések kiállítója
issuer-labels = Minősítések egy adott napon
issuer-none = Itt egyetlen általa kiállított minősítés sincs meg ebben az állapotban.
issuer-schemes = E rendszerek szerint
issuer-no-schemes = Egy rendszer szerint sem.
issuer-count = { $count ->
    [one] { $count } minősítés
   *[other] { $count } minősítés
}
issuer-rights = Joga a kiállításra
issuer-no-rights = Itt egyetlen akkreditációja sincs meg. Egy rendszer gazdájának nincs rá szüksége.
issuer-may = jogosult: { $what }
issuer-may-until = jogosult eddig: { $day }; { $what }
issuer-accredited-by = akkreditálta: { $by }
issuer-granted = Kiket akkreditált
issuer-day = Állapot ezen a napon
issuer-judge = Megítélés
issuer-states = Állapotok
issuer-chosen = kiválasztva, összes megjelenítése
issuer-judged = { $all } minősítés közül itt a legújabb { $judged } megítélése látható.
issuer-valid = érvényes
issuer-conditional = feltétellel érvényes
issuer-not-yet = még nem érvényes
issuer-expired = lejárt
issuer-expired-renewable = lejárt, megújítható
issuer-suspended = felfüggesztve
issuer-withdrawn = visszavonva
issuer-not-entitled = a kiállító nem jogosult
issuer-bad-signature = hibás aláírás
issuer-subject-mismatch = más szervezet birtokolja
issuer-status-stale = elavult állapot
issuer-conflict = ellentmondás
issuer-unknown-scheme = ismeretlen rendszer
issuer-indeterminate = meghatározatlan
issuer-agency-title = { $agency } bejegyzései
issuer-agency-kind = Felvesz másokat, és kezeskedik értük
issuer-agency-total = { $listings } { $listings ->
    [one] bejegyzés
   *[other] bejegyzés
}, ebből { $fresh }% módosult fél éven belül.
issuer-agency-vouches = { $vouches } { $vouches ->
    [one] szervezetért
   *[other] szervezetért
} kezeskedik, közülük ez a csomópont { $carried } szervezetet őriz.
issuer-agency-listings = Bejegyzései
issuer-agency-nobody = Senkit sem vett fel.
issuer-agency-all = Mind ({ $count }), aláírva (JSON)
issuer-agency-vouches-for = Kikért kezeskedik
issuer-agency-vouches-none = Senkiért.
issuer-agency-vouched-none = Senki.
issuer-agency-since = ettől a naptól: { $day }
issuer-agency-since-as = ettől a naptól: { $day }, ügynökségként
issuer-agency-not-held = Ezen a csomóponton semmi sincs meg tőle.
issuer-agency-nodes = Csomópontok, amelyekről azt mondja, hogy ő üzemelteti őket
issuer-agency-no-nodes = Nincs ilyen.
issuer-agency-where = Hol vannak
