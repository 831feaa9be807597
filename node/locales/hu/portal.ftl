# Portálok: kiket fognak össze a szervezetek, és minek az alapján.

portal-kind = Portál
portal-all-portals = Portálok
portal-about = { $title }, portál: { $organisations } saját profillal, { $listings } ügynökségek felvételével.
portal-kept-by = Aláírta: { $keeper }, kezdete: { $day }
portal-changed = utoljára módosítva: { $day }
portal-word = Aki portált gondoz, a válogatásért felel, semmi másért. Nem minősítés, és akiket összefog, azoknak nem kellett kérniük.
portal-narrow = Szűkítés a keresőben
portal-whom = Kik tartoznak ide
portal-rule = Mindenki, akire mindez érvényes; több érték közül egy is elég.
portal-no-rule = Név szerint: { $members ->
    [one] { $members } szervezet vagy bejegyzés.
   *[other] { $members } szervezet vagy bejegyzés.
}
portal-and-members = Ezen felül név szerint: { $members ->
    [one] { $members } szervezet vagy bejegyzés.
   *[other] { $members } szervezet vagy bejegyzés.
}
portal-exceptions = Név szerint kihagyva: { $exceptions ->
    [one] { $exceptions } szervezet vagy bejegyzés.
   *[other] { $exceptions } szervezet vagy bejegyzés.
}
portal-words = Keresőszavak
portal-gathers = Kiket fog össze
portal-what = A portál egy makrorégió, egy téma vagy egy program szervezeteit fogja össze. A portált gondozó szervezet aláírja, és minden csomópont ugyanazt mutatja.
portal-none = Ezen a csomóponton még senki sem gondoz portált. Ez a parancs létrehoz egyet:
portal-count = { $portals ->
    [one] { $portals } portál
   *[other] { $portals } portál
}
portal-gathered = { $count ->
    [one] { $count } szervezet vagy bejegyzés
   *[other] { $count } szervezet és bejegyzés
}
portal-kept = Az általa gondozott portálok
portal-of-them = { $portals ->
    [one] Egy portál fogja össze őket
   *[other] { $portals } portál fogja össze őket
}
portal-json = A portál (JSON)
portal-keeper-ended = A portált aláíró szervezet megszüntette az identitását.
portal-not-understood = Ez a csomópont a szabály egy részét nem érti ({ $fields }). Ezért a szabály itt senkit sem talál; a szoftver újabb változata talán érti.
