# Searches that a browser keeps.

saved-title = Búsquedas guardadas
saved-what = Se quedan en este navegador; el nodo no sabe nada de ellas.
saved-name = Nombre de esta búsqueda
saved-keep = Guardar la búsqueda
saved-remove = Quitar
saved-remove-which = Quitar: { $name }
saved-kept = Guardada: { $name }
saved-removed = Quitada: { $name }
saved-full = Ya hay { $most } búsquedas guardadas. Quite una primero.
saved-failed = Este navegador no guarda nada para este sitio.
