"""Dutch, as far as judging an answer needs it. Closed classes after the Algemene Nederlandse Spraakkunst."""

from trainer.grading.languages import Grammar, bounds, forms, pairs, phrases, words

PARTICLES = words(
    "aan achter af bij binnen dicht door in langs mee na neer om onder op open over rond samen tegen terug thuis toe"
    " uit vast voor voorbij vooruit weg"
)

GRAMMAR = Grammar(
    articles=words("de het een t n"),
    pronouns=words(
        "ik jij je u hij zij ze wij we jullie men mij me jou hem haar ons hen hun mijn jouw uw onze zijn mn zn dr"
        " zich zichzelf mezelf jezelf uzelf onszelf iemand iets dit dat deze die er"
    ),
    subjects=words("ik wij we"),
    indefinite=words("iemand iets iedereen alles ergens"),
    prepositions=words(
        "aan achter bij binnen boven buiten door in langs met na naar naast om onder op over per rond sinds te"
        " tegen ten ter tijdens tot tussen uit van vanaf vanuit via volgens voor wegens"
    ),
    auxiliaries=words(
        "zijn ben bent is was waren geweest hebben heb hebt heeft had hadden gehad worden word wordt werd werden"
        " geworden zullen zal zult zou zouden kunnen kan kunt kon konden moeten moet moest moesten mogen mag mocht"
        " mochten willen wil wilt wilde wilden wou gaan ga gaat ging gingen doen doe doet deed deden laten laat"
        " liet hoeven hoef hoeft blijven blijf blijft"
    ),
    conjunctions=words(
        "en of maar want dus als dan dat omdat doordat zodat terwijl wanneer toen hoewel zodra indien mits tenzij"
        " zoals ook noch zowel"
    ),
    first_person=words("ik k mij me mijn mn mezelf mijzelf"),
    second_person=words("jij je jou jouw jezelf u uw uzelf jullie"),
    third_person=words("hij zij ze hem haar hen hun ander anderen iemand"),
    framing=words(
        "denken denk geloven geloof vinden vind heten heet noemen noem noemt genoemd bekend zeggen zeg zegt bedoelen"
        " bedoel betekenen betekent proberen probeer vermoeden vermoed beginnen begin volgens gaan ga gaat antwoord"
        " vragen vraag vraagt antwoorden schrijven schrijf stellen stel stelt maken maak maakt"
    ),
    fillers=words(
        "al alvast best ca circa dus echt eens eigenlijk er erg even gewoon heel hier daar hoor ja juist maar meestal"
        " misschien namelijk natuurlijk nog nou nu ongeveer ook pas precies steeds toch vooral wel weer zelf zelfs"
        " zo zeer zoal gaarne hoe wat wie welke waar waarom waarmee waarop waarvan tenminste minstens maximaal"
        " minimaal uiteindelijk immers"
    ),
    questions=words(
        "wat wie wiens welk welke waar waarom waarover waarvan waarmee waarvoor waardoor waarop wanneer hoe hoezo"
        " hoeveel"
    ),
    closed_questions=words(
        "ben bent is was waren heb hebt heeft had hadden word wordt zul zal zult zullen zou zouden kan kun kunt"
        " kunnen kon konden moet moeten mag mogen mocht wil wilt willen wilde ga gaat gaan doe doet doen deed ken"
        " kent weet werk werkt vind vindt kom komt woon woont vond"
    ),
    asking=words(
        "vragen vraag vroeg vertellen vertel zeggen zeg uitleggen verklappen verklap delen horen hoor benieuwd"
        " nieuwsgierig afvraag weten"
    ),
    negations=words("niet geen nooit niemand niets nergens noch niks nimmer evenmin nauwelijks geenszins allerminst"),
    denied_objects=words("niemand niets niks"),
    interjections=words("nooit"),
    never=words("nooit nimmer"),
    saying=words("zeg zegt zeggen zei zeiden gezegd antwoord antwoordt antwoorden antwoordde"),
    forward_negations=phrases(
        "zonder",
        "in plaats van",
        "behalve",
        "in de plaats van",
        "vermijd",
        "vermijden",
        "vermijdt",
        "voorkom",
        "voorkomen",
        "voorkomt",
        "weiger",
        "weigeren",
        "weigert",
        "stop met",
        "stoppen met",
        "hou op met",
        "ophouden met",
        "vergeet te",
        "vergeten te",
        "vergeet om te",
        "vergeten om te",
        "gebrek aan",
        "een gebrek aan",
        "ontbreekt",
        "ontbreken",
        "mis",
        "mist",
        "missen",
        "nalaten te",
        "nalaten om te",
        "verzuimen te",
        "verzuimen om te",
    ),
    not_negations=phrases(
        "niet alleen",
        "meer niet",
        "niets meer",
        "niet meer en niet minder",
        "niet enkel",
        "niet slechts",
        "niet meer dan",
        "niet langer dan",
        "niet minder dan",
        "niet later dan",
        "niet uitsluitend",
        "niet zozeer",
    ),
    clause_openers=words(
        "maar want dus als dat omdat doordat zodat terwijl wanneer toen hoewel zodra indien mits tenzij en of"
        " noch waar waarbij waardoor waarin waarmee waarna waarom waarop waarover waarvan waarvoor dan voordat nadat"
        " alvorens anders"
    ),
    explaining=words(
        "die dat welke wie waar waarmee waarin waarop waarover waardoor want omdat aangezien als wanneer zodat"
    ),
    connectives=phrases("aangezien", "daardoor", "daarom", "doordat", "omdat", "waardoor", "want", "zoals", "zodat"),
    conditions=words("als indien wanneer anders tenzij"),
    joiners=words("en plus alsook alsmede"),
    alternatives=words("of oftewel danwel noch"),
    contractions={
        "zon": ("zo", "een"),
        "zn": ("zijn",),
        "mn": ("mijn",),
        "tweemaal": ("twee", "maal"),
        "driemaal": ("drie", "maal"),
        "k": ("ik",),
        "t": ("het",),
    },
    cardinals={
        "nul": 0,
        "een": 1,
        "twee": 2,
        "drie": 3,
        "vier": 4,
        "vijf": 5,
        "zes": 6,
        "zeven": 7,
        "acht": 8,
        "negen": 9,
        "tien": 10,
        "elf": 11,
        "twaalf": 12,
        "dertien": 13,
        "veertien": 14,
        "vijftien": 15,
        "zestien": 16,
        "zeventien": 17,
        "achttien": 18,
        "negentien": 19,
        "twintig": 20,
        "dertig": 30,
        "veertig": 40,
        "vijftig": 50,
        "zestig": 60,
        "zeventig": 70,
        "tachtig": 80,
        "negentig": 90,
        "honderd": 100,
        "duizend": 1000,
        "anderhalf": 1.5,
        "anderhalve": 1.5,
    },
    hundreds=(("duizend", 1000), ("honderd", 100)),
    tens_link="en",
    fractions={
        "half": 2,
        "halve": 2,
        "helft": 2,
        "derde": 3,
        "derden": 3,
        "kwart": 4,
        "vierde": 4,
        "vijfde": 5,
        "tiende": 10,
    },
    ordinals=words("e de ste"),
    half=words("half halve"),
    singular_articles=words("een"),
    each=words("elke elk iedere ieder per"),
    range_links=words("tot a t/m tm"),
    inclusive=phrases("en met"),
    or_links=words("of"),
    between=words("tussen"),
    ratio_links=phrases("van de", "op de", "van", "op", "uit", "van elke", "op elke", "uit de"),
    counting=words("hoeveel"),
    bounds=bounds(
        more="meer dan,meer als,langer dan,hoger dan,groter dan,boven de,over de,ruim",
        least="of meer,minstens,ten minste,tenminste,minimaal,op zijn minst,op z n minst,niet minder dan"
        ",niet korter dan",
        most="niet later dan,uiterlijk,of minder,hooguit,hoogstens,maximaal,max,ten hoogste,op zijn hoogst"
        ",op z n hoogst,niet meer dan,niet langer dan",
        less="minder dan,minder als,korter dan,lager dan,kleiner dan,onder de,nog geen",
    ),
    percent=phrases("procent", "pct", "per cent", "percent"),
    units={
        "seconde": ("second", 1),
        "seconden": ("second", 1),
        "sec": ("second", 1),
        "s": ("second", 1),
        "secondes": ("second", 1),
        "minuut": ("second", 60),
        "minuten": ("second", 60),
        "min": ("second", 60),
        "minuutje": ("second", 60),
        "kwartier": ("second", 900),
        "uur": ("second", 3600),
        "uren": ("second", 3600),
        "uurtje": ("second", 3600),
        "halfuur": ("second", 1800),
        "dag": ("second", 86400),
        "dagen": ("second", 86400),
        "etmaal": ("second", 86400),
        "week": ("second", 604800),
        "weken": ("second", 604800),
        "wk": ("second", 604800),
        "wkn": ("second", 604800),
        "maand": ("month", 1),
        "maanden": ("month", 1),
        "mnd": ("month", 1),
        "kwartaal": ("month", 3),
        "kwartalen": ("month", 3),
        "jaar": ("month", 12),
        "jaren": ("month", 12),
        "jr": ("month", 12),
        "keer": ("time", 1),
        "x": ("time", 1),
        "maal": ("time", 1),
        "keren": ("time", 1),
        "euro": ("euro", 1),
        "euros": ("euro", 1),
        "meter": ("metre", 1),
        "meters": ("metre", 1),
        "m": ("metre", 1),
        "centimeter": ("metre", 0.01),
        "centimeters": ("metre", 0.01),
        "cm": ("metre", 0.01),
        "kilometer": ("metre", 1000),
        "kilometers": ("metre", 1000),
        "km": ("metre", 1000),
        "pagina": ("page", 1),
        "paginas": ("page", 1),
        "bladzijde": ("page", 1),
        "bladzijden": ("page", 1),
        "bladzijdes": ("page", 1),
        "alinea": ("paragraph", 1),
        "alineas": ("paragraph", 1),
        "regel": ("line", 1),
        "regels": ("line", 1),
        "woord": ("word", 1),
        "woorden": ("word", 1),
        "zin": ("sentence", 1),
        "zinnen": ("sentence", 1),
    },
    before=words("voordat alvorens boven"),
    after=words("nadat"),
    first=words("eerst"),
    then=words("daarna vervolgens dan nadien waarna later"),
    only=words("pas"),
    moments=words("als wanneer zodra"),
    multiples=words("keer maal half dubbel"),
    comparators=words("als dan"),
    source=words("van vanuit"),
    goal=words("naar tot"),
    degrees=words("meer minder meest minst"),
    equals=words("even zo"),
    exchanges=words("geven krijgen ontvangen kopen verkopen"),
    opposites=pairs(
        "aan/uit in/uit naar/van voor/na binnen/na met/zonder boven/onder binnen/buiten voor/achter voor/tegen"
        " links/rechts linker/rechter linkerhand/rechterhand alles/niets iedereen+allen/niemand altijd/nooit"
        " ergens/nergens iemand/niemand iets/niets veel/weinig meer/minder meest/minst vaak/zelden+nooit"
        " soms/altijd+nooit hoog/laag groot/klein lang/kort breed/smal dik/dun diep/ondiep ver/dichtbij"
        " snel/langzaam+traag vroeg/laat vroeger/later eerder/later eerste/laatste oud/jong+nieuw goed/slecht+fout"
        " beter/slechter+erger best+beste/slechtst+slechtste sterk/zwak zwaar/licht warm/koud+koel heet/koud nat/droog"
        " vol/leeg open/dicht+gesloten openen/sluiten rijk/arm duur/goedkoop makkelijk+gemakkelijk/moeilijk+lastig"
        " eenvoudig+simpel/ingewikkeld+moeilijk leuk/vervelend+saai vrolijk+blij/verdrietig+somber mooi/lelijk"
        " lief/gemeen zacht/hard luid/zacht ruim/krap actief/passief positief/negatief maximaal/minimaal"
        " maximum/minimum hooguit+hoogstens+maximaal/minstens+minimaal formeel/informeel introvert/extravert"
        " introverte/extraverte intern/extern online/offline prive/zakelijk persoonlijk/zakelijk"
        " geven/nemen+krijgen+ontvangen vragen/antwoorden halen/brengen komen/gaan kopen/verkopen winnen/verliezen"
        " beginnen+starten/eindigen+stoppen+ophouden begin/eind+einde toenemen/afnemen stijgen/dalen"
        " vergroten/verkleinen verhogen/verlagen verbeteren/verslechteren versterken/verzwakken"
        " bouwen+opbouwen/afbreken+slopen lachen/huilen houden/haten liefde/haat vriend/vijand waarheid/leugen"
        " waar/onwaar juist/onjuist+fout luisteren/praten+spreken zwijgen/praten+spreken onthouden+herinneren/vergeten"
        " vinden/verliezen winst/verlies aanvaarden+accepteren/afwijzen toestaan/verbieden helpen/hinderen+tegenwerken"
        " slagen/mislukken succes/mislukking voordeel/nadeel kracht/zwakte sterkte/zwakte vraag/antwoord"
        " vertrouwen/wantrouwen aanwezig/afwezig toekomst/verleden vandaag/gisteren+morgen ochtend/avond dag/nacht"
        " zomer/winter noord/zuid alleen/samen zelfde/verschillend gelijk/verschillend bekend/vreemd bekenden/vreemden"
        " wel/niet ja/nee veilig/gevaarlijk schoon/vuil gezond/ziek recht/scheef+krom staan/zitten duwen/trekken"
        " volgen/leiden toevoegen/verwijderen behouden/verliezen kwaliteit/kwantiteit voorkant/achterkant"
        " voorzijde/achterzijde bovenkant/onderkant concreet/vaag+abstract specifiek/algemeen precies/vaag"
        " beleefd/onbeleefd+onbeschoft prijzen/bekritiseren complimenteren/bekritiseren lof/kritiek"
        " aanmoedigen/ontmoedigen aantrekken/afstoten verbinden/scheiden nabijheid/afstand dichtbij/ver"
        " vooraf/achteraf voordien/nadien oorzaak/gevolg zender/ontvanger spreker/luisteraar gastheer/gast"
        " leider/volger leraar/leerling meester/leerling winnaar/verliezer koper/verkoper werkgever/werknemer"
        " optimist/pessimist optimistisch/pessimistisch ontspannen/gespannen+zenuwachtig"
        " kalm+rustig/zenuwachtig+onrustig zelfverzekerd/onzeker verlegen/zelfverzekerd+brutaal"
        " bescheiden/arrogant+opschepperig serieus/grappig interessant/saai nuttig/nutteloos zinvol/zinloos"
        " hoopvol/hopeloos kortaf/uitvoerig beknopt+bondig/langdradig+uitvoerig tijdelijk/blijvend+permanent"
        " natuurlijk/kunstmatig echt/nep+vals eerlijk/oneerlijk trouw/ontrouw openbaar/geheim publiek/prive"
        " theorie/praktijk theoretisch/praktisch buigzaam+flexibel/star zorgvuldig/slordig voorzichtig/roekeloos"
        " geduldig/ongeduldig hoofdzaak/bijzaak meerderheid/minderheid fluisteren/schreeuwen"
        " zwijgzaam/spraakzaam+praatgraag toegeven/ontkennen bevestigen/ontkennen beloven/weigeren toelaten/weigeren"
        " aannemen/afwijzen belonen/straffen"
    ),
    negative_prefixes=("on", "in", "im", "ir", "il", "non", "niet", "dis", "des", "anti", "wan", "mis"),
    suffixes=(
        ("heden", ""),
        ("heid", ""),
        ("heid", "e"),
        ("ingen", ""),
        ("ing", ""),
        ("elijk", ""),
        ("elijke", ""),
        ("etjes", ""),
        ("etje", ""),
        ("tjes", ""),
        ("tje", ""),
        ("pjes", ""),
        ("pje", ""),
        ("jes", ""),
        ("je", ""),
        ("enden", ""),
        ("ende", ""),
        ("end", ""),
        ("ten", ""),
        ("te", ""),
        ("den", ""),
        ("de", ""),
        ("en", ""),
        ("e", ""),
        ("t", ""),
        ("s", ""),
        ("en", "e"),
        ("st", ""),
        ("ste", ""),
        ("iteit", ""),
        ("iteit", "eel"),
        ("atie", "eren"),
        ("aties", "eren"),
    ),
    participle_prefix="ge",
    lemmas=forms(
        """
        zijn: ben bent is was waren geweest
        hebben: heb hebt heeft had hadden gehad
        worden: word wordt werd werden geworden
        zullen: zal zult zou zouden
        kunnen: kan kunt kon konden gekund
        moeten: moet moest moesten gemoeten
        mogen: mag mocht mochten
        willen: wil wilt wilde wilden wou gewild
        gaan: ga gaat ging gingen gegaan
        staan: sta staat stond stonden gestaan
        slaan: sla slaat sloeg sloegen geslagen
        doen: doe doet deed deden gedaan
        zien: zie ziet zag zagen gezien
        weten: weet wist wisten geweten
        brengen: breng brengt bracht brachten gebracht
        denken: denk denkt dacht dachten gedacht
        kopen: koop koopt kocht kochten gekocht
        zoeken: zoek zoekt zocht zochten gezocht
        geven: geef geeft gaf gaven gegeven
        nemen: neem neemt nam namen genomen
        komen: kom komt kwam kwamen gekomen
        spreken: spreek spreekt sprak spraken gesproken
        breken: breek breekt brak braken gebroken
        lezen: lees leest las lazen gelezen
        eten: eet at aten gegeten
        vergeten: vergeet vergat vergaten
        zitten: zit zat zaten gezeten
        liggen: lig ligt lag lagen gelegen
        vragen: vraag vraagt vroeg vroegen gevraagd
        dragen: draag draagt droeg droegen gedragen
        lopen: loop loopt liep liepen gelopen
        roepen: roep roept riep riepen geroepen
        laten: laat liet lieten gelaten
        slapen: slaap slaapt sliep sliepen geslapen
        houden: houd houdt hou hield hielden gehouden
        vallen: val valt viel vielen gevallen
        helpen: help helpt hielp hielpen geholpen
        sterven: sterf sterft stierf stierven gestorven
        schrijven: schrijf schrijft schreef schreven geschreven
        blijven: blijf blijft bleef bleven gebleven
        krijgen: krijg krijgt kreeg kregen gekregen
        kijken: kijk kijkt keek keken gekeken
        begrijpen: begrijp begrijpt begreep begrepen
        rijden: rijd rijdt reed reden gereden
        lijken: lijk lijkt leek leken geleken
        blijken: blijk blijkt bleek bleken gebleken
        prijzen: prijs prijst prees prezen geprezen
        wijzen: wijs wijst wees wezen gewezen
        zwijgen: zwijg zwijgt zweeg zwegen gezwegen
        vermijden: vermijd vermijdt vermeed vermeden
        beginnen: begin begint begon begonnen
        vinden: vind vindt vond vonden gevonden
        binden: bind bindt bond bonden gebonden
        drinken: drink drinkt dronk dronken gedronken
        winnen: win wint won wonnen gewonnen
        springen: spring springt sprong sprongen gesprongen
        zingen: zing zingt zong zongen gezongen
        treffen: tref treft trof troffen getroffen
        trekken: trek trekt trok trokken getrokken
        zenden: zend zendt zond zonden gezonden
        kiezen: kies kiest koos kozen gekozen
        verliezen: verlies verliest verloor verloren
        bieden: bied biedt bood boden geboden
        liegen: lieg liegt loog logen gelogen
        sluiten: sluit sloot sloten gesloten
        ontvangen: ontvang ontvangt ontving ontvingen
        hangen: hang hangt hing hingen gehangen
        vangen: vang vangt ving vingen gevangen
        bewegen: beweeg beweegt bewoog bewogen
        werven: werf werft wierf wierven geworven
        zeggen: zeg zegt zei zeiden gezegd
        stad: steden
        schip: schepen
        lid: leden
        kind: kinderen
        ei: eieren
        vaardigheid: vaardigheden
        mogelijkheid: mogelijkheden
        """
    ),
    particles=PARTICLES,
    infinitive_mark="te",
    give_up=phrases(
        "weet ik niet",
        "ik weet het niet",
        "weet niet",
        "geen idee",
        "ik heb geen idee",
        "weet het niet",
        "geen flauw idee",
        "dat weet ik niet",
        "ik weet niet",
        "ik zou het niet weten",
        "zou het niet weten",
        "vergeten",
        "ik ben het vergeten",
        "pas",
        "overslaan",
    ),
    do=phrases("doen", "wel doen", "ja", "wel", "doe", "gewoon doen", "ja doen", "doe ik", "zou ik doen", "dat doe ik"),
    dont=phrases(
        "niet doen",
        "nee",
        "niet",
        "nooit",
        "nooit doen",
        "doe ik niet",
        "dat doe ik niet",
        "liever niet",
        "nee niet doen",
        "beter van niet",
        "zou ik niet doen",
        "beter niet",
        "doe niet",
        "doe het niet",
        "doe dat niet",
        "zeker niet",
    ),
    do_shown="doen",
    dont_shown="niet doen",
    verb_prefixes=("be", "ver", "ont", "her", *sorted(PARTICLES)),
    devoicing=True,
    verb_second=True,
    variants={"mail": "email", "mailtje": "email", "mailen": "emailen"},
)
