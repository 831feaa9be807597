# Lo que este nodo observa de un documento que no es del todo como debería.

remark-unknown-field = { $field }: esta plantilla no tiene ese campo
remark-wrong-type = { $field }: no es del tipo correcto; se espera { $expected }
remark-unreadable = { $field }: no se entiende; se espera { $expected }
remark-unknown-code = { $field }: { $code } no es un código de { $list } tal como lo conoce este nodo
remark-region-outside-country = { $field }: { $region } no está en { $country }
remark-shares-beyond-whole = { $field }: las partes de la financiación suman { $percent } %
remark-no-name = { $field }: ningún nombre en ningún idioma
remark-left-out = { $field }: no tiene lugar en una ficha y se ha omitido

remark-expected-text = una línea de como máximo { $count } bytes
remark-expected-long-text = un texto de como máximo 16 384 bytes
remark-expected-kind = cluster, agency o label-authority
remark-expected-code = un código de la lista
remark-expected-region = un código NUTS como AT221, o ISO 3166-2 como CH-ZH
remark-expected-list-version = una lista y su versión, como nuts/2024
remark-expected-member = la versión de la lista
remark-expected-count = un número entero inferior a 1 000 000 000
remark-expected-decimal = un número como 2.5, con dos cifras como máximo después del punto
remark-expected-year = un año como 2009
remark-expected-day = un día como 2026-11-21
remark-expected-url = una dirección web que empieza por https:// o http://
remark-expected-scale = un número de 0 (nada) a 4 (plenamente)
remark-expected-percent = un número entero de 0 a 100
remark-expected-logo = una imagen PNG, JPEG o WebP de como máximo 32 768 bytes
remark-expected-post-kind = una de estas palabras: { $words }
remark-expected-line = una línea de texto
remark-expected-degrees = grados decimales con seis cifras como máximo después del punto
