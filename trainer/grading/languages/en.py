"""English, as far as judging an answer needs it. Closed classes after Quirk et al., A Comprehensive Grammar."""

from trainer.grading.languages import Grammar, bounds, forms, pairs, phrases, words

GRAMMAR = Grammar(
    articles=words("a an the"),
    pronouns=words(
        "i you he she it we they me him her us them my your his its our their mine yours hers ours theirs myself"
        " yourself himself herself itself ourselves yourselves themselves this that these those one ones there"
    ),
    subjects=words("i we"),
    indefinite=words(
        "someone somebody something anyone anybody anything everyone everybody everything somewhere anywhere"
    ),
    prepositions=words(
        "about above across against along among around as at below beneath beside between beyond by during for"
        " from in inside into near of off on onto outside over past per since through throughout till to toward"
        " towards under until up upon via with within out down"
    ),
    auxiliaries=words(
        "am is are was were be been being do does did done doing have has had having will would shall should can"
        " could may might must ought let lets"
    ),
    conjunctions=words(
        "and or but so if then because when while whereas although though that than since unless once whether as"
        " also nor either"
    ),
    first_person=words("i me my mine myself"),
    second_person=words("you your yours yourself yourselves"),
    third_person=words(
        "he she they him her them his their hers theirs himself herself themselves someone somebody anyone anybody"
    ),
    framing=words(
        "think believe guess suppose reckon assume say said call called known name named mean means try trying want"
        " need go going make making start answer ask asking reply write get gets getting got stand standing sit sitting"
        " stay staying"
    ),
    fillers=words(
        "actually again already also anyway approximately basically certainly even exactly here indeed just maybe"
        " perhaps please quite rather really simply some somehow still such that there too usually very well yes"
        " how what who which where why when whose mostly mainly roughly ever now yet anymore"
    ),
    questions=words("what who whose whom which where why when how"),
    closed_questions=words(
        "am is are was were do does did have has had will would shall should can could may might must isnt arent"
        " dont doesnt didnt havent wont wouldnt cant couldnt"
    ),
    asking=words("ask asking tell say explain share hear know wonder wondering curious"),
    negations=words("not no never nobody nothing none nowhere neither nor cannot hardly scarcely barely noone"),
    denied_objects=words("nobody nothing none noone"),
    interjections=words("no never"),
    never=words("never"),
    saying=words("say says said saying answer answers answered answering reply replies replied replying"),
    forward_negations=phrases(
        "without",
        "instead of",
        "rather than",
        "except",
        "other than",
        "avoid",
        "avoids",
        "avoiding",
        "refuse to",
        "refuse",
        "refusing",
        "stop",
        "prevent",
        "preventing",
        "lack of",
        "lack",
        "lacks",
        "lacking",
        "forget to",
        "forgets to",
        "forgetting to",
        "fail to",
        "fails to",
        "failing to",
        "neglect to",
        "neglecting to",
    ),
    not_negations=phrases(
        "not only",
        "nothing more",
        "no more no less",
        "no more",
        "not just",
        "not merely",
        "not simply",
        "not solely",
        "not more",
        "no more than",
        "not more than",
        "no longer than",
        "no less than",
        "not less than",
        "no later than",
        "no fewer than",
        "no matter",
    ),
    clause_openers=words(
        "but so if because when while whereas although though that unless and or nor then before after since"
        " until which who whom whose where otherwise"
    ),
    explaining=words("that which who where because since as when if so"),
    connectives=phrases("because", "therefore", "thus", "so that", "such as"),
    conditions=words("if when unless otherwise"),
    joiners=words("and plus"),
    alternatives=words("or nor"),
    contractions={
        "dont": ("do", "not"),
        "doesnt": ("does", "not"),
        "didnt": ("did", "not"),
        "isnt": ("is", "not"),
        "arent": ("are", "not"),
        "wasnt": ("was", "not"),
        "werent": ("were", "not"),
        "wont": ("will", "not"),
        "cant": ("can", "not"),
        "cannot": ("can", "not"),
        "couldnt": ("could", "not"),
        "shouldnt": ("should", "not"),
        "wouldnt": ("would", "not"),
        "havent": ("have", "not"),
        "hasnt": ("has", "not"),
        "hadnt": ("had", "not"),
        "mustnt": ("must", "not"),
        "neednt": ("need", "not"),
        "mightnt": ("might", "not"),
        "aint": ("is", "not"),
        "im": ("i", "am"),
        "ive": ("i", "have"),
        "youre": ("you", "are"),
        "youve": ("you", "have"),
        "theyre": ("they", "are"),
        "theyve": ("they", "have"),
        "weve": ("we", "have"),
        "youll": ("you", "will"),
        "theyll": ("they", "will"),
        "youd": ("you", "would"),
        "theyd": ("they", "would"),
        "thats": ("that", "is"),
        "whats": ("what", "is"),
        "theres": ("there", "is"),
        "itll": ("it", "will"),
        "it's": ("it", "is"),
        "i'd": ("i", "would"),
        "he'd": ("he", "would"),
        "she'd": ("she", "would"),
        "we'd": ("we", "would"),
        "it'd": ("it", "would"),
        "i'll": ("i", "will"),
        "he'll": ("he", "will"),
        "she'll": ("she", "will"),
        "we'll": ("we", "will"),
        "we're": ("we", "are"),
        "let's": ("let", "us"),
        "twice": ("two", "times"),
        "thrice": ("three", "times"),
        "gonna": ("going", "to"),
        "wanna": ("want", "to"),
        "hes": ("he", "is"),
        "shes": ("she", "is"),
    },
    cardinals={
        "zero": 0,
        "one": 1,
        "two": 2,
        "three": 3,
        "four": 4,
        "five": 5,
        "six": 6,
        "seven": 7,
        "eight": 8,
        "nine": 9,
        "ten": 10,
        "eleven": 11,
        "twelve": 12,
        "thirteen": 13,
        "fourteen": 14,
        "fifteen": 15,
        "sixteen": 16,
        "seventeen": 17,
        "eighteen": 18,
        "nineteen": 19,
        "twenty": 20,
        "thirty": 30,
        "forty": 40,
        "fifty": 50,
        "sixty": 60,
        "seventy": 70,
        "eighty": 80,
        "ninety": 90,
        "hundred": 100,
        "thousand": 1000,
        "dozen": 12,
    },
    hundreds=(("thousand", 1000), ("hundred", 100)),
    tens_link="",
    fractions={
        "half": 2,
        "halves": 2,
        "third": 3,
        "thirds": 3,
        "quarter": 4,
        "quarters": 4,
        "fourth": 4,
        "fourths": 4,
        "fifth": 5,
        "fifths": 5,
        "tenth": 10,
        "tenths": 10,
    },
    ordinals=words("st nd rd th rds ths"),
    half=words("half"),
    singular_articles=words("a an one"),
    each=words("every each per"),
    range_links=words("to through till until"),
    inclusive=phrases("and including"),
    or_links=words("or"),
    between=words("between"),
    ratio_links=phrases("out of", "of", "in", "in every", "of every", "out of every", "of the"),
    counting=words("many"),
    bounds=bounds(
        more="more than,more then,longer than,higher than,greater than,over,above,upwards of",
        least="or more,at least,a minimum of,minimum of,minimum,no less than,not less than,no fewer than"
        ",not fewer than",
        most="no later than,not later than,at most,at the most,a maximum of,maximum of,or less,or fewer"
        ",maximum,max,up to,no more than,not more than,no longer than,not longer than",
        less="less than,less then,fewer than,shorter than,lower than,under,below",
    ),
    percent=phrases("percent", "per cent", "pct"),
    units={
        "second": ("second", 1),
        "seconds": ("second", 1),
        "sec": ("second", 1),
        "s": ("second", 1),
        "secs": ("second", 1),
        "minute": ("second", 60),
        "minutes": ("second", 60),
        "min": ("second", 60),
        "mins": ("second", 60),
        "hour": ("second", 3600),
        "hours": ("second", 3600),
        "hr": ("second", 3600),
        "hrs": ("second", 3600),
        "day": ("second", 86400),
        "days": ("second", 86400),
        "week": ("second", 604800),
        "weeks": ("second", 604800),
        "wk": ("second", 604800),
        "wks": ("second", 604800),
        "fortnight": ("second", 1209600),
        "month": ("month", 1),
        "months": ("month", 1),
        "quarterly": ("month", 3),
        "year": ("month", 12),
        "years": ("month", 12),
        "yr": ("month", 12),
        "yrs": ("month", 12),
        "times": ("time", 1),
        "x": ("time", 1),
        "time": ("time", 1),
        "pound": ("pound", 1),
        "pounds": ("pound", 1),
        "euro": ("euro", 1),
        "euros": ("euro", 1),
        "dollar": ("dollar", 1),
        "dollars": ("dollar", 1),
        "metre": ("metre", 1),
        "metres": ("metre", 1),
        "meter": ("metre", 1),
        "meters": ("metre", 1),
        "m": ("metre", 1),
        "centimetre": ("metre", 0.01),
        "centimetres": ("metre", 0.01),
        "centimeter": ("metre", 0.01),
        "centimeters": ("metre", 0.01),
        "cm": ("metre", 0.01),
        "kilometre": ("metre", 1000),
        "kilometres": ("metre", 1000),
        "kilometer": ("metre", 1000),
        "kilometers": ("metre", 1000),
        "km": ("metre", 1000),
        "inch": ("inch", 1),
        "inches": ("inch", 1),
        "foot": ("inch", 12),
        "feet": ("inch", 12),
        "ft": ("inch", 12),
        "yard": ("inch", 36),
        "yards": ("inch", 36),
        "mile": ("mile", 1),
        "miles": ("mile", 1),
        "page": ("page", 1),
        "pages": ("page", 1),
        "paragraph": ("paragraph", 1),
        "paragraphs": ("paragraph", 1),
        "line": ("line", 1),
        "lines": ("line", 1),
        "word": ("word", 1),
        "words": ("word", 1),
        "sentence": ("sentence", 1),
        "sentences": ("sentence", 1),
    },
    before=words("before than over"),
    after=words("after"),
    first=words("first"),
    then=words("then afterwards next later"),
    only=words("only"),
    moments=words("when once"),
    multiples=words("times half double triple"),
    comparators=words("as than"),
    source=words("from"),
    goal=words("to into"),
    degrees=words("more less most least"),
    equals=words("as equally"),
    exchanges=words("give get receive offer lend borrow buy sell teach learn"),
    opposites=pairs(
        "in/out into/from to/from on/off up/down over/under with/without before/after within/after above/below"
        " inside/outside for/against everything+all/nothing+none everyone+everybody/nobody+noone always/never"
        " everywhere/nowhere someone+somebody/nobody something/nothing many+much/few+little more/less+fewer most/least"
        " often/rarely+seldom+never high/low higher/lower highest/lowest big+large/small long/short longer/shorter"
        " wide+broad/narrow thick/thin deep/shallow far/near+close fast+quick/slow quickly/slowly early/late"
        " earlier/later first/last old/young+new good/bad better/worse best/worst right/wrong+left true/false"
        " strong/weak heavy/light hot/cold warm/cold+cool wet/dry full/empty open/closed+shut open/close rich/poor"
        " expensive/cheap easy+simple/hard+difficult happy/sad+unhappy nice/nasty loud+noisy/quiet+soft loose/tight"
        " active/passive positive/negative maximum/minimum formal/informal introvert/extrovert introverted/extroverted"
        " introverts/extroverts internal/external online/offline private/public personal/impersonal"
        " give+offer/take+receive+get give/ask ask/answer+tell bring/fetch come/go buy/sell win/lose"
        " start+begin/finish+end beginning/end increase/decrease rise/fall raise/lower grow/shrink improve/worsen"
        " strengthen/weaken build/destroy create/destroy laugh/cry love/hate friend/enemy truth/lie listen/talk+speak"
        " remember/forget find/lose gain/lose gain/loss profit/loss accept/reject allow/forbid help/hinder"
        " succeed/fail success/failure advantage/disadvantage benefit/drawback strength/weakness question/answer"
        " trust/distrust present/absent future/past today/yesterday+tomorrow morning/evening day/night summer/winter"
        " north/south alone/together same/different known/unknown acquaintance/stranger acquaintances/strangers yes/no"
        " safe/dangerous clean/dirty healthy/ill+sick stand/sit push/pull follow/lead add/remove keep/lose keep/break"
        " quality/quantity front/back top/bottom upper/lower concrete/vague+abstract specific/general"
        " specific+precise/vague polite/rude praise/criticise+criticize+blame encourage/discourage attract/repel"
        " connect/disconnect join/separate cause/effect sender/receiver speaker/listener host/guest leader/follower"
        " teacher/pupil+student winner/loser buyer/seller employer/employee optimist/pessimist optimistic/pessimistic"
        " relaxed/tense+nervous calm/nervous+agitated confident/shy+insecure humble+modest/arrogant serious/funny"
        " interesting/boring interested/bored+indifferent useful/useless meaningful/meaningless hopeful/hopeless"
        " concise+brief/lengthy+wordy temporary/permanent natural/artificial genuine+real/fake faithful/unfaithful"
        " theory/practice theoretical/practical flexible/rigid careful/careless majority/minority whisper/shout"
        " talkative/silent+quiet admit/deny confirm/deny refuse/accept reward/punish same/other familiar+known/strange"
        " ahead/behind beforehand/afterwards major/minor senior/junior simple/complex+complicated victory/defeat"
        " remain+stay/leave generous/stingy+selfish include/exclude agree/disagree borrow/lend teach/learn"
        " arrive/leave both/neither either/neither"
    ),
    negative_prefixes=("un", "in", "im", "ir", "il", "non", "dis", "mis", "anti"),
    suffixes=(
        ("ies", "y"),
        ("ied", "y"),
        ("es", ""),
        ("s", ""),
        ("ed", ""),
        ("ed", "e"),
        ("ing", ""),
        ("ing", "e"),
        ("e", ""),
        ("ly", ""),
        ("ness", ""),
        ("ence", ""),
        ("ences", ""),
        ("ency", ""),
        ("ent", ""),
        ("ently", ""),
        ("ance", ""),
        ("ances", ""),
        ("ant", ""),
        ("ment", ""),
        ("ments", ""),
        ("ation", ""),
        ("ation", "e"),
        ("ations", ""),
        ("ion", ""),
        ("ions", ""),
        ("ion", "e"),
    ),
    participle_prefix="",
    lemmas=forms(
        """
        be: am is are was were been being
        have: has had having
        do: does did done doing
        go: goes went gone going
        will: would
        shall: should
        can: could
        may: might
        say: says said
        make: makes made making
        get: gets got gotten getting
        know: knows knew known knowing
        think: thinks thought thinking
        take: takes took taken taking
        see: sees saw seen seeing
        come: comes came coming
        give: gives gave given giving
        find: finds found finding
        tell: tells told telling
        feel: feels felt feeling
        become: becomes became becoming
        leave: leaves left leaving
        put: puts putting
        mean: means meant meaning
        keep: keeps kept keeping
        let: lets letting
        begin: begins began begun beginning
        show: shows showed shown showing
        hear: hears heard hearing
        run: runs ran running
        hold: holds held holding
        bring: brings brought bringing
        write: writes wrote written writing
        sit: sits sat sitting
        stand: stands stood standing
        lose: loses lost losing
        pay: pays paid paying
        meet: meets met meeting
        send: sends sent sending
        build: builds built building
        speak: speaks spoke spoken speaking
        spend: spends spent spending
        read: reads reading
        grow: grows grew grown growing
        teach: teaches taught teaching
        win: wins won winning
        buy: buys bought buying
        catch: catches caught catching
        break: breaks broke broken breaking
        choose: chooses chose chosen choosing
        forget: forgets forgot forgotten forgetting
        sell: sells sold selling
        lead: leads led leading
        understand: understands understood understanding
        draw: draws drew drawn drawing
        wear: wears wore worn wearing
        eat: eats ate eaten eating
        drink: drinks drank drunk drinking
        drive: drives drove driven driving
        fall: falls fell fallen falling
        fly: flies flew flown flying
        rise: rises rose risen rising
        ring: rings rang rung ringing
        sing: sings sang sung singing
        sleep: sleeps slept sleeping
        shake: shakes shook shaken shaking
        lend: lends lent lending
        lie: lies lied lying
        try: tries tried trying
        advise: advises advised advising advice
        devise: devises devised devising device
        license: licenses licensed licensing licence licences
        person: persons people
        child: children
        man: men
        woman: women
        life: lives
        foot: feet
        good: well
        """
    ),
    particles=frozenset(),
    infinitive_mark="to",
    give_up=phrases(
        "i dont know",
        "do not know",
        "i do not know",
        "no idea",
        "i have no idea",
        "dunno",
        "i forgot",
        "forgot",
        "not sure",
        "i am not sure",
        "idk",
        "no clue",
        "pass",
        "skip",
    ),
    do=phrases("do", "do it", "yes", "do this", "do that", "i would", "go ahead"),
    dont=phrases(
        "do not",
        "no",
        "do not do it",
        "do not do this",
        "do not do that",
        "never",
        "never do it",
        "not",
        "rather not",
        "better not",
        "i would not",
        "no do not",
        "avoid it",
        "avoid",
    ),
    do_shown="do",
    dont_shown="don’t",
    verb_prefixes=("re", "mis", "out", "over", "under", "with", "fore"),
    variants={
        "mail": "email",
        "mails": "emails",
        "ok": "okay",
        "practise": "practice",
        "organise": "organize",
        "everybody": "everyone",
        "somebody": "someone",
        "anybody": "anyone",
        "neighbour": "neighbor",
        "favour": "favor",
        "colour": "color",
        "behaviour": "behavior",
    },
)
