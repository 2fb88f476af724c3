"""The contract with whoever calls an API: one OpenAPI document for each service, whole and valid.

flask-smorest draws paths, parameters and schemas from the routes. What every route has in common
is completed here and written at no route: how fields are said (`fields`), who may call and with
which headers, what can go wrong and how it is answered (`operations`, `components`), an example
(`examples`). `document` puts it together. All of it looks at endpoint, method, schemas and access
manifest alone, however a route was declared.
"""
