# Portály: koho organizace sdružují a za jaký výběr ručí podpisem.

portal-kind = Portál
portal-all-portals = Portály
portal-about = { $title }, portál: { $organisations } s vlastním profilem, { $listings } zapsaných agenturami.
portal-kept-by = Podepisuje { $keeper } od { $day }
portal-changed = naposledy změněno { $day }
portal-word = Kdo portál vede, ručí za výběr a za nic jiného. Není to značka kvality a ti, které sdružuje, o to nemuseli žádat.
portal-narrow = Zúžit v hledání
portal-whom = Kdo k němu patří
portal-rule = Všichni, na které se vztahuje toto vše; z více hodnot stačí jedna.
portal-no-rule = Jmenovitě: { $members ->
    [one] { $members } organizace nebo záznam.
    [few] { $members } organizace nebo záznamy.
    [many] { $members } organizace nebo záznamu.
   *[other] { $members } organizací nebo záznamů.
}
portal-and-members = Navíc jmenovitě: { $members ->
    [one] { $members } organizace nebo záznam.
    [few] { $members } organizace nebo záznamy.
    [many] { $members } organizace nebo záznamu.
   *[other] { $members } organizací nebo záznamů.
}
portal-exceptions = Jmenovitě vynecháno: { $exceptions ->
    [one] { $exceptions } organizace nebo záznam.
    [few] { $exceptions } organizace nebo záznamy.
    [many] { $exceptions } organizace nebo záznamu.
   *[other] { $exceptions } organizací nebo záznamů.
}
portal-words = Hledaná slova
portal-gathers = Koho sdružuje
portal-what = Portál sdružuje organizace makroregionu, tématu nebo programu. Organizace, která ho vede, jej podepisuje a každý uzel ukazuje tentýž.
portal-none = Na tomto uzlu zatím nikdo portál nevede. Tento příkaz jej založí:
portal-count = { $portals ->
    [one] { $portals } portál
    [few] { $portals } portály
    [many] { $portals } portálu
   *[other] { $portals } portálů
}
portal-gathered = { $count ->
    [one] { $count } organizace nebo záznam
    [few] { $count } organizace a záznamy
    [many] { $count } organizace a záznamu
   *[other] { $count } organizací a záznamů
}
portal-kept = Portály, které vede
portal-of-them = { $portals ->
    [one] Sdružuje je jeden portál
    [few] Sdružují je { $portals } portály
    [many] Sdružuje je { $portals } portálu
   *[other] Sdružuje je { $portals } portálů
}
portal-json = Tento portál (JSON)
portal-keeper-ended = Organizace, která tento portál podepsala, ukončila svou identitu.
portal-not-understood = Tento uzel nerozumí části pravidla ({ $fields }). Pravidlo tu proto nikoho nenajde; novější verze programu mu možná porozumí.
