# Co protokol říká o značkách. Angličtina stojí v protocol/data/sentences/verdict.ftl.

verdict-and = { $one }; { $other }

# Co bylo ověřeno a souhlasí.

verdict-log-holds = záznamník vydavatele je v pořádku až po verzi { $versions }
verdict-in-statement = každý záznam značky je obsažen v prohlášení z { $stated }
verdict-one-register = vydavatel vede jediný rejstřík s jediným obsahem
verdict-well-formed = Verifiable Credential 2.0 a Open Badge 3.0 v podobě předepsané pro značky
verdict-proof-holds = podpis je platný
verdict-signed = podepsalo zařízení vydavatele { $issuer }, { $device }
verdict-signed-left = podepsalo zařízení vydavatele { $issuer }, od té doby vyřazené, { $device }
verdict-signed-compromised = podepsalo zařízení vydavatele { $issuer }, jehož klíč byl od té doby vyzrazen, { $device }
verdict-scheme = { $title } { $version }, vlastník: { $owner }
verdict-is-anchor = { $issuer } je pro tento program kotvou důvěry
verdict-owns-scheme = { $party } je vlastníkem programu a kotvou důvěry
verdict-may = { $party } smí { $action ->
    [assess] hodnotit
    [decide] rozhodovat
    [delegate] akreditovat jiné
   *[issue] udělovat značku
} do { $until }, akreditaci uděluje { $chain }
verdict-chain = { $grantor }, jehož akredituje { $above }
verdict-for-everyone = program je určen každému držiteli
verdict-for-such = program je určen takovému držiteli: { $holder }
verdict-heir-apart = nynější držitel ji sám neudělil ani o ní nerozhodl
verdict-no-assessors = program nevyžaduje jmenovité hodnotitele
verdict-assessed-by = hodnotili: { $assessors }; za jejich totožnost ručí slovo vydavatele
verdict-renews = obnovuje v souladu s programem značku platnou do { $previous }
verdict-term = od { $from } do { $until } je doba, kterou program připouští
verdict-presupposed = držitel měl to, co program předpokládá
verdict-awarded = že byla udělena { $awarded }, dokládá jen slovo vydavatele; značku zveřejnil { $published }, klíči z { $keys }
verdict-kept-by = { $successor } vede značku za vydavatele
verdict-reduced = byla snížena na úroveň „{ $level }“
verdict-transferred = nový držitel: { $holder }, od { $since }
verdict-appeal-waits = o odvolání ještě nebylo rozhodnuto; do té doby akt platí
verdict-today = k { $today }: { $state }
verdict-holds = není pozastavená ani ukončená
verdict-holds-on = k { $day } není pozastavená ani ukončená
verdict-level-too = { $issuer } smí udělovat i tuto úroveň
verdict-heir-scope = z převodu neplyne, zda je program určen takovému držiteli: { $holder }
verdict-holder = drží ji { $holder }
verdict-within = { $day } leží v období od { $from } do { $until }
verdict-lists-absent = seznamy stavů vydavatele v důkazech nejsou; rozhodují jeho akty
verdict-lists-silent = žádný seznam stavů o ní nemluví
verdict-lists-agree = seznamy stavů vydavatele z { $day } souhlasí s jeho akty
verdict-fresh = podle prohlášení vydavatele z { $stated }
verdict-document = { $name } je dokument značky { $title }
verdict-document-other = { $name } není dokument, o který se značka opírá

# Co z toho plyne.

verdict-valid = platná do { $until }
verdict-conditional = platná do { $until }, pod podmínkou: { $conditions }
verdict-not-yet = neplatí dříve než { $from }
verdict-expired = platnost skončila: posledním dnem byl { $until }
verdict-expired-renewable = platnost skončila: posledním dnem byl { $until }; lze ji obnovit do { $renewable }
verdict-suspended = pozastavená od { $since }: { $reason }
verdict-suspended-until = pozastavená od { $since } do { $until }: { $reason }
verdict-ended = { $how ->
    [withdrawn] odňatá
    [returned] vrácená
    [superseded] nahrazená
    [corrected] opravená
   *[annulled] zneplatněná
} od { $since }: { $reason }
verdict-not-entitled = vydavatel není oprávněn: { $why }
verdict-other-holder = značku drží { $name } ({ $holder }), a ne ten, na koho se ptáte
verdict-stale = neaktuální: { $name } naposledy prohlásil stav svých značek { $stated }, více než { $limit ->
    [one] { $limit } den
    [few] { $limit } dny
    [many] { $limit } dne
   *[other] { $limit } dní
} předtím
verdict-unknown-scheme = program není znám

# Proč vydavatel není oprávněn.

verdict-accreditation = akreditace, kterou uděluje { $grantor }: { $what }
verdict-not-then = akreditace, kterou uděluje { $grantor }, platí od { $from } do { $until }, a značka byla udělena { $awarded }
verdict-taken-back = akreditace, kterou uděluje { $grantor }, je { $how ->
    [suspended] pozastavená
    [withdrawn] odňatá
    [returned] vrácená
    [superseded] nahrazená
    [corrected] opravená
   *[annulled] zneplatněná
} od { $since }, a značka byla udělena { $awarded }
verdict-widened = { $grantor } předává více práv, než má: { $what }
verdict-outlasts = { $grantor } uděluje akreditaci na dobu, po kterou chybí vlastní akreditace
verdict-no-such-level = program takovou úroveň nemá
verdict-renews-ended = značka, kterou obnovuje, byla { $how ->
    [withdrawn] odňatá
    [returned] vrácená
    [superseded] nahrazená
    [corrected] opravená
   *[annulled] zneplatněná
} od { $since }
verdict-renews-other = značka, kterou obnovuje, patří k jinému programu
verdict-earlier = ke značce, kterou obnovuje nebo předpokládá: { $why }
verdict-presupposes = program předpokládá jinou značku: { $what }
verdict-scope-action = neopravňuje k úkonu: { $action ->
    [assess] hodnotit
    [decide] rozhodovat
    [delegate] akreditovat jiné
   *[issue] udělovat
}
verdict-scope-scheme = nevztahuje se na program { $scheme }
verdict-scope-level = nevztahuje se na úroveň „{ $level }“
verdict-scope-type = nevztahuje se na držitele typu „{ $type }“
verdict-scope-type-unstated = vztahuje se jen na některé typy držitelů a typ není uveden
verdict-scope-every-type = nevztahuje se na všechny typy držitelů
verdict-scope-region = nevztahuje se na region { $region }
verdict-scope-region-unstated = vztahuje se jen na některé regiony a region není uveden
verdict-scope-everywhere = nevztahuje se na všechny regiony
verdict-scope-depth = tak daleko ji předat nelze

# Podpisy, otisky a cesty, které nesouhlasí.

verdict-broken-log = záznamník organizace není v pořádku
verdict-broken-entry = záznam není to, co podepsalo jeho zařízení
verdict-broken-retired = záznam byl podepsán klíčem, který organizace tehdy už vyřadila
verdict-broken-credential = osvědčení není to, co podepsal jeho vydavatel
verdict-broken-document = dokument není ten, o který se značka opírá
verdict-broken-accreditation = akreditace není to, co podepsal její poskytovatel
verdict-broken-replaced = akreditace byla zaměněna: není to ta, kterou značka uvádí
verdict-broken-list = seznam stavů v důkazech není to, co podepsal vydavatel
verdict-broken-statement = důkazy neodpovídají prohlášení vydavatele

# Co nemůže platit zároveň.

verdict-two-contents = vydavatel podepsal pro tuto značku dva různé obsahy
verdict-two-registers = vydavatel vede dva rejstříky: o témž místě prohlásil dvě různé věci
verdict-list-contradicts = seznam stavů vydavatele a jeho akty si odporují

# Proč to nelze říci.

verdict-lacks-log = v důkazech chybí záznamník organizace
verdict-lacks-document = v důkazech chybí dokument, o který se verdikt opírá
verdict-lacks-content = v důkazech chybí obsah dokumentu
verdict-lacks-statement = v důkazech chybí prohlášení vydavatele o tom, kam až sahají jeho výroky
verdict-lacks-assessing = v důkazech chybí akreditace hodnoticího orgánu od vlastníka programu
verdict-lacks-deciding = v důkazech chybí akreditace rozhodujícího orgánu od vlastníka programu
verdict-lacks-issuing = v důkazech chybí akreditace vydavatele od vlastníka programu
verdict-lacks-earlier = v důkazech chybí značka, kterou tato obnovuje nebo předpokládá
verdict-lacks-earlier-right = v důkazech chybí akreditace vydavatele značky, kterou tato obnovuje nebo předpokládá
verdict-disputed = identita { $organisation } je sporná a žádná kotva neurčuje její větev
verdict-pin-missing = záznamník { $organisation } neobsahuje verzi, kterou určuje kotva
verdict-withheld = v důkazech byly vynechány akty vydavatele; zeptejte se jiného uzlu
verdict-from-the-future = prohlášení vydavatele má datum { $stated }, pozdější než toto ověření: zkontrolujte hodiny
verdict-unknown-status = značka má stav, který tato verze nezná; použijte novější
verdict-not-known-then = značka byla udělena { $awarded }, a otázka se týká toho, co bylo známo předtím
verdict-not-stated = značka neuvádí, co vyžaduje pravidlo jejího programu: { $what }
verdict-no-anchor = žádná z vašich kotev nedůvěřuje vydavateli ani vlastníkovi programu; přidejte kotvu příkazem `hanse anchor add`

# Období, která program nepřipouští.

verdict-period-level = program nemá úroveň { $level }
verdict-period-backwards = značka by skončila { $until }, dříve než začne { $from }
verdict-period-decided = rozhodnuto bylo { $decided }, dříve než hodnocení skončilo { $assessed }
verdict-period-months = značka tohoto programu platí celé měsíce, od prvního do posledního dne, a tato od { $from } do { $until }
verdict-period-unassessed = značka začíná hodnocením a žádný den hodnocení není uveden
verdict-period-start = značka začíná { $event ->
    [assessment] hodnocením
   *[decision] rozhodnutím
}, od { $earliest } do { $latest }, a ne { $from }
verdict-period-gap = obnovená značka začíná den po konci předchozí, { $expected }, a ne { $from }
verdict-period-back = značka začíná { $from }, a smí začít nejvýše { $months ->
    [one] { $months } měsíc
    [few] { $months } měsíce
    [many] { $months } měsíce
   *[other] { $months } měsíců
} před rozhodnutím, { $earliest }
verdict-period-early = o obnovení bylo rozhodnuto { $decided }, a lze o něm rozhodnout nejdříve { $earliest }
verdict-period-late = o obnovení bylo rozhodnuto { $decided }, a bylo možné do { $latest }; potom už jen jako o nové značce
verdict-period-trial = značka na zkoušku se neobnovuje
verdict-period-long = značka končí { $until }, a smí končit nejpozději { $latest }
verdict-period-unscored = o době platnosti značky rozhoduje počet bodů; bez něj smí končit nejpozději { $latest }, a ne { $until }
verdict-period-band = žádný počet bodů v tomto programu nedává dobu { $months ->
    [one] { $months } měsíce
    [few] { $months } měsíců
    [many] { $months } měsíce
   *[other] { $months } měsíců
}
verdict-period-unconditional = značka této úrovně se uděluje podmíněně a musí to uvádět
verdict-period-fixed = značku této úrovně nelze prodloužit
verdict-period-calendar = značka by skončila po roce 2108

# Držitelé a hodnotitelé, které program nepřipouští.

verdict-holder-type-unknown = program je určen pro: { $allowed }; typ držitele není znám
verdict-holder-type = program je určen pro: { $allowed }; typ držitele: { $found }
verdict-holder-region-unknown = program je určen držitelům z území: { $territory }; region držitele není znám
verdict-holder-region = program je určen držitelům z území: { $territory }; region držitele: { $found }
verdict-needs = je třeba: { $needed }; držitel takovou značku nemá
verdict-assessors-few = počet uvedených hodnotitelů: { $named }; program jich žádá nejméně { $needed }
verdict-assessors-twice = hodnotitel { $assessor } je uveden dvakrát
verdict-assessors-country = hodnotitel { $assessor } je ze země { $country }, která v ISO 3166-1 není
verdict-assessors-foreign = počet hodnotitelů z jiné země než { $country }: { $named }; program jich žádá nejméně { $needed }
verdict-assessors-domestic = počet hodnotitelů ze země { $country }: { $named }; program jich žádá nejméně { $needed }
verdict-assessors-home = program určuje, odkud jsou hodnotitelé, a země držitele není známa
verdict-body-unknown = program žádá nezávislý hodnoticí orgán a žádný není uveden
verdict-body-issuer = hodnoticím orgánem je sám vydavatel
verdict-body-subject = hodnoticím orgánem je sám držitel
verdict-body-decided = kdo hodnotil, ten i rozhodl
verdict-subject-decided = držitel rozhodl o vlastní značce
verdict-subject-issued = držitel si značku udělil sám, a program není vlastním prohlášením

# Co vydavatel řekl později: co již začalo a co teprve nastane.

verdict-act-suspended = pozastavena od { $day }
verdict-act-suspended-ahead = bude pozastavena od { $day }
verdict-act-suspended-until = pozastavena od { $day } do { $until }
verdict-act-reinstated = obnovena od { $day }
verdict-act-reinstated-ahead = bude obnovena od { $day }
verdict-act-withdrawn = odňata od { $day }
verdict-act-withdrawn-ahead = bude odňata od { $day }
verdict-act-returned = vrácena držitelem od { $day }
verdict-act-returned-ahead = držitel ji vrátí od { $day }
verdict-act-reduced = snížena na úroveň { $level } od { $day }
verdict-act-reduced-ahead = bude snížena na úroveň { $level } od { $day }
verdict-act-superseded = nahradila ji { $by } od { $day }
verdict-act-superseded-ahead = nahradí ji { $by } od { $day }
verdict-act-corrected = opravila ji { $by } od { $day }
verdict-act-corrected-ahead = opraví ji { $by } od { $day }
verdict-act-annulled = zneplatněna, jako by nikdy nebyla udělena
verdict-act-transferred = přešla na { $to } ({ $id }) od { $day }
verdict-act-transferred-ahead = přejde na { $to } ({ $id }) od { $day }
verdict-act-extended = prodloužena { $day } do { $until }
verdict-act-extended-ahead = bude prodloužena od { $day } do { $until }
verdict-act-condition-met = podmínka splněna { $day }
verdict-act-condition-met-ahead = podmínka bude splněna od { $day }
verdict-act-appealed = odvolání proti aktu { $act } podáno { $day }
verdict-act-appeal-upheld = odvolání proti aktu { $act } bylo { $day } vyhověno, rozhodli: { $panel }
verdict-act-appeal-rejected = odvolání proti aktu { $act } bylo { $day } zamítnuto, rozhodli: { $panel }
verdict-act-appeal-remitted = odvolání proti aktu { $act } bylo { $day } vráceno k novému rozhodnutí, rozhodli: { $panel }
verdict-act-no-panel = složení není uvedeno
verdict-act-taken-over = převzal ji nástupce vydavatele { $day }
verdict-act-taken-over-ahead = převezme ji nástupce vydavatele od { $day }
