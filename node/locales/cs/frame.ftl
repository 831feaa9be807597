# Co obklopuje každou stránku.

frame-skip = Přejít k obsahu
frame-demonstration = Ukázka
frame-demonstration-title = Ukázka:
frame-demonstration-what = agentury, orgán udělující značky, jeho značky i jejich držitel jsou smyšlení a tento uzel přijal tento orgán jako kotvu důvěry.
frame-demonstration-real = Záznamy uvádějí skutečné organizace (zdroj: { $registers }) a nejsou jejich vlastním slovem.
frame-demonstration-register = Záznamy uvádějí ty, které uvádí registr: { $file }. Nejsou jejich vlastním slovem.
frame-tagline = Adresář klastrových organizací
frame-main = Hlavní nabídka
frame-search = Hledat
frame-node = Tento uzel
frame-api = API
frame-languages = Jazyk
frame-same = { $claim } z týchž podepsaných prohlášení. Nikdo nemusí věřit právě tomuto.
frame-same-claim = Každý uzel vypočítá tentýž adresář
frame-node-name = Uzel
frame-licence = Licence
frame-licence-name = Veřejná licence Evropské unie, verze 1.2
frame-json = Tato stránka jako JSON
frame-changes = Změny
frame-map = Mapa
frame-counts = Počty
frame-about = Adresář klastrových organizací bez ústředí: každé prohlášení uvádí svého autora a každý si je může ověřit.
