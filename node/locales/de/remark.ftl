# Was dieser Knoten zu einem Dokument anmerkt, das nicht ganz so ist, wie es sein soll.

remark-unknown-field = { $field }: Diese Vorlage hat kein solches Feld
remark-wrong-type = { $field }: nicht vom richtigen Typ; erwartet wird { $expected }
remark-unreadable = { $field }: nicht verstanden; erwartet wird { $expected }
remark-unknown-code = { $field }: { $code } ist kein Code von { $list }, wie dieser Knoten die Liste kennt
remark-region-outside-country = { $field }: { $region } liegt nicht in { $country }
remark-shares-beyond-whole = { $field }: Die Anteile der Finanzierung ergeben zusammen { $percent } %
remark-no-name = { $field }: kein Name in irgendeiner Sprache
remark-left-out = { $field }: hat in einem Eintrag keinen Platz und wurde weggelassen

remark-expected-text = eine Zeile von höchstens { $count } Byte
remark-expected-long-text = ein Text von höchstens 16.384 Byte
remark-expected-kind = cluster, agency oder label-authority
remark-expected-code = ein Code der Liste
remark-expected-region = ein Code von NUTS wie AT221 oder von ISO 3166-2 wie CH-ZH
remark-expected-list-version = eine Liste und ihre Fassung, etwa nuts/2024
remark-expected-member = die Fassung der Liste
remark-expected-count = eine ganze Zahl unter 1.000.000.000
remark-expected-decimal = eine Zahl wie 2.5 mit höchstens zwei Stellen nach dem Punkt
remark-expected-year = ein Jahr wie 2009
remark-expected-day = ein Tag wie 2026-11-21
remark-expected-url = eine Webadresse, die mit https:// oder http:// beginnt
remark-expected-scale = eine Zahl von 0 (gar nicht) bis 4 (völlig)
remark-expected-percent = eine ganze Zahl von 0 bis 100
remark-expected-logo = ein Bild (PNG, JPEG oder WebP) von höchstens 32.768 Byte
remark-expected-post-kind = eines von { $words }
remark-expected-line = eine Zeile Text
remark-expected-degrees = Dezimalgrad mit höchstens sechs Stellen nach dem Punkt
