# Liczby.

counts-title = Liczby
counts-heading = Co tu jest, w liczbach
counts-lead = Każda liczba to wynik wyszukiwania w tym węźle, stan na { $day }. Inny węzeł z tymi samymi oświadczeniami naliczy tyle samo.
counts-map = Na mapie
counts-countries = Według kraju
counts-no-country = Nikt nie podaje kraju.
counts-ecosystems = Według ekosystemu przemysłowego
counts-no-ecosystem = Nikt nie podaje ekosystemu.
counts-several = Kto należy do kilku ekosystemów, liczy się w każdym z nich.
counts-crossing = Kraje i ekosystemy
counts-crossing-what = Organizacje i wpisy; im mocniejszy kolor, tym więcej.
counts-ages = Aktualność
counts-ages-what = Organizacje i wpisy według czasu od ostatniej zmiany, według zegara autora.
counts-changed = Ostatnia zmiana
counts-number = Liczba
counts-share = Udział
counts-within = { $days ->
    [one] w ciągu { $days } dnia
    [few] w ciągu { $days } dni
    [many] w ciągu { $days } dni
   *[other] w ciągu { $days } dnia
}
counts-older = dawniej
counts-course = Miesiąc po miesiącu
counts-nothing = Nic jeszcze nie powiedziano.
counts-line-cards = organizacje i wpisy
counts-line-labels = znaki, których okres ważności już się rozpoczął
counts-by-end = Do końca miesiąca
counts-organisations = Organizacje
counts-listings = Wpisy
