# Ami több oldalon is áll.

say-nameless = Név nélkül
say-nameless-party = név nélküli szervezet
say-mixed-alphabets = több ábécé betűi
say-looks-latin = latin betűknek látszó más betűk
say-remarks = A csomópont megjegyzései:
say-remark = A csomópont megjegyzése: { $remark }
say-confirmed-by-organisation = A szervezet megerősítette: { $day }
say-confirmed-by-agency = Az ügynökség megerősítette: { $day }
say-issued-by = Kiállító: { $issuer }
say-held-by = Birtokos: { $holder }
say-statement = A kiállító nyilatkozatának napja: { $day }
say-shown = Itt a legújabbak láthatók, { $shown } a következőből: { $all }; az API-ban mind megvan.
say-anchors = Kinek az ítélete ez
say-no-anchors = Ez a csomópont nem rögzített bizalmi horgonyt, ezért egyetlen kiállító jogát sem tudja visszavezetni olyanra, akiben megbízik.
say-judged-with = A csomópont bizalmi horgonyai alapján megítélve:
say-own-anchors = Saját horgonyokkal az ítélet más lehet:
say-also = más néven
say-version = { $version } változat
say-take = Letölthető
say-findings-in = A részletek { $language } olvashatók.
say-calls-itself-cluster = klaszterszervezetnek nevezi magát
say-calls-itself-agency = regionális ügynökségnek nevezi magát
say-calls-itself-label-authority = minősítő szervezetnek nevezi magát
