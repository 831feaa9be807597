# Ce qui entoure chaque page.

frame-skip = Aller au contenu
frame-demonstration = Démonstration
frame-demonstration-title = Démonstration :
frame-demonstration-what = les agences, l’organisme de labellisation, ses labels et leur titulaire sont fictifs, et ce nœud a retenu cet organisme comme ancre de confiance.
frame-demonstration-real = Les inscriptions nomment des organisations réelles (source : { $registers }) et ne sont pas leur propre parole.
frame-demonstration-register = Les inscriptions nomment ceux que nomme le registre : { $file }. Elles ne sont pas leur propre parole.
frame-tagline = Répertoire des organisations de cluster
frame-main = Menu principal
frame-search = Recherche
frame-node = Ce nœud
frame-api = API
frame-languages = Langue
frame-same = { $claim } à partir des mêmes déclarations signées. Personne n’est obligé de croire celui-ci.
frame-same-claim = Chaque nœud calcule le même répertoire
frame-node-name = Nœud
frame-licence = Licence
frame-licence-name = Licence publique de l’Union européenne, version 1.2
frame-json = Cette page en JSON
frame-changes = Modifications
frame-map = Carte
frame-counts = Chiffres
frame-about = Un répertoire d’organisations de cluster sans centre : chaque déclaration nomme son auteur, et chacun peut la vérifier.
