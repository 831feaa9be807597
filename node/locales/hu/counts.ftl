# A számok.

counts-title = Számok
counts-heading = Mi van itt, számokban
counts-lead = Minden szám egy keresés eredménye ezen a csomóponton ({ $day }). Egy másik csomópont ugyanazokkal a nyilatkozatokkal ugyanennyit számol.
counts-map = A térképen
counts-countries = Országok szerint
counts-no-country = Egyik sem nevez meg országot.
counts-ecosystems = Ipari ökoszisztémák szerint
counts-no-ecosystem = Egyik sem nevez meg ökoszisztémát.
counts-several = Aki több ökoszisztémához tartozik, mindegyikben számít.
counts-crossing = Országok és ökoszisztémák
counts-crossing-what = Szervezetek és bejegyzések; minél erősebb a szín, annál több.
counts-ages = Frissesség
counts-ages-what = Szervezetek és bejegyzések az utolsó módosításuk óta eltelt idő szerint, a szerző órája alapján.
counts-changed = Utolsó módosítás
counts-number = Darabszám
counts-share = Arány
counts-within = { $days ->
    [one] { $days } napon belül
   *[other] { $days } napon belül
}
counts-older = régebben
counts-course = Hónapról hónapra
counts-nothing = Még semmi sem hangzott el.
counts-line-cards = szervezetek és bejegyzések
counts-line-labels = minősítések, amelyek érvényességi ideje már elkezdődött
counts-by-end = A hónap végéig
counts-organisations = Szervezetek
counts-listings = Bejegyzések
