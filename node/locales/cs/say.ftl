# Co stojí na více stránkách.

say-nameless = Bez názvu
say-nameless-party = organizace bez názvu
say-mixed-alphabets = písmena z několika abeced
say-looks-latin = jiná písmena, která vypadají jako latinská
say-remarks = Poznámky tohoto uzlu:
say-remark = Poznámka tohoto uzlu: { $remark }
say-confirmed-by-organisation = Organizace to potvrdila { $day }
say-confirmed-by-agency = Agentura to potvrdila { $day }
say-issued-by = Udělil: { $issuer }
say-held-by = Držitel: { $holder }
say-statement = Podle prohlášení vydavatele z { $day }
say-shown = Zde jsou nejnovější, { $shown } z { $all }; API má všechny.
say-anchors = Čí je to posudek
say-no-anchors = Tento uzel nepřijal žádné kotvy důvěry, a nemůže proto odvodit oprávnění žádného vydavatele od nikoho, komu důvěřuje.
say-judged-with = Posouzeno podle kotev důvěry tohoto uzlu:
say-own-anchors = Vaše vlastní kotvy mohou vést k jinému verdiktu:
say-also = také
say-version = verze { $version }
say-take = Ke stažení
say-findings-in = Podrobnosti níže jsou napsány { $language }.
say-calls-itself-cluster = označuje se za klastrovou organizaci
say-calls-itself-agency = označuje se za regionální agenturu
say-calls-itself-label-authority = označuje se za orgán udělující značky
