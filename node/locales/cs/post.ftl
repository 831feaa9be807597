# Oznámení: co organizace nabízejí, hledají a ohlašují, a jejich vazby k ostatním.

post-title = Oznámení
post-lead = Co klastrové organizace nabízejí, hledají a ohlašují. Každé oznámení je slovem organizace, která je podepsala, a za otevřené platí jen do svého posledního dne.
post-whose = Jen oznámení organizace { $organisation }
post-words = Slova: co se nabízí nebo hledá
post-kind = Druh
post-state = Stav
post-state-current = Otevřená nebo nadcházející
post-state-any = Všechna
post-on = Otevřená v daný den
post-results = { $total ->
    [one] { $total } oznámení
    [few] { $total } oznámení
    [many] { $total } oznámení
   *[other] { $total } oznámení
}
post-results-part = { $total ->
    [one] { $first }–{ $last } z { $total } oznámení
    [few] { $first }–{ $last } z { $total } oznámení
    [many] { $first }–{ $last } z { $total } oznámení
   *[other] { $first }–{ $last } z { $total } oznámení
}
post-none = Žádné oznámení v tomto uzlu nevyhovuje všemu, co bylo zadáno.
post-none-open = Žádné z jejích oznámení není otevřené ani nadcházející.
post-all = { $count ->
    [one] Jediné oznámení, i když skončilo
    [few] Všechna { $count } oznámení, i ukončená
    [many] Všech { $count } oznámení, i ukončená
   *[other] Všech { $count } oznámení, i ukončená
}
post-ecosystem = Průmyslové ekosystémy
post-by = od { $organisation }
post-open = Otevřené
post-upcoming = Nadcházející
post-ended = Ukončené
post-withdrawn = Stažené
post-on-day = { $day }
post-from-until = od { $from } do { $until }
post-from = od { $day }
post-until = do { $day }
post-nameless = Oznámení bez názvu
post-said = Co říká
post-signed = Co zde stojí, podepsala organizace { $organisation }. Nikdo jiný to nepotvrdil.
post-only-title = Neříká nic než svůj název.
post-dated = Poprvé zveřejněno { $published }, naposledy změněno { $changed }, podle hodin autora.
post-whose-word = Čí je to slovo
post-others = Všechna oznámení této organizace
post-json = Oznámení (JSON)
post-automerge = Oznámení (Automerge)
post-entries = Podepsané záznamy (CBOR)
post-field-title = Název
post-field-from = První den
post-field-until = Poslední den
post-links = Spolupráce a členství
post-links-what = Co tato organizace a jiné říkají o sobě navzájem. Za partnera se může prohlásit kdokoli; potvrzeno je to, co říkají obě strany.
post-links-shown = Zde je { $shown } z { $all }; všechny má API.
post-link-cooperation = Spolupracuje s { $organisation }
post-link-member-of = Je členem { $organisation }
post-link-has-member = Jejím členem je { $organisation }
post-link-confirmed = Potvrzeno: říkají to obě strany
post-link-ours = Říká to jen tato organizace
post-link-theirs = Říká to jen druhá strana
post-link-to-come = Ještě ne
post-link-over = Už ne
post-counts-what = Oznámení, která jsou toho dne otevřená nebo nadcházející. Platí zde zadaná slova, místa, ekosystémy, ekonomické činnosti, nově vznikající odvětví, oblasti specializace a technologie, jiné filtry ne.
post-counts-total = { $count ->
    [one] { $count } oznámení
    [few] { $count } oznámení
    [many] { $count } oznámení
   *[other] { $count } oznámení
}
post-counts-month = Poprvé zveřejněno
post-counts-none = Žádné oznámení není otevřené ani nadcházející.
post-kind-offer = Nabídka
post-kind-request = Poptávka
post-kind-event = Akce
post-kind-call = Výzva
post-kind-project = Projekt
post-kind-practice = Dobrá praxe
post-kind-case = Případová studie
post-kind-course = Kurz
post-kind-facility = Zařízení
post-kind-mobility = Výměna pracovníků
post-kind-mentoring = Mentoring
post-kind-talent = Volné místo
post-kind-tool = Nástroj
post-kind-policy = Opatření politiky
post-kind-other = Oznámení jiného druhu
