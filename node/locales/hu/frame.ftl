# Ami minden oldal körül áll.

frame-skip = Ugrás a tartalomhoz
frame-demonstration = Bemutató
frame-demonstration-title = Bemutató:
frame-demonstration-what = az ügynökségek, a minősítő szervezet, a minősítései és azok birtokosa kitaláltak, és ez a csomópont ezt a szervezetet rögzítette bizalmi horgonyként.
frame-demonstration-real = A bejegyzések valódi szervezeteket neveznek meg (forrás: { $registers }), és nem azok saját szavai.
frame-demonstration-register = A bejegyzések azokat nevezik meg, akiket a nyilvántartás: { $file }. Nem azok saját szavai.
frame-tagline = Klaszterszervezetek jegyzéke
frame-main = Főmenü
frame-search = Keresés
frame-node = Ez a csomópont
frame-api = API
frame-languages = Nyelv
frame-same = { $claim } ugyanazokból az aláírt nyilatkozatokból. Senkinek sem kell ennek hinnie.
frame-same-claim = Minden csomópont ugyanazt a jegyzéket számítja ki
frame-node-name = Csomópont
frame-licence = Licenc
frame-licence-name = Az Európai Unió nyilvános licence, 1.2-es változat
frame-json = Ez az oldal JSON-ként
frame-changes = Változások
frame-map = Térkép
frame-counts = Számok
frame-about = Klaszterszervezetek jegyzéke, központ nélkül: minden nyilatkozat megnevezi a szerzőjét, és bárki ellenőrizheti.
