"""The contract with the readers of a product's events, made from the declarations of events.

Owns the JSON Schema of each event (`schemas`), the AsyncAPI document of channels and messages
(`asyncapi`), and the rules by which a published version may still grow
(`compatibility`). Nothing is written twice by hand: names, types, codes and the comment beside
a field all come from the class that the code itself uses.
"""
