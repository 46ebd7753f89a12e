"""A deck to start from, in English."""

from __future__ import annotations

MESSAGES: dict[str, str | tuple[str, str]] = {
    "title": "My deck",
    "empty": "# {title}\nLanguage: en\n",
    "cards": """\
# {title}
Language: en

<!--
What stands between these signs is for you: the trainer skips it.
Every card begins with ## and your question. Below it stands what belongs to it, with a label and a colon.
What kind of card it is follows from what you write. There is one example of each kind below:
change them or take them out. Then see with 'trainer deck check' whether all is well.
-->

<!-- A word or a few words. Other right answers stand between space, slash, space. -->

## Who organises the drinks on Thursday?
Answer: Petra
Also right: Petra Miller / Mrs Miller
Not right: Petra Johnson
Hint: She usually stands near the door.
Why: She knows everybody: ask her whom she would introduce you to.

<!-- A sentence with a gap. What goes in it stands between square brackets. -->

## A good opening line is a remark plus an [open question / question without yes or no].
Not right: closed question

<!-- A list. Write 1. 2. 3. instead of dashes if the order counts. -->

## Name three ways to give something that costs no money.
- refer somebody / pass on a name
- introduce people to each other
- give your honest opinion
- send an interesting article
How many: 3

<!--
An answer in your own words. Each point is something that a good answer has; between round brackets are words that
show it. A * is any ending of a word; the trainer itself recognises [open question], [question] and [number].
Must: this may not be missing. Point: this makes it better.
-->

## The talk is over and you leave the room next to a stranger. What do you say?
Or: After the workshop somebody next to you is packing up too. What do you say?
Point: a link to what you both just heard (talk / story / speaker* / workshop)
Must: an open question ([open question])
Example: What will you take away from this talk?
Example: Good workshop! What are you going to try first?
Words at most: 25
Just before: 1

<!-- Do or don't, and why. -->

## You hand everybody your business card as soon as you come in. Would you do that?
Verdict: don't
Must: a conversation first (conversation / talk / get to know / first)
Example: Don't: have a conversation first, and a card after that.
""",
}
