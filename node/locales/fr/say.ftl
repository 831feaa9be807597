# Ce qui figure sur plusieurs pages.

say-nameless = Sans nom
say-nameless-party = une organisation sans nom
say-mixed-alphabets = lettres de plusieurs alphabets
say-looks-latin = autres lettres, semblables aux lettres latines
say-remarks = Remarques de ce nœud :
say-remark = Remarque de ce nœud : { $remark }
say-confirmed-by-organisation = Confirmé par l’organisation le { $day }
say-confirmed-by-agency = Confirmé par l’agence le { $day }
say-issued-by = Délivré par { $issuer }
say-held-by = Détenu par { $holder }
say-statement = D’après la déclaration de l’émetteur du { $day }
say-shown = Les { $shown } plus récents sur { $all } figurent ici ; l’API les a tous.
say-anchors = De qui vient ce jugement
say-no-anchors = Ce nœud n’a retenu aucune ancre de confiance ; il ne peut donc rattacher le droit d’aucun émetteur à quelqu’un en qui il a confiance.
say-judged-with = Jugé d’après les ancres de confiance de ce nœud :
say-own-anchors = Vos propres ancres peuvent donner un autre verdict :
say-also = aussi
say-version = version { $version }
say-take = À télécharger
say-findings-in = Le détail ci-dessous est { $language }.
say-calls-itself-cluster = se dit organisation de cluster
say-calls-itself-agency = se dit agence régionale
say-calls-itself-label-authority = se dit organisme de labellisation
