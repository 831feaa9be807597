# Was auf mehreren Seiten steht.

say-nameless = Ohne Namen
say-nameless-party = einer Organisation ohne Namen
say-mixed-alphabets = Buchstaben aus mehreren Alphabeten
say-looks-latin = andere Buchstaben, die wie lateinische aussehen
say-remarks = Dieser Knoten merkt an:
say-remark = Dieser Knoten merkt an: { $remark }
say-confirmed-by-organisation = Von der Organisation bestätigt am { $day }
say-confirmed-by-agency = Von der Agentur bestätigt am { $day }
say-issued-by = Ausgestellt von { $issuer }
say-held-by = Gehalten von { $holder }
say-statement = Nach der Aussage des Ausstellers vom { $day }
say-shown = Hier stehen die neuesten { $shown } von { $all }; die API hat alle.
say-anchors = Wessen Urteil das ist
say-no-anchors = Dieser Knoten hat keine Vertrauensanker festgelegt und kann daher das Recht keines Ausstellers auf jemanden zurückführen, dem er vertraut.
say-judged-with = Beurteilt mit den Vertrauensankern dieses Knotens:
say-own-anchors = Mit Ihren eigenen Ankern kann das Urteil anders ausfallen:
say-also = auch
say-version = Version { $version }
say-take = Zum Mitnehmen
say-findings-in = Was hier im Einzelnen steht, ist { $language } geschrieben.
say-calls-itself-cluster = nennt sich Clusterorganisation
say-calls-itself-agency = nennt sich Regionalagentur
say-calls-itself-label-authority = nennt sich Labelstelle
