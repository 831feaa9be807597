# La página de lo que no salió bien.

problem-kind = Problema { $status }
problem-advice = Lo que puede hacer
problem-search = A la página de búsqueda
problem-not-found = No encontrado
problem-not-found-what = Este nodo no tiene aquello a lo que lleva esta dirección; quizá lo tenga otro, o llegue con el próximo intercambio.
problem-bad-request = Petición incomprensible
problem-bad-request-what = El nodo no entiende lo que se pidió.
problem-unprocessable = Contenido ilegible
problem-unprocessable-what = Lo publicado en esta dirección no puede leerse como lo que debería ser.
problem-method = Método no permitido
problem-method-what = Esta dirección no puede consultarse de esta manera.
problem-unavailable = El nodo no acepta nada ahora
problem-unavailable-what = El nodo no responde ahora.
problem-internal = Error interno
problem-internal-what = El nodo cometió un error; su registro dice cuál.
problem-other = Problema
problem-other-what = El nodo no hizo lo que se pidió.
problem-check-address = Compruebe la dirección: un identificador es largo y cada letra cuenta.
problem-search-name = Busque mejor el nombre.
problem-go-back = Vuelva atrás y cambie lo que pidió.
problem-try-again = Vuelva a intentarlo en un momento, o pregunte a otro nodo: todos tienen el mismo directorio.
