# Lo que figura en varias páginas.

say-nameless = Sin nombre
say-nameless-party = una organización sin nombre
say-mixed-alphabets = letras de varios alfabetos
say-looks-latin = otras letras que parecen latinas
say-remarks = Observaciones de este nodo:
say-remark = Observación de este nodo: { $remark }
say-confirmed-by-organisation = Confirmado por la organización el { $day }
say-confirmed-by-agency = Confirmado por la agencia el { $day }
say-issued-by = Otorgado por { $issuer }
say-held-by = Titular: { $holder }
say-statement = Según la declaración del emisor del { $day }
say-shown = Aquí figuran los más recientes, { $shown } de { $all }; la API los tiene todos.
say-anchors = De quién es este juicio
say-no-anchors = Este nodo no ha fijado anclas de confianza, por lo que no puede remitir el derecho de ningún emisor a nadie en quien confíe.
say-judged-with = Juzgado con las anclas de confianza de este nodo:
say-own-anchors = Con sus propias anclas el veredicto puede ser otro:
say-also = también
say-version = versión { $version }
say-take = Para descargar
say-findings-in = Los detalles siguientes están { $language }.
say-calls-itself-cluster = se presenta como organización clúster
say-calls-itself-agency = se presenta como agencia regional
say-calls-itself-label-authority = se presenta como entidad que otorga sellos
