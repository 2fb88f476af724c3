"""Names that are also words, so that a text which holds the word need not name anybody.

*Toivo paremmasta* is hope, *hans mamma* is his mother, *the mark* is no person. Verbs are here as
well: *Anna meille aikaa*. Family names are mostly words of nature; those are here that people write
about families with. Places are not here: they come from the list of municipalities.
"""

from functools import cache

from services.common.geography import municipalities
from shared.kernel.letters import folded

FINNISH = """
iloinen hiljainen järvinen kivinen metsäinen mäkinen rauhallinen suominen
aamu aarre aate aatos aava aika aina alku alla alli anna arki armas armi arvo askel aura aurinko
auvo eli elo elämä erä halla hana hauska heili heli helmi hely hilja hilla huoli huomen huvi hymy
hyvä ihana ikä ilma ilmi ilo ilta impi into isa isku itä jalo joki juhla jutta juuri järvi kai
kaiku kaino kaisla kallio kanerva kari kaski kauko kaunis kauno kesä kettu kielo kirsikka kivi koi
koivu kokko korpi koski kosti kukka kulta kuu kuura kuusi kyllä laakso lahja lahti laine lampi
lauha laulu lehti lehto lempi lilja lumi lumme luo mansikka mari marja meri merja mies miina
minttu muisto muna muu myrsky mäki neuvo niemi niitty nuori nuppu oiva oja oli olka olo oma onni
orvokki otso otto outo paino paju pasi pelto pieni pihka pihla pihlaja pilvi poika polku pouta
puhto puro pyry päivä raita ranta rauha riemu rinne ritva runo rusko ruusu saaga saari saimi salmi
salo sama sampo sana satu seppo seppä sini sirkka sisko sisu soi sointu soma sora sorsa sulo suo
suoma susi suvi sydän syksy säde sävel taika taimi taisto taito taival talvi tarmo taru tea terho
toimi toivo touko tuisku tuli tulo tuomi tuuli tuulia tyttö tyyni tähti ukko unelma uni uoti urho
usko usva utu uusi vaara vaino valma valo valta vanamo varpu veli vesa vesi viena vieno vihta
villa virta visa voitto vuokko vuono vuori ystävä
"""
SWEDISH = """
alla arm axel ben berg björk björn bo dag dahl dan det ek fredag frid frida gren gun hans hav hed
holm hopp inga juli juni kaj lilja lilla lin lind liv ljung lo lund lycka maj max min my mål måns
nord nova ny per ros rut saga skog sol sten stig strand ström ståhl sund svan sven tor tova ulv
vera vide viola våg vår
"""
ENGLISH = """
angel april art august autumn ben brook chance dawn dean destiny faith grace grant guy hope joy
june kit mark max may melody mercy miles peace ray rich rose said sally sky summer sun sunny will
wood young
"""

# Words that only look like a form of a name, such as Aino: they name nobody.
LOOK_ALIKES = frozenset(["ainoa", "alin", "hania", "ollen", "ollessa"])

# Small words within names, which name nobody alone.
PARTICLES = (
    "af",
    "al",
    "bin",
    "da",
    "de",
    "del",
    "der",
    "di",
    "el",
    "ibn",
    "la",
    "le",
    "van",
    "von",
)

# What somebody has, or does with somebody: beginnings of the word after a name in the genitive.
SOMEBODYS = """
asi eno harras huoltaj iso isä kans kaver kot koti koulu lap las luo luok mamm mieles mum nim numero
opett pap perhe poi puhel päiväk set sisar sisk tilan toive tukih tytär täd vaar vanhem vel ystäv äi
"""
OF_SOMEBODY = tuple(SOMEBODYS.split())


@cache
def words() -> frozenset[str]:
    """Names that are everyday words, folded."""
    return frozenset(map(folded, f"{FINNISH}{SWEDISH}{ENGLISH}".split()))


@cache
def places() -> frozenset[str]:
    """Names of municipalities in both languages, folded."""
    names = ((place.name_fi, place.name_sv) for place in municipalities().values())
    return frozenset(folded(name) for pair in names for name in pair)
