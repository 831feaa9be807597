# Co mówią zasady programu. Angielski stoi w protocol/data/sentences/rule.ftl.

rule-or = { $one } lub { $other }
rule-comma = { $one }, { $other }
rule-note = { $note }

# O całym programie.

rule-assessed = Oceniający sprawdzają kryteria, a decyduje uprawniona jednostka.
rule-self-declared = Wnioskodawca sam oświadcza, co spełnia.
rule-peer-reviewed = Osoby z branży oceniają, zalecają i pytają później, co z tego wynikło; nikt nie zdaje ani nie odpada.
rule-for = Jest dla: { $types }.
rule-territory = Obowiązuje na obszarze: { $territory }.
rule-average = Wynik łączny to średnia wszystkich kryteriów, które dają punkty.
rule-stages = Etapy: { $stages }.
rule-round = Wnioski w rundzie { $round } przyjmuje się od { $opens } do { $closes }.
rule-adopted = Przyjęto go { $day }.
rule-adopted-at = Przyjęto go { $day } ({ $at }).
rule-adopted-by = Przyjęto go { $day }; uchwalili: { $by }.
rule-adopted-at-by = Przyjęto go { $day } ({ $at }); uchwalili: { $by }.
rule-review = Gospodarz odpowiada na każde zalecenie ({ $responses }); po { $months ->
    [one] { $months } miesiącu
    [few] { $months } miesiącach
    [many] { $months } miesiącach
   *[other] { $months } miesiąca
} oceniający pytają, co z tego wynikło.
rule-suspension = Znak zawiesza się najwyżej na { $months ->
    [one] { $months } miesiąc
    [few] { $months } miesiące
    [many] { $months } miesięcy
   *[other] { $months } miesiąca
}.
rule-appeal = Od decyzji można się odwołać w ciągu { $months ->
    [one] { $months } miesiąca
    [few] { $months } miesięcy
    [many] { $months } miesięcy
   *[other] { $months } miesiąca
}; do rozstrzygnięcia decyzja obowiązuje.
rule-appeal-rests = Od decyzji można się odwołać w ciągu { $months ->
    [one] { $months } miesiąca
    [few] { $months } miesięcy
    [many] { $months } miesięcy
   *[other] { $months } miesiąca
}; do rozstrzygnięcia decyzja jest wstrzymana.
rule-appeal-panel = Od decyzji można się odwołać w ciągu { $months ->
    [one] { $months } miesiąca
    [few] { $months } miesięcy
    [many] { $months } miesięcy
   *[other] { $months } miesiąca
} do składu, w którym nikt nie oceniał; do rozstrzygnięcia decyzja obowiązuje.
rule-appeal-panel-rests = Od decyzji można się odwołać w ciągu { $months ->
    [one] { $months } miesiąca
    [few] { $months } miesięcy
    [many] { $months } miesięcy
   *[other] { $months } miesiąca
} do składu, w którym nikt nie oceniał; do rozstrzygnięcia decyzja jest wstrzymana.
rule-succeeds = Poprzednik: { $scheme }.
rule-succeeded = Następca: { $scheme }.
rule-derived = Wywodzi się z: { $scheme }.
rule-aligned = Jest uzgodniony z: { $scheme }.
rule-cross-same = { $from } wymaga tego samego co { $to } ({ $scheme }).
rule-cross-stricter = { $from } wymaga więcej niż { $to } ({ $scheme }).
rule-cross-weaker = { $from } wymaga mniej niż { $to } ({ $scheme }).
rule-cross-related = { $from } wiąże się z { $to } ({ $scheme }).

# O poziomie.

rule-trial = To znak próbny, którego się nie odnawia.
rule-total-points = Potrzeba co najmniej { $points } z { $most } punktów.
rule-total-percent = Potrzeba co najmniej { $percent }% z { $most } punktów.
rule-complete = Każde kryterium wymaga odpowiedzi.
rule-dimension-points = „{ $dimension }”: potrzeba co najmniej { $points ->
    [one] { $points } punktu
    [few] { $points } punktów
    [many] { $points } punktów
   *[other] { $points } punktu
}.
rule-dimension-percent = „{ $dimension }”: potrzeba co najmniej { $percent }%.
rule-needs = Wymagane wcześniej: { $what }.
rule-earlier = wcześniejszy znak
rule-earlier-of = znak programu { $scheme }
rule-earlier-level = { $level } programu { $scheme }
rule-earlier-least = { $label }, od co najmniej { $months ->
    [one] { $months } miesiąca
    [few] { $months } miesięcy
    [many] { $months } miesięcy
   *[other] { $months } miesiąca
}
rule-earlier-most = { $label }, z początkiem najwyżej { $months ->
    [one] { $months } miesiąc
    [few] { $months } miesiące
    [many] { $months } miesięcy
   *[other] { $months } miesiąca
} wcześniej
rule-earlier-between = { $label }, z początkiem od { $least } do { $months ->
    [one] { $months } miesiąca
    [few] { $months } miesięcy
    [many] { $months } miesięcy
   *[other] { $months } miesiąca
} wcześniej
rule-earlier-valid = { $label }, nadal ważny
rule-begins-month-assessed = Znak zaczyna się pierwszego dnia miesiąca oceny.
rule-begins-month-decided = Znak zaczyna się pierwszego dnia miesiąca decyzji.
rule-begins-day-assessed = Znak zaczyna się w dniu oceny.
rule-begins-day-decided = Znak zaczyna się w dniu decyzji.
rule-holds-month = Obowiązuje najwyżej { $months ->
    [one] { $months } miesiąc
    [few] { $months } miesiące
    [many] { $months } miesięcy
   *[other] { $months } miesiąca
}, licząc od pierwszego dnia miesiąca, w którym się zaczyna.
rule-holds-day = Obowiązuje najwyżej { $months ->
    [one] { $months } miesiąc
    [few] { $months } miesiące
    [many] { $months } miesięcy
   *[other] { $months } miesiąca
}, licząc od pierwszego dnia.
rule-ends = Kończy się { $day }, bez względu na początek.
rule-band-points = Od { $points ->
    [one] { $points } punktu
    [few] { $points } punktów
    [many] { $points } punktów
   *[other] { $points } punktu
} obowiązuje { $months ->
    [one] { $months } miesiąc
    [few] { $months } miesiące
    [many] { $months } miesięcy
   *[other] { $months } miesiąca
}.
rule-band-percent = Od { $percent }% obowiązuje { $months ->
    [one] { $months } miesiąc
    [few] { $months } miesiące
    [many] { $months } miesięcy
   *[other] { $months } miesiąca
}.
rule-condition = Przyznaje się go warunkowo: { $condition }.
rule-extended = Można go przedłużyć łącznie do { $months ->
    [one] { $months } miesiąca
    [few] { $months } miesięcy
    [many] { $months } miesięcy
   *[other] { $months } miesiąca
}.
rule-extended-until = Można go przedłużyć do { $day }.
rule-not-before = Nie zaczyna się przed decyzją.
rule-back = Zaczyna się najwyżej { $months ->
    [one] { $months } miesiąc
    [few] { $months } miesiące
    [many] { $months } miesięcy
   *[other] { $months } miesiąca
} przed decyzją.
rule-renewed = Można go odnowić { $when }.
rule-renewed-seamless = Można go odnowić { $when }, a zaczyna się dzień po poprzednim końcu.
rule-renewal-term = na { $months ->
    [one] { $months } miesiąc
    [few] { $months } miesiące
    [many] { $months } miesięcy
   *[other] { $months } miesiąca
}, { $when }
rule-renewal-opens = od { $months ->
    [one] { $months } miesiąca
    [few] { $months } miesięcy
    [many] { $months } miesięcy
   *[other] { $months } miesiąca
} przed końcem { $until }
rule-renewal-end = do końca
rule-renewal-grace = do { $months ->
    [one] { $months } miesiąca
    [few] { $months } miesięcy
    [many] { $months } miesięcy
   *[other] { $months } miesiąca
} po końcu
rule-takes = Potrzeba: { $assessors }.
rule-assessors = co najmniej { $count ->
    [one] { $count } oceniający
    [few] { $count } oceniających
    [many] { $count } oceniających
   *[other] { $count } oceniającego
}
rule-assessors-foreign = co najmniej { $count } z innego kraju
rule-assessors-domestic = co najmniej { $count } z tego samego kraju
rule-body-apart = Jednostka oceniająca nie jest ani wystawcą, ani wnioskodawcą.
rule-decider-apart = Kto decyduje, ten nie oceniał.

# Jak liczy się kryterium.

rule-gate = kryterium dopuszczające
rule-number = liczba
rule-number-unit = liczba ({ $unit })
rule-grade = ocena od { $lowest } do { $highest }
rule-judged = według uznania oceniających
rule-group = spośród: { $members }
rule-at-least = potrzeba co najmniej { $minimum }
rule-at-most = najwyżej { $minimum }
rule-judgement = potrzeba: { $judgement ->
    [not] niespełnione
    [partly] spełnione częściowo
   *[met] spełnione
}
rule-at-level = { $minimum } dla { $level }
rule-points = { $points ->
    [one] { $points } punkt
    [few] { $points } punkty
    [many] { $points } punktów
   *[other] { $points } punktu
}
rule-step-from = od { $at }: { $points }
rule-step-to = do { $at }: { $points }
rule-grade-points = punkty: { $each }
rule-judged-points = { $met }, gdy spełnione, { $partly }, gdy częściowo
rule-weight = waga: { $weight }
rule-levels = tylko dla { $levels }
rule-optional = może nie mieć zastosowania
rule-source-declared = według własnego oświadczenia
rule-source-document = poparte dokumentem
rule-source-interview = ustalone w rozmowie
rule-source-statistic = ze statystyki
