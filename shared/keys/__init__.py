"""What stands behind the sealing seam: a key for each person and retention class.

`envelope` is the sealed form of one value, `keystore` the keys of people in a database of their
own, `wrapping` the key that those are stored under, `sealing` the seam with a cache before it.
"""

from shared.keys.keystore import KeyStore, prepare
from shared.keys.sealing import Sealed256
from shared.keys.wrapping import FileWrapping, Wrapping

__all__ = ["FileWrapping", "KeyStore", "Sealed256", "Wrapping", "prepare"]
