"""In which forms a name can stand in a Finnish, Swedish or English sentence.

Finnish puts its endings on a stem: Testinen is Testise-n, Lampi is Lamme-n, Rasmus is Rasmukse-n.
From how the name ends we know which stems it can have, and from how a consonant changes (the
grades of k, p and t) the weak or strong one of each. Names keep their consonants more often than
other words do, so both are taken. A form too many that is no word hides nothing; a form too few
would tell who the family is.
"""

from collections.abc import Iterator

VOWELS = "aeiouyåäö"
# As a consonant changes before an ending that closes its syllable: Aalto, Aallo-n.
GRADES = (
    "kk k, pp p, tt t, nk ng, nt nn, mp mm, lt ll, rt rr, ht hd, lk l, rk r, hk h, lp lv, rp rv, "
    "p v, t d"
)
WEAK_GRADE = {**dict(pair.split() for pair in GRADES.split(", ")), "k": ""}
UNCHANGING = ("sk", "tk", "st", "sp", "ps", "ks", "ts")
CASES = ("n", "t", "ssa", "sta", "lla", "lta", "lle", "ksi", "tta")
OPEN_CASES = ("", "a", "ta", "na", "seen")  # of the strong stem alone
PLURAL_CASES = ("a", "n", "en", "in", "den", "tten", "ta", *CASES[2:])
CLITICS = ("", "kin", "kaan", "ko", "han", "pa", "mme", "ni")


def forms(name: str) -> frozenset[str]:
    """Every form of a folded name of one word."""
    inflected = {name, f"{name}s", *_inflected(name)}
    return frozenset(f"{form}{clitic}" for form in inflected for clitic in _both(CLITICS))


def _inflected(name: str) -> Iterator[str]:
    if name.endswith("nen") and len(name) > len("onen"):
        yield from _like_virtanen(name.removesuffix("nen"))
    elif name[-1] in VOWELS:
        yield from _with_vowel(name)
    else:
        yield from _with_consonant(name)


def _like_virtanen(base: str) -> Iterator[str]:
    yield from _singular(f"{base}se", weak=f"{base}se")
    yield from _with(f"{base}s", ("ta", "ten"))
    yield from _with(f"{base}si", PLURAL_CASES)


def _with_vowel(name: str) -> Iterator[str]:
    for stem in _vowel_stems(name):
        yield from _singular(stem, weak=stem)
        yield from _singular(stem, weak=weakened(stem))
        if len(name) > len("ida"):
            for plural in (_plural(stem), _plural(weakened(stem))):
                yield from _with(plural, PLURAL_CASES)
                yield from _with(f"{plural[:-1]}j", ("a", "en"))
    if name[-1] == "e":  # Lumme, Lumpee-n
        for stem in (f"{name}e", f"{strengthened(name)}e"):
            yield from _singular(stem, weak=stem)
    if name[-2:] in ("mi", "li", "ri", "ni"):  # Niemi, Nien-tä; Saari, Saar-ta
        yield from _with(f"{name[:-2]}n" if name.endswith("mi") else name[:-1], ("ta", "ten"))


def _with_consonant(name: str) -> Iterator[str]:
    """Kevin, Kevini-n; Rasmus, Rasmukse-n; Tuomas, Tuomaa-n; Ahven, Ahvene-n."""
    stems = [f"{name}i"]
    if name[-1] in "lnr":
        stems.append(f"{name}e")
    if name[-1] == "s" and name[-2:-1] in tuple(VOWELS):
        stem = name[:-1]
        stems += [f"{stem}kse", f"{stem}{stem[-1]}", f"{strengthened(stem)}{stem[-1]}"]
    for stem in stems:
        cases = [*CASES, *OPEN_CASES[1:]]
        yield from _with(stem, (*cases, *_into(stem)))
    yield from _with(name, ("ta", "ten"))


def _vowel_stems(name: str) -> Iterator[str]:
    yield name
    if name[-1] == "i" and len(name) > len("ari") and name[-2] != name[-3]:
        yield f"{name[:-1]}e"  # Lampi, Lampe-en; but Matti stays Matti-in
    if name.endswith("si") and len(name) > len("asi"):
        yield f"{name[:-2]}te"  # Vesi, Vete-en


def _singular(stem: str, *, weak: str) -> Iterator[str]:
    yield from _with(stem, (*OPEN_CASES, *_into(stem)))
    yield from _with(weak, CASES)


def _into(stem: str) -> tuple[str, str]:
    """Aino-on, Le-hen."""
    return f"{stem[-1]}n", f"h{stem[-1]}n"


def _plural(stem: str) -> str:
    """Aino-i-lla, Anno-i-lla, Salm-i-lla, Matte-i-lla."""
    changed = {"a": "o", "ä": "", "e": "", "i": "e"}.get(stem[-1], stem[-1])
    return f"{stem[:-1]}{changed}i"


def weakened(stem: str) -> str:
    """The stem with its last consonant in the weak grade, as before the -n of the genitive."""
    before, cluster, vowel = _parts(stem)
    weak = before + WEAK_GRADE.get(cluster, cluster) + vowel
    return weak if len(weak) >= len("mäe") else stem


def strengthened(stem: str) -> str:
    """The other direction: Ranne has Rantee-n, Kangas has Kankaa-n."""
    before, cluster, vowel = _parts(stem)
    strong = {weak: strong for strong, weak in reversed(WEAK_GRADE.items()) if weak}
    return before + (strong.get(cluster) or cluster) + vowel


def _parts(stem: str) -> tuple[str, str, str]:
    """What stands before the last consonants that change, these, and the vowel after them."""
    cluster = _cluster(stem[:-1])
    if cluster in UNCHANGING:
        return stem[:-1], "", stem[-1:]
    if cluster not in {*WEAK_GRADE, *WEAK_GRADE.values()}:
        cluster = cluster[-1:]
    return stem[: len(stem) - 1 - len(cluster)], cluster, stem[-1:]


def _cluster(text: str) -> str:
    start = len(text)
    while start and text[start - 1] not in VOWELS:
        start -= 1
    return text[start:][-2:]


def _with(stem: str, endings: tuple[str, ...]) -> Iterator[str]:
    return (f"{stem}{ending}" for ending in _both(endings))


def _both(endings: tuple[str, ...]) -> Iterator[str]:
    """Each ending in front and in back vowels: -lla and -llä."""
    for ending in endings:
        yield ending
        if "a" in ending:
            yield ending.replace("a", "ä")
