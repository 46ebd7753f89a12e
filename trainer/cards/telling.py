"""Words that tell two questions apart, and words that do not, in Dutch and English."""

from __future__ import annotations

from trainer.i18n import Language


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


LIGHT: dict[Language, frozenset[str]] = {
    "nl": _set("""
        de het een 't 'n t n deze dit die dat dan nu er hier en ook nog eens even je jij u jou jouw uw men ik mijn mij
        me we wij ons onze hij zij ze hem haar hun zijn is ben bent was waren word wordt worden kun kan kunt kunnen kon
        zou zal zult moet moeten mag mogen wil wilt willen heb hebt heeft hebben om te van op bij in aan of zo toch
        graag precies eigenlijk nou gewoon heel erg zeer dus iets iemand als wel
        zich zelf jezelf jullie net pas
    """),
    "en": _set("""
        the a an this that these those there here and also then now so just please you your yours i my me we our us he
        she him her it its they them their is are was were be been am do does did can could would should will shall may
        might must have has had to of on at in for by as or really actually exactly quite very someone somebody
        something 's s yourself
    """),
}
"""They come and go in a sentence that stays the same."""

YOU = _set("je jij jou jouw u uw jullie you your yours")
ANOTHER = _set(
    "iemand iemands hij hem zijn zij haar hun someone somebody someone's somebody's he him his she her they them their"
)
"""In the other order, they ask what the other of the two does."""
SELF = _set("jezelf zichzelf yourself himself herself themselves")
"""In place of somebody else, one of these makes another question."""

ASKING = _set("wie wat waar hoe waarom welke welk wanneer waarmee who what where how why which when")

DENIALS = _set("""
    niet geen nooit niemand niets zonder noch nauwelijks
    not no never nobody nothing without none neither nor cannot hardly
""")
DENYING = ("on", "un", "in", "im", "dis", "non", "wan", "mis", "niet")
"""What turns a word around when it stands before it."""

DAYS = _set("""
    maandag dinsdag woensdag donderdag vrijdag zaterdag zondag januari februari maart april mei juni juli augustus
    september oktober november december
    monday tuesday wednesday thursday friday saturday sunday january february june july august october
""")
"""Without the English may and march, which are other words as well."""

NUMBERS = (
    {
        word: str(number)
        for words in (
            "nul . twee drie vier vijf zes zeven acht negen tien elf twaalf",
            "zero one two three four five six seven eight nine ten eleven twelve",
            "nulde eerste tweede derde vierde vijfde zesde zevende achtste negende tiende elfde twaalfde",
            "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth",
        )
        for number, word in enumerate(words.split())
    }
    | {
        word: str(10 * tens)
        for words in (
            ". . twintig dertig veertig vijftig zestig zeventig tachtig negentig honderd",
            ". . twenty thirty forty fifty sixty seventy eighty ninety hundred",
        )
        for tens, word in enumerate(words.split())
    }
    | {"laatste": "-1", "last": "-1"}
)
"""As a digit; the Dutch for one is also its article, and is none here."""

CONTRARIES = frozenset(
    frozenset(pair.split("/"))
    for pair in _set("""
        voor/na voor/achter voor/tegen met/zonder binnen/buiten begin/einde begin/eind begint/eindigt begint/stopt
        openen/afsluiten open/gesloten open/sluit opent/sluit
        meer/minder vaker/minder meest/minst meeste/minste goed/slecht
        goede/slechte goed/fout man/vrouw ochtend/avond oud/nieuw oude/nieuwe eerder/later vroeg/laat groot/klein
        grote/kleine geven/nemen geeft/neemt geven/krijgen vraag/antwoord voordelen/nadelen voordeel/nadeel
        sterk/zwak sterke/zwakke doen/laten doe/laat accepteren/weigeren aanbieden/vragen gastheer/gast
        jezelf/anders zichzelf/anders jezelf/ander yourself/else yourself/another
        before/after with/without for/against inside/outside start/end begin/end open/close open/closed
        opening/closing begin/finish more/less most/least best/worst good/bad good/wrong man/woman
        morning/evening old/new earlier/later early/late big/small give/take giving/taking question/answer
        strengths/weaknesses strength/weakness strong/weak advantage/disadvantage advantages/disadvantages
        arrive/leave arriving/leaving accept/refuse accept/decline agree/disagree host/guest do/avoid
    """)
)
"""One in place of the other makes another question, also where the answer is the same."""

ENDINGS = _set("e en n s t te ten de den d je jes tje tjes er ers ing ingen ed es ly r st end ende 's") | {""}
"""How a word may end in another form of it."""
