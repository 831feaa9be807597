# Mit mond a protokoll a minősítésekről. Az angol szöveg itt áll: protocol/data/sentences/verdict.ftl.

verdict-and = { $one }; { $other }

# Amit ellenőriztünk, és rendben van.

verdict-log-holds = a kiállító naplója a(z) { $versions }. változatig hibátlan
verdict-in-statement = a minősítés minden bejegyzése szerepel a nyilatkozatban, amelynek kelte: { $stated }
verdict-one-register = a kiállító egyetlen nyilvántartást vezet, egyetlen tartalommal
verdict-well-formed = Verifiable Credential 2.0 és Open Badge 3.0, a minősítések számára előírt formában
verdict-proof-holds = az aláírása érvényes
verdict-signed = aláírta: { $issuer } egyik eszköze, { $device }
verdict-signed-left = aláírta: { $issuer } egyik, azóta kivont eszköze, { $device }
verdict-signed-compromised = aláírta: { $issuer } egyik eszköze, amelynek kulcsa azóta illetéktelen kézbe került, { $device }
verdict-scheme = { $title } { $version }; gazdája: { $owner }
verdict-is-anchor = { $issuer } ennél a rendszernél maga is bizalmi horgony
verdict-owns-scheme = { $party } a rendszer gazdája, és bizalmi horgony
verdict-may = { $party } jogosult a következőre: { $action ->
    [assess] értékelés
    [decide] döntés
    [delegate] mások akkreditálása
   *[issue] kiállítás
}; akkreditálta: { $chain }; eddig: { $until }
verdict-chain = { $grantor } (akkreditálta: { $above })
verdict-for-everyone = a rendszer minden birtokos számára nyitott
verdict-for-such = a rendszer az ilyen birtokosnak szól: { $holder }
verdict-heir-apart = mostani birtokosa nem maga állította ki, és nem maga döntött róla
verdict-no-assessors = a rendszer nem kíván megnevezett értékelőket
verdict-assessed-by = értékelők: { $assessors }; kilétükért a kiállító szava felel
verdict-renews = a rendszer szabályai szerint olyan minősítést újít meg, amely eddig volt érvényes: { $previous }
verdict-term = a rendszer szerinti érvényességi idő: { $from } – { $until }
verdict-presupposed = a birtokosnak megvolt, amit a rendszer előfeltételként megkíván
verdict-awarded = az odaítélés napjáért ({ $awarded }) a kiállító szava felel; a minősítés közzétételének napja { $published }, a hozzá használt kulcsoké { $keys }
verdict-kept-by = a minősítést a kiállító helyett { $successor } tartja nyilván
verdict-reduced = a szintjét erre csökkentették: „{ $level }”
verdict-transferred = új birtokosa: { $holder }, ettől a naptól: { $since }
verdict-appeal-waits = egy fellebbezésről még nem döntöttek; addig az aktus érvényben marad
verdict-today = az állapot ezen a napon: { $today }; { $state }
verdict-holds = nincs felfüggesztve, és nem szűnt meg
verdict-holds-on = nincs felfüggesztve, és nem szűnt meg ezen a napon: { $day }
verdict-level-too = { $issuer } ezt a szintet is kiállíthatja
verdict-heir-scope = az átruházásból nem derül ki, hogy a rendszer ilyen birtokosnak szól-e: { $holder }
verdict-holder = { $holder } a birtokosa
verdict-within = { $day } ebbe az időszakba esik: { $from } – { $until }
verdict-lists-absent = a kiállító állapotlistái nincsenek a bizonyítékok között; az aktusai számítanak
verdict-lists-silent = egyetlen állapotlista sem szól róla
verdict-lists-agree = a kiállító állapotlistái ({ $day }) megegyeznek az aktusaival
verdict-fresh = a kiállító nyilatkozatának kelte: { $stated }
verdict-document = { $name } a minősítés dokumentuma: { $title }
verdict-document-other = { $name } nem olyan dokumentum, amelyen a minősítés alapul

# Amire ebből következtetni lehet.

verdict-valid = érvényes eddig: { $until }
verdict-conditional = érvényes eddig: { $until }; feltétele: { $conditions }
verdict-not-yet = még nem érvényes; kezdete: { $from }
verdict-expired = lejárt; utolsó napja: { $until }
verdict-expired-renewable = lejárt; utolsó napja: { $until }; megújítható eddig: { $renewable }
verdict-suspended = felfüggesztve ettől a naptól: { $since }; indok: { $reason }
verdict-suspended-until = felfüggesztve: { $since } – { $until }; indok: { $reason }
verdict-ended = { $how ->
    [withdrawn] visszavonva
    [returned] visszaadva
    [superseded] felváltva
    [corrected] helyesbítve
   *[annulled] semmis
} ettől a naptól: { $since }; indok: { $reason }
verdict-not-entitled = a kiállító nem jogosult: { $why }
verdict-other-holder = a minősítés birtokosa { $name } ({ $holder }), nem pedig az, akiről a kérdés szól
verdict-stale = elavult: { $name } legutóbb { $stated } napján nyilatkozott a minősítéseiről, több mint { $limit ->
    [one] { $limit } nappal
   *[other] { $limit } nappal
} korábban
verdict-unknown-scheme = a rendszer nem ismert

# Miért nem jogosult egy kiállító.

verdict-accreditation = akkreditáló: { $grantor }; { $what }
verdict-not-then = az akkreditáció ({ $grantor }) hatálya: { $from } – { $until }, a minősítést pedig ezen a napon ítélték oda: { $awarded }
verdict-taken-back = az akkreditáció ({ $grantor }) állapota: { $how ->
    [suspended] felfüggesztve
    [withdrawn] visszavonva
    [returned] visszaadva
    [superseded] felváltva
    [corrected] helyesbítve
   *[annulled] semmis
} ettől a naptól: { $since }; a minősítést pedig ezen a napon ítélték oda: { $awarded }
verdict-widened = { $grantor } több jogot adott tovább, mint amennyije van: { $what }
verdict-outlasts = { $grantor } olyan időre adott akkreditációt, amelyre maga sem volt akkreditálva
verdict-no-such-level = a rendszernek nincs ilyen szintje
verdict-renews-ended = a megújított minősítés állapota: { $how ->
    [withdrawn] visszavonva
    [returned] visszaadva
    [superseded] felváltva
    [corrected] helyesbítve
   *[annulled] semmis
} ettől a naptól: { $since }
verdict-renews-other = a megújított minősítés más rendszer szerinti
verdict-earlier = a megújított vagy előfeltételként megkívánt minősítésről: { $why }
verdict-presupposes = a rendszer más minősítést is megkíván: { $what }
verdict-scope-action = nem jogosít fel erre: { $action ->
    [assess] értékelés
    [decide] döntés
    [delegate] mások akkreditálása
   *[issue] kiállítás
}
verdict-scope-scheme = nem terjed ki erre a rendszerre: { $scheme }
verdict-scope-level = nem terjed ki erre a szintre: „{ $level }”
verdict-scope-type = nem terjed ki az ilyen típusú birtokosra: „{ $type }”
verdict-scope-type-unstated = csak bizonyos típusú birtokosokra terjed ki, és a típus nincs megadva
verdict-scope-every-type = nem terjed ki minden típusú birtokosra
verdict-scope-region = nem terjed ki erre a régióra: { $region }
verdict-scope-region-unstated = csak bizonyos régiókra terjed ki, és a régió nincs megadva
verdict-scope-everywhere = nem terjed ki minden régióra
verdict-scope-depth = ilyen messzire nem adható tovább

# Hibás aláírások, lenyomatok és útvonalak.

verdict-broken-log = egy szervezet naplója hibás
verdict-broken-entry = egy bejegyzés nem az, amit az eszköze aláírt
verdict-broken-retired = egy bejegyzést olyan kulccsal írtak alá, amelyet a szervezet akkor már kivont
verdict-broken-credential = a tanúsítvány nem az, amit a kiállítója aláírt
verdict-broken-document = egy dokumentum nem az, amelyen a minősítés alapul
verdict-broken-accreditation = egy akkreditáció nem az, amit az akkreditáló aláírt
verdict-broken-replaced = egy akkreditációt kicseréltek: nem az, amelyet a minősítés megnevez
verdict-broken-list = a bizonyítékok egyik állapotlistája nem az, amit a kiállító aláírt
verdict-broken-statement = a bizonyítékok nem illenek a kiállító nyilatkozatához

# Ami együtt nem lehet igaz.

verdict-two-contents = a kiállító két különböző tartalmat írt alá ehhez a minősítéshez
verdict-two-registers = a kiállító két nyilvántartást vezet: ugyanarról a helyről két különböző dolgot állított
verdict-list-contradicts = a kiállító állapotlistája és aktusai ellentmondanak egymásnak

# Miért nem lehet megmondani.

verdict-lacks-log = a bizonyítékok közül hiányzik egy szervezet naplója
verdict-lacks-document = a bizonyítékok közül hiányzik egy dokumentum, amelyen az ítélet alapul
verdict-lacks-content = a bizonyítékok közül hiányzik egy dokumentum tartalma
verdict-lacks-statement = a bizonyítékok közül hiányzik a kiállító nyilatkozata arról, meddig jutott el a közléseivel
verdict-lacks-assessing = a bizonyítékok közül hiányzik az értékelő szervezetnek a rendszer gazdájától kapott akkreditációja
verdict-lacks-deciding = a bizonyítékok közül hiányzik a döntéshozónak a rendszer gazdájától kapott akkreditációja
verdict-lacks-issuing = a bizonyítékok közül hiányzik a kiállítónak a rendszer gazdájától kapott akkreditációja
verdict-lacks-earlier = a bizonyítékok közül hiányzik egy minősítés, amelyet ez megújít vagy megkíván
verdict-lacks-earlier-right = a bizonyítékok közül hiányzik annak akkreditációja, aki az e minősítés által megújított vagy megkívánt minősítést kiállította
verdict-disputed = az azonosság vitatott, és egyetlen horgony sem rögzíti valamelyik ágát: { $organisation }
verdict-pin-missing = a napló nem tartalmazza a horgony által rögzített változatot: { $organisation }
verdict-withheld = a kiállító egyes aktusai kimaradtak a bizonyítékokból; kérdezzen meg egy másik csomópontot
verdict-from-the-future = a kiállító nyilatkozatának kelte ({ $stated }) későbbi, mint ez az ellenőrzés: ellenőrizze az órát
verdict-unknown-status = a minősítésnek olyan állapota van, amelyet ez a változat nem ismer; használjon újabbat
verdict-not-known-then = a minősítést ezen a napon ítélték oda: { $awarded }, a kérdés pedig arra vonatkozik, ami azelőtt volt ismert
verdict-not-stated = a minősítés nem közli azt, amire rendszerének egyik szabályához szükség van: { $what }
verdict-no-anchor = az Ön egyik horgonya sem bízik a kiállítóban vagy a rendszer gazdájában; vegyen fel egyet ezzel: `hanse anchor add`

# Időszakok, amelyeket egy rendszer nem enged meg.

verdict-period-level = a rendszernek nincs ilyen szintje: { $level }
verdict-period-backwards = a minősítés vége ({ $until }) megelőzné a kezdetét ({ $from })
verdict-period-decided = a döntés napja ({ $decided }) megelőzi az értékelés végét ({ $assessed })
verdict-period-months = e rendszer minősítése egész hónapokra szól, elsejétől a hónap utolsó napjáig, ez pedig így: { $from } – { $until }
verdict-period-unassessed = a minősítés az értékeléssel kezdődik, és az értékelés egyetlen napja sincs megadva
verdict-period-start = a minősítés { $event ->
    [assessment] az értékeléssel
   *[decision] a döntéssel
} kezdődik, ebben az időben: { $earliest } – { $latest }, nem pedig ezen a napon: { $from }
verdict-period-gap = a megújított minősítés a régi lejártát követő napon kezdődik ({ $expected }), nem pedig ezen a napon: { $from }
verdict-period-back = a minősítés kezdete { $from }, de legfeljebb { $months ->
    [one] { $months } hónappal
   *[other] { $months } hónappal
} a döntés előtt kezdődhet ({ $earliest })
verdict-period-early = a megújításról ezen a napon döntöttek: { $decided }; legkorábban ekkor lehet: { $earliest }
verdict-period-late = a megújításról ezen a napon döntöttek: { $decided }; legkésőbb ekkor lehetett: { $latest }; utána csak új minősítésként
verdict-period-trial = próbaminősítést nem újítanak meg
verdict-period-long = a minősítés vége { $until }, de legkésőbb ekkor lehet: { $latest }
verdict-period-unscored = a minősítés idejét a pontszám dönti el; anélkül legkésőbb ekkor érhet véget: { $latest }, nem pedig ekkor: { $until }
verdict-period-band = e rendszerben egyetlen pontszám sem ad { $months ->
    [one] { $months } hónapos
   *[other] { $months } hónapos
} érvényességi időt
verdict-period-unconditional = ezen a szinten a minősítést feltétellel adják, és ezt ki kell mondania
verdict-period-fixed = ezen a szinten a minősítés nem hosszabbítható meg
verdict-period-calendar = a minősítés 2108 után érne véget

# Birtokosok és értékelők, akiket egy rendszer nem enged meg.

verdict-holder-type-unknown = a rendszer nekik szól: { $allowed }; a birtokos típusa nem ismert
verdict-holder-type = a rendszer nekik szól: { $allowed }; a birtokos típusa: { $found }
verdict-holder-region-unknown = a rendszer ebben a térségben működik: { $territory }; a birtokos régiója nem ismert
verdict-holder-region = a rendszer ebben a térségben működik: { $territory }; a birtokos régiója: { $found }
verdict-needs = szükséges: { $needed }; a birtokosnak nincs ilyen minősítése
verdict-assessors-few = { $named ->
    [one] { $named } értékelő
   *[other] { $named } értékelő
} van megnevezve, és a rendszer legalább ennyit kíván: { $needed }
verdict-assessors-twice = ugyanaz az értékelő kétszer szerepel: { $assessor }
verdict-assessors-country = az értékelő ({ $assessor }) országa { $country }, és ez nem szerepel az ISO 3166-1 szabványban
verdict-assessors-foreign = { $named ->
    [one] { $named } értékelő
   *[other] { $named } értékelő
} jön más országból, mint { $country }, és a rendszer legalább ennyit kíván: { $needed }
verdict-assessors-domestic = { $named ->
    [one] { $named } értékelő
   *[other] { $named } értékelő
} jön ebből az országból: { $country }, és a rendszer legalább ennyit kíván: { $needed }
verdict-assessors-home = a rendszer előírja, honnan jöjjenek az értékelők, és a birtokos országa nem ismert
verdict-body-unknown = a rendszer független értékelő szervezetet kíván, és egy sincs megnevezve
verdict-body-issuer = az értékelő szervezet maga a kiállító
verdict-body-subject = az értékelő szervezet maga a birtokos
verdict-body-decided = aki értékelt, az döntött is
verdict-subject-decided = a birtokos a saját minősítéséről döntött
verdict-subject-issued = a birtokos maga állította ki a minősítését, és a rendszer nem önbevalláson alapul

# Mit mondott később a kiállító: ami már megkezdődött, és ami még jön.

verdict-act-suspended = felfüggesztve ettől a naptól: { $day }
verdict-act-suspended-ahead = felfüggesztik ettől a naptól: { $day }
verdict-act-suspended-until = felfüggesztve: { $day } – { $until }
verdict-act-reinstated = újra érvényes ettől a naptól: { $day }
verdict-act-reinstated-ahead = újra érvényes lesz ettől a naptól: { $day }
verdict-act-withdrawn = visszavonva ettől a naptól: { $day }
verdict-act-withdrawn-ahead = visszavonják ettől a naptól: { $day }
verdict-act-returned = a birtokosa visszaadta ettől a naptól: { $day }
verdict-act-returned-ahead = a birtokosa visszaadja ettől a naptól: { $day }
verdict-act-reduced = a szintje „{ $level }” ettől a naptól: { $day }
verdict-act-reduced-ahead = a szintje „{ $level }” lesz ettől a naptól: { $day }
verdict-act-superseded = helyébe lépett: { $by }, ettől a naptól: { $day }
verdict-act-superseded-ahead = helyébe lép: { $by }, ettől a naptól: { $day }
verdict-act-corrected = helyesbítette: { $by }, ettől a naptól: { $day }
verdict-act-corrected-ahead = helyesbíti: { $by }, ettől a naptól: { $day }
verdict-act-annulled = semmis, mintha sosem állították volna ki
verdict-act-transferred = új birtokosa: { $to } ({ $id }), ettől a naptól: { $day }
verdict-act-transferred-ahead = új birtokosa lesz: { $to } ({ $id }), ettől a naptól: { $day }
verdict-act-extended = meghosszabbítva ezen a napon: { $day }, eddig: { $until }
verdict-act-extended-ahead = meghosszabbítják ezen a napon: { $day }, eddig: { $until }
verdict-act-condition-met = a feltétel teljesült ezen a napon: { $day }
verdict-act-condition-met-ahead = a feltétel teljesül ettől a naptól: { $day }
verdict-act-appealed = fellebbezés a(z) { $act } aktus ellen, napja: { $day }
verdict-act-appeal-upheld = a(z) { $act } aktus elleni fellebbezésnek helyt adtak ({ $day }): { $panel }
verdict-act-appeal-rejected = a(z) { $act } aktus elleni fellebbezést elutasították ({ $day }): { $panel }
verdict-act-appeal-remitted = a(z) { $act } aktus elleni fellebbezés nyomán új döntés kell ({ $day }): { $panel }
verdict-act-no-panel = meg nem nevezett testület
verdict-act-taken-over = a kiállító jogutódja átvette ezen a napon: { $day }
verdict-act-taken-over-ahead = a kiállító jogutódja veszi át ezen a napon: { $day }
