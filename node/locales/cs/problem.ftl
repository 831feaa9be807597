# Stránka o tom, co se nepodařilo.

problem-kind = Problém { $status }
problem-advice = Co můžete udělat
problem-search = Na stránku hledání
problem-not-found = Nenalezeno
problem-not-found-what = Tento uzel nemá to, k čemu tato adresa vede; možná to má jiný, nebo to přijde s příští výměnou.
problem-bad-request = Nesrozumitelný požadavek
problem-bad-request-what = Uzel nerozumí tomu, oč byl požádán.
problem-unprocessable = Nečitelný obsah
problem-unprocessable-what = Co je zveřejněno na této adrese, nelze přečíst jako to, čím to má být.
problem-method = Nedovolená metoda
problem-method-what = Na tuto adresu se takto nelze dotázat.
problem-unavailable = Uzel teď nic nepřijímá
problem-unavailable-what = Uzel teď neodpovídá.
problem-internal = Vnitřní chyba
problem-internal-what = Uzel udělal chybu; jakou, říká jeho protokol.
problem-other = Problém
problem-other-what = Uzel neudělal, oč byl požádán.
problem-check-address = Zkontrolujte adresu: identifikátor je dlouhý a záleží na každém písmenu.
problem-search-name = Vyhledejte raději název.
problem-go-back = Vraťte se a změňte požadavek.
problem-try-again = Zkuste to za chvíli znovu nebo se zeptejte jiného uzlu: všechny mají tentýž adresář.
