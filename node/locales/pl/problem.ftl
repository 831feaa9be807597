# Strona o tym, co się nie udało.

problem-kind = Problem { $status }
problem-advice = Co można zrobić
problem-search = Do strony wyszukiwania
problem-not-found = Nie znaleziono
problem-not-found-what = Ten węzeł nie ma tego, do czego prowadzi ten adres; może ma to inny albo nadejdzie z następną wymianą.
problem-bad-request = Niezrozumiałe zapytanie
problem-bad-request-what = Węzeł nie rozumie, o co zapytano.
problem-unprocessable = Treść nie do odczytania
problem-unprocessable-what = Tego, co opublikowano pod tym adresem, nie da się odczytać jako tego, czym ma być.
problem-method = Niedozwolona metoda
problem-method-what = Tego adresu nie można odpytać w ten sposób.
problem-unavailable = Węzeł niczego teraz nie przyjmuje
problem-unavailable-what = Węzeł nie daje teraz odpowiedzi.
problem-internal = Błąd wewnętrzny
problem-internal-what = Węzeł popełnił błąd; jaki, mówi jego dziennik.
problem-other = Kłopot
problem-other-what = Węzeł nie zrobił tego, o co poproszono.
problem-check-address = Sprawdź adres: identyfikator jest długi i liczy się każda litera.
problem-search-name = Wyszukaj zamiast tego nazwę.
problem-go-back = Wróć i zmień zapytanie.
problem-try-again = Spróbuj ponownie za chwilę albo zapytaj inny węzeł: wszystkie mają ten sam katalog.
