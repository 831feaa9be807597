# Co protokół mówi o znakach jakości. Angielski stoi w protocol/data/sentences/verdict.ftl.

verdict-and = { $one }; { $other }

# Co sprawdzono i co się zgadza.

verdict-log-holds = dziennik wystawcy jest poprawny do wersji { $versions }
verdict-in-statement = każdy wpis znaku jest objęty oświadczeniem z { $stated }
verdict-one-register = wystawca prowadzi jeden rejestr o jednej treści
verdict-well-formed = Verifiable Credential 2.0 i Open Badge 3.0 w postaci przewidzianej dla znaków
verdict-proof-holds = podpis jest prawidłowy
verdict-signed = podpisano urządzeniem wystawcy { $issuer }, { $device }
verdict-signed-left = podpisano urządzeniem wystawcy { $issuer }, wycofanym od tego czasu, { $device }
verdict-signed-compromised = podpisano urządzeniem wystawcy { $issuer }, którego klucz od tego czasu ujawniono, { $device }
verdict-scheme = { $title } { $version }, właściciel: { $owner }
verdict-is-anchor = { $issuer } to kotwica zaufania dla tego programu
verdict-owns-scheme = { $party } to właściciel programu i kotwica zaufania
verdict-may = { $party } może { $action ->
    [assess] oceniać
    [decide] decydować
    [delegate] akredytować innych
   *[issue] przyznawać znak
} do { $until }, akredytacji udziela { $chain }
verdict-chain = { $grantor }, którego akredytuje { $above }
verdict-for-everyone = program jest dla każdego posiadacza
verdict-for-such = program jest dla takiego posiadacza: { $holder }
verdict-heir-apart = obecny posiadacz ani go nie przyznał, ani o nim nie decydował
verdict-no-assessors = program nie wymaga wskazania oceniających
verdict-assessed-by = oceniali: { $assessors }; za ich tożsamość ręczy słowo wystawcy
verdict-renews = odnawia, zgodnie z programem, znak ważny do { $previous }
verdict-term = od { $from } do { $until } to okres przewidziany w programie
verdict-presupposed = posiadacz miał to, czego program wymaga wcześniej
verdict-awarded = przyznanie w dniu { $awarded } potwierdza tylko słowo wystawcy; znak opublikowano { $published }, kluczami z { $keys }
verdict-kept-by = { $successor } prowadzi znak za wystawcę
verdict-reduced = obniżono go do poziomu „{ $level }”
verdict-transferred = nowy posiadacz: { $holder }, od { $since }
verdict-appeal-waits = odwołanie czeka na rozstrzygnięcie; do tego czasu akt obowiązuje
verdict-today = w dniu { $today }: { $state }
verdict-holds = ani zawieszony, ani zakończony
verdict-holds-on = w dniu { $day } ani zawieszony, ani zakończony
verdict-level-too = { $issuer } może przyznawać także ten poziom
verdict-heir-scope = z przeniesienia nie wynika, czy program jest dla takiego posiadacza: { $holder }
verdict-holder = posiada go { $holder }
verdict-within = { $day } mieści się w okresie od { $from } do { $until }
verdict-lists-absent = w dowodach nie ma list stanów wystawcy; liczą się jego akty
verdict-lists-silent = żadna lista stanów o nim nie mówi
verdict-lists-agree = listy stanów wystawcy z { $day } są zgodne z jego aktami
verdict-fresh = według oświadczenia wystawcy z { $stated }
verdict-document = { $name } to dokument znaku: { $title }
verdict-document-other = { $name } nie jest dokumentem, na którym opiera się znak

# Co z tego wynika.

verdict-valid = ważny do { $until }
verdict-conditional = ważny do { $until }, pod warunkiem: { $conditions }
verdict-not-yet = nieważny przed { $from }
verdict-expired = wygasł: ostatnim dniem był { $until }
verdict-expired-renewable = wygasł: ostatnim dniem był { $until }; można go odnowić do { $renewable }
verdict-suspended = zawieszony od { $since }: { $reason }
verdict-suspended-until = zawieszony od { $since } do { $until }: { $reason }
verdict-ended = { $how ->
    [withdrawn] cofnięty
    [returned] zwrócony
    [superseded] zastąpiony
    [corrected] sprostowany
   *[annulled] unieważniony
} od { $since }: { $reason }
verdict-not-entitled = wystawca jest nieuprawniony: { $why }
verdict-other-holder = znak posiada { $name } ({ $holder }), a nie ten, o kogo pytano
verdict-stale = nieaktualne: { $name } ostatni raz oświadcza o swoich znakach { $stated }, ponad { $limit ->
    [one] { $limit } dzień
    [few] { $limit } dni
    [many] { $limit } dni
   *[other] { $limit } dnia
} wcześniej
verdict-unknown-scheme = program nie jest znany

# Dlaczego wystawca jest nieuprawniony.

verdict-accreditation = akredytacja, której udziela { $grantor }: { $what }
verdict-not-then = akredytacja, której udziela { $grantor }, obowiązuje od { $from } do { $until }, a znak przyznano { $awarded }
verdict-taken-back = akredytacja, której udziela { $grantor }, jest { $how ->
    [suspended] zawieszona
    [withdrawn] cofnięta
    [returned] zwrócona
    [superseded] zastąpiona
    [corrected] sprostowana
   *[annulled] unieważniona
} od { $since }, a znak przyznano { $awarded }
verdict-widened = { $grantor } przekazuje więcej praw, niż ma: { $what }
verdict-outlasts = { $grantor } udziela akredytacji na czas, w którym brak własnej akredytacji
verdict-no-such-level = program nie ma takiego poziomu
verdict-renews-ended = odnawiany znak był { $how ->
    [withdrawn] cofnięty
    [returned] zwrócony
    [superseded] zastąpiony
    [corrected] sprostowany
   *[annulled] unieważniony
} od { $since }
verdict-renews-other = odnawiany znak należy do innego programu
verdict-earlier = co do znaku, który jest odnawiany lub wymagany wcześniej: { $why }
verdict-presupposes = program wymaga wcześniej innego znaku: { $what }
verdict-scope-action = nie uprawnia do czynności: { $action ->
    [assess] oceniać
    [decide] decydować
    [delegate] akredytować innych
   *[issue] przyznawać
}
verdict-scope-scheme = nie obejmuje programu { $scheme }
verdict-scope-level = nie obejmuje poziomu „{ $level }”
verdict-scope-type = nie obejmuje posiadaczy typu „{ $type }”
verdict-scope-type-unstated = obejmuje tylko niektóre typy posiadaczy, a typu nie podano
verdict-scope-every-type = nie obejmuje wszystkich typów posiadaczy
verdict-scope-region = nie obejmuje regionu { $region }
verdict-scope-region-unstated = obejmuje tylko niektóre regiony, a regionu nie podano
verdict-scope-everywhere = nie obejmuje wszystkich regionów
verdict-scope-depth = nie można jej przekazać tak daleko

# Nieprawidłowe podpisy, skróty i ścieżki.

verdict-broken-log = dziennik organizacji jest niepoprawny
verdict-broken-entry = wpis nie jest tym, co podpisało jego urządzenie
verdict-broken-retired = wpis podpisano kluczem, który organizacja już wtedy wycofała
verdict-broken-credential = poświadczenie nie jest tym, co podpisał jego wystawca
verdict-broken-document = dokument nie jest tym, na którym opiera się znak
verdict-broken-accreditation = akredytacja nie jest tym, co podpisał udzielający
verdict-broken-replaced = akredytację podmieniono: to nie ta, którą wskazuje znak
verdict-broken-list = lista stanów w dowodach nie jest tym, co podpisał wystawca
verdict-broken-statement = dowody nie pasują do oświadczenia wystawcy

# Co nie może być prawdą jednocześnie.

verdict-two-contents = wystawca podpisał dwie różne treści tego znaku
verdict-two-registers = wystawca prowadzi dwa rejestry: o tym samym miejscu oświadczył dwie różne rzeczy
verdict-list-contradicts = lista stanów wystawcy i jego akty są ze sobą sprzeczne

# Dlaczego nie można tego powiedzieć.

verdict-lacks-log = w dowodach brakuje dziennika organizacji
verdict-lacks-document = w dowodach brakuje dokumentu, na którym opiera się werdykt
verdict-lacks-content = w dowodach brakuje treści dokumentu
verdict-lacks-statement = w dowodach brakuje oświadczenia wystawcy o tym, jak daleko sięgają jego wypowiedzi
verdict-lacks-assessing = w dowodach brakuje akredytacji jednostki oceniającej, udzielonej przez właściciela programu
verdict-lacks-deciding = w dowodach brakuje akredytacji jednostki decydującej, udzielonej przez właściciela programu
verdict-lacks-issuing = w dowodach brakuje akredytacji wystawcy, udzielonej przez właściciela programu
verdict-lacks-earlier = w dowodach brakuje znaku, który ten odnawia lub którego wymaga wcześniej
verdict-lacks-earlier-right = w dowodach brakuje akredytacji wystawcy znaku, który ten odnawia lub którego wymaga wcześniej
verdict-disputed = tożsamość { $organisation } jest sporna, a żadna kotwica nie wskazuje jej gałęzi
verdict-pin-missing = dziennik { $organisation } nie zawiera wersji, którą wskazuje kotwica
verdict-withheld = w dowodach pominięto akty wystawcy; zapytaj inny węzeł
verdict-from-the-future = oświadczenie wystawcy nosi datę { $stated }, późniejszą niż to sprawdzenie: sprawdź zegar
verdict-unknown-status = znak ma stan, którego ta wersja nie zna; użyj nowszej
verdict-not-known-then = znak przyznano { $awarded }, a pytanie dotyczy tego, co wiedziano wcześniej
verdict-not-stated = znak nie podaje tego, czego wymaga zasada jego programu: { $what }
verdict-no-anchor = żadna z Twoich kotwic nie ufa wystawcy ani właścicielowi programu; dodaj kotwicę poleceniem `hanse anchor add`

# Okresy, na które program nie pozwala.

verdict-period-level = program nie ma poziomu { $level }
verdict-period-backwards = znak skończyłby się { $until }, zanim zacznie się { $from }
verdict-period-decided = decyzję podjęto { $decided }, zanim ocena skończyła się { $assessed }
verdict-period-months = znak tego programu obowiązuje przez pełne miesiące, od pierwszego do ostatniego dnia, a ten od { $from } do { $until }
verdict-period-unassessed = znak zaczyna się z oceną, a nie podano żadnego dnia oceny
verdict-period-start = znak zaczyna się z { $event ->
    [assessment] oceną
   *[decision] decyzją
}, od { $earliest } do { $latest }, a nie { $from }
verdict-period-gap = odnowiony znak zaczyna się dzień po końcu poprzedniego, { $expected }, a nie { $from }
verdict-period-back = znak zaczyna się { $from }, a może zacząć się najwyżej { $months ->
    [one] { $months } miesiąc
    [few] { $months } miesiące
    [many] { $months } miesięcy
   *[other] { $months } miesiąca
} przed decyzją, { $earliest }
verdict-period-early = o odnowieniu zdecydowano { $decided }, a można najwcześniej { $earliest }
verdict-period-late = o odnowieniu zdecydowano { $decided }, a można było do { $latest }; później tylko jako nowy znak
verdict-period-trial = znaku próbnego się nie odnawia
verdict-period-long = znak kończy się { $until }, a może najpóźniej { $latest }
verdict-period-unscored = o okresie ważności znaku decyduje wynik punktowy; bez niego znak może kończyć się najpóźniej { $latest }, a nie { $until }
verdict-period-band = żaden wynik w tym programie nie daje okresu { $months ->
    [one] { $months } miesiąca
    [few] { $months } miesięcy
    [many] { $months } miesięcy
   *[other] { $months } miesiąca
}
verdict-period-unconditional = znak tego poziomu przyznaje się warunkowo i musi on to podawać
verdict-period-fixed = znaku tego poziomu nie można przedłużyć
verdict-period-calendar = znak skończyłby się po roku 2108

# Posiadacze i oceniający, na których program nie pozwala.

verdict-holder-type-unknown = program jest dla: { $allowed }; typ posiadacza nie jest znany
verdict-holder-type = program jest dla: { $allowed }; typ posiadacza: { $found }
verdict-holder-region-unknown = program jest dla posiadaczy z obszaru: { $territory }; region posiadacza nie jest znany
verdict-holder-region = program jest dla posiadaczy z obszaru: { $territory }; region posiadacza: { $found }
verdict-needs = wymagane: { $needed }; posiadacz nie ma takiego znaku
verdict-assessors-few = liczba wskazanych oceniających: { $named }; program wymaga co najmniej { $needed }
verdict-assessors-twice = oceniający { $assessor } jest wskazany dwa razy
verdict-assessors-country = oceniający { $assessor } pochodzi z kraju { $country }, którego nie ma w ISO 3166-1
verdict-assessors-foreign = liczba oceniających z kraju innego niż { $country }: { $named }; program wymaga co najmniej { $needed }
verdict-assessors-domestic = liczba oceniających z kraju { $country }: { $named }; program wymaga co najmniej { $needed }
verdict-assessors-home = program określa, skąd są oceniający, a kraj posiadacza nie jest znany
verdict-body-unknown = program wymaga niezależnej jednostki oceniającej, a żadnej nie wskazano
verdict-body-issuer = jednostką oceniającą jest sam wystawca
verdict-body-subject = jednostką oceniającą jest sam posiadacz
verdict-body-decided = kto oceniał, ten też decydował
verdict-subject-decided = posiadacz decydował o własnym znaku
verdict-subject-issued = posiadacz sam przyznał sobie znak, a program nie opiera się na oświadczeniu własnym

# Co wystawca powiedział później: co się zaczęło i co dopiero nastąpi.

verdict-act-suspended = zawieszony od { $day }
verdict-act-suspended-ahead = będzie zawieszony od { $day }
verdict-act-suspended-until = zawieszony od { $day } do { $until }
verdict-act-reinstated = przywrócony od { $day }
verdict-act-reinstated-ahead = będzie przywrócony od { $day }
verdict-act-withdrawn = cofnięty od { $day }
verdict-act-withdrawn-ahead = będzie cofnięty od { $day }
verdict-act-returned = zwrócony przez posiadacza od { $day }
verdict-act-returned-ahead = posiadacz zwróci go od { $day }
verdict-act-reduced = obniżony do poziomu { $level } od { $day }
verdict-act-reduced-ahead = będzie obniżony do poziomu { $level } od { $day }
verdict-act-superseded = zastąpiony przez { $by } od { $day }
verdict-act-superseded-ahead = zastąpi go { $by } od { $day }
verdict-act-corrected = sprostowany przez { $by } od { $day }
verdict-act-corrected-ahead = sprostuje go { $by } od { $day }
verdict-act-annulled = unieważniony, jakby nigdy go nie przyznano
verdict-act-transferred = przeniesiony na { $to } ({ $id }) od { $day }
verdict-act-transferred-ahead = przejdzie na { $to } ({ $id }) od { $day }
verdict-act-extended = przedłużony { $day } do { $until }
verdict-act-extended-ahead = będzie przedłużony od { $day } do { $until }
verdict-act-condition-met = warunek spełniony { $day }
verdict-act-condition-met-ahead = warunek będzie spełniony od { $day }
verdict-act-appealed = odwołanie od aktu { $act } wniesione { $day }
verdict-act-appeal-upheld = odwołanie od aktu { $act } uwzględnione { $day }, orzekali: { $panel }
verdict-act-appeal-rejected = odwołanie od aktu { $act } oddalone { $day }, orzekali: { $panel }
verdict-act-appeal-remitted = odwołanie od aktu { $act } przekazane do ponownej decyzji { $day }, orzekali: { $panel }
verdict-act-no-panel = skład nie został podany
verdict-act-taken-over = przejęty przez następcę wystawcy { $day }
verdict-act-taken-over-ahead = przejmie go następca wystawcy od { $day }
