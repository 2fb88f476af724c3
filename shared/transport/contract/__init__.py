"""The contract with whoever reads a product's events, drawn from their declarations.

Owns the JSON Schema of each event (`schemas`), the AsyncAPI document of channels and messages
(`asyncapi`), and the rules by which a version that was published may still grow
(`compatibility`). Nothing here is written twice by hand: names, types, codes and the words beside
a field all come from the class that the code itself uses.
"""
