# Lo que rodea cada página.

frame-skip = Ir al contenido
frame-demonstration = Demostración
frame-demonstration-title = Demostración:
frame-demonstration-what = las agencias, la entidad que otorga los sellos, sus sellos y el titular de estos son ficticios, y este nodo ha fijado esa entidad como ancla de confianza.
frame-demonstration-real = Las fichas nombran organizaciones reales (fuente: { $registers }) y no son su propia palabra.
frame-demonstration-register = Las fichas nombran a quienes nombra el registro: { $file }. No son su propia palabra.
frame-tagline = Directorio de organizaciones clúster
frame-main = Menú principal
frame-search = Búsqueda
frame-node = Este nodo
frame-api = API
frame-languages = Idioma
frame-same = { $claim } a partir de las mismas declaraciones firmadas. Nadie tiene que creer a este.
frame-same-claim = Cada nodo calcula el mismo directorio
frame-node-name = Nodo
frame-licence = Licencia
frame-licence-name = Licencia Pública de la Unión Europea, versión 1.2
frame-json = Esta página en JSON
frame-changes = Cambios
frame-map = Mapa
frame-counts = Cifras
frame-about = Un directorio de organizaciones clúster sin centro: cada declaración nombra a su autor y cualquiera puede comprobarla.
