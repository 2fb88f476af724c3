"""The contract with whoever calls an API: one OpenAPI document for each service, whole and valid.

flask-smorest generates paths, parameters and schemas from the routes. What all routes have in
common is completed here and written at no route: what fields allow (`fields`), who may call and
with which headers, what can go wrong and how it is answered (`operations`, `components`), an
example (`examples`). `document` puts it together. All of it reads endpoint, method, schemas and
access manifest alone, however a route was declared.
"""
