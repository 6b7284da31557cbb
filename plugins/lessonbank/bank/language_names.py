"""Names of languages, and the tags that browsers and screen readers know."""

from __future__ import annotations

_NAMES = """
af  | Afrikaans        | Afrikaans
am  | Amharic          | አማርኛ
ar  | Arabic           | العربية
bg  | Bulgarian        | Български
bn  | Bengali          | বাংলা
cs  | Czech            | Čeština
cy  | Welsh            | Cymraeg
da  | Danish           | Dansk
de  | German           | Deutsch
el  | Greek            | Ελληνικά
en  | English          | English
es  | Spanish          | Español
et  | Estonian         | Eesti
fa  | Persian          | فارسی
fi  | Finnish          | Suomi
fr  | French           | Français
ga  | Irish            | Gaeilge
gd  | Scottish Gaelic  | Gàidhlig
gu  | Gujarati         | ગુજરાતી
gv  | Manx             | Gaelg
he  | Hebrew           | עברית
hi  | Hindi            | हिन्दी
hr  | Croatian         | Hrvatski
hu  | Hungarian        | Magyar
it  | Italian          | Italiano
ja  | Japanese         | 日本語
ko  | Korean           | 한국어
ku  | Kurdish          | Kurdî
kw  | Cornish          | Kernewek
lt  | Lithuanian       | Lietuvių
lv  | Latvian          | Latviešu
mt  | Maltese          | Malti
ne  | Nepali           | नेपाली
nl  | Dutch            | Nederlands
no  | Norwegian        | Norsk
pa  | Punjabi          | ਪੰਜਾਬੀ
pl  | Polish           | Polski
ps  | Pashto           | پښتو
pt  | Portuguese       | Português
ro  | Romanian         | Română
ru  | Russian          | Русский
sco | Scots            | Scots
sk  | Slovak           | Slovenčina
sl  | Slovenian        | Slovenščina
so  | Somali           | Soomaali
sq  | Albanian         | Shqip
sr  | Serbian          | Српски
sv  | Swedish          | Svenska
sw  | Swahili          | Kiswahili
ta  | Tamil            | தமிழ்
ti  | Tigrinya         | ትግርኛ
tl  | Tagalog          | Tagalog
tr  | Turkish          | Türkçe
uk  | Ukrainian        | Українська
ur  | Urdu             | اردو
vi  | Vietnamese       | Tiếng Việt
yo  | Yoruba           | Yorùbá
zh  | Chinese          | 中文
"""
_ROWS = [tuple(part.strip() for part in row.split("|")) for row in _NAMES.strip().splitlines()]
_OWN = {tag: own for tag, _, own in _ROWS}
_BY_NAME = {name.casefold(): tag for tag, *names in _ROWS for name in names}

_CODES = """
aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de
dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia
id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo
lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl
ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti
tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
"""
_TWO_LETTERS = frozenset(_CODES.split())
"""Every language with a tag of two letters (ISO 639-1)."""
_LONGER = {"wel": "cy", "cym": "cy", "eng": "en", "gle": "ga", "gla": "gd", "fra": "fr"} | {
    "fre": "fr",
    "deu": "de",
    "ger": "de",
    "spa": "es",
    "pol": "pl",
    "urd": "ur",
    "ara": "ar",
    "pan": "pa",
    "ben": "bn",
}
"""Tags of three letters that stand in lists, where browsers know one of two."""
_LONGEST = 3


def primary(tag: str) -> str:
    """Return the language of a tag without region and script: `en` of `en-GB`."""
    return tag.partition("-")[0].lower()


def own_name(tag: str) -> str:
    """Return what a language calls itself, or the tag if that is not known here."""
    return _OWN.get(primary(tag), tag)


def own_names(tags: tuple[str, ...]) -> tuple[str, ...]:
    """Return what each language calls itself, with the tag where two have the same name."""
    names = [own_name(tag) for tag in tags]
    return tuple(
        name if names.count(name) == 1 or name == tag else f"{name} ({tag})"
        for name, tag in zip(names, tags, strict=True)
    )


def is_known(tag: str) -> bool:
    """Return whether a tag begins with a language's code: `welsh` and `wel` do not."""
    code = primary(tag)
    if len(code) < _LONGEST:
        return code in _TWO_LETTERS
    return len(code) == _LONGEST and code not in _LONGER


def meant(tag: str) -> str | None:
    """Return the tag that an unknown tag stands for, such as `cy` for `welsh`, or None."""
    code = primary(tag)
    found = _LONGER.get(code) or _BY_NAME.get(code)
    return found + tag[len(code) :] if found else None
