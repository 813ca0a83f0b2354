"""Names that end in a number, and the words before numbers that say there is none: `라마 3`, but not `배치 사이즈 1`."""

import re

# Particles and endings that may follow a counter; another syllable makes it part of a longer word (`한 개발자`).
_PARTICLES = (
    "(?:을|를|이|가|은|는|의|에|에서|에게|로|으로|와|과|도|만|까지|부터|씩|당|쯤|정도|가량|안팎|나|이나|마다|짜리|중|여|간|후|전|뒤|내|이상|이하|미만"
    "|초과|밖에|보다|라고|라는|라도|이라|다|이다|인|였|이었|입|이며|며|고|이고|이지만|지만|든|란|이란|째|꼴|뿐|만에|만큼|만도|처럼|이야|에선|에는|에도|로는|으로는"
    "|로만|에만|로도|에서는|에게는|까지는|이자|들이|들은|들의|들을|들|규모|수준|동안|남짓|분|넘게|넘는|이면|면|으로도|까지도|조차|마저|이든|든지|씩만|이나마|이냐|냐)"
)
BOUND = re.compile(rf"(?![가-힣])|{_PARTICLES}(?:{_PARTICLES})?(?![가-힣])|(?:이?(?:었|였|라|지|니|면|던|든)|입니|넘|이상|정도|가량)[가-힣]")
NAME_BEFORE = re.compile(r"([A-Za-z가-힣][A-Za-z0-9가-힣&.+-]*)([ \u00a0])\Z")
# What a bare number behind it counts or measures; behind any other noun it is part of a name (`라마 3`).
MEASURED = re.compile(
    r"(?:[가-힣][율률]|사이즈|크기|[개갯]수|수량|점수|지수|길이|확률|값|온도|비율|나이|합계|수준|이상|이하|미만|초과|조건|자리|매개변수|대비|평균|총합)(?:은|는|이|가|을|를|에|로|와|과)?\Z"
    r"|(?<![가-힣])(?:약|총|각|각각|최대|최소|최저|최고|모두|무려|겨우|고작|불과|여기|하면|지난|오는|올해|내년|작년|단|매|주|연|월|일|또|및|등|전|후|하루|그|이|저|제|상위|하위|번호|보통|거의|대략|PUE)\Z"
)
PARTICLE_END = re.compile(r"(?:은|는|을|를|의|에|에서|까지|부터|보다|처럼|하고|이며|하며|한|된|할|될|었고|했고|으로|이고)\Z")
_WEAK_END = re.compile(r"(?:로|와|과|도|만|서|고|며|다|나|가)\Z")
FUNCTION_WORDS = frozenset(
    ["the", "a", "an", "in", "on", "at", "by", "of", "to", "for", "from", "with", "and", "or", "but", "as", "than", "is", "are", "was", "were", "be", "has", "have", "had", "over", "about", "around", "some", "only", "all", "both", "these", "those", "its", "their", "our", "his", "her", "my", "your", "it", "they", "we", "he", "she", "i", "no", "not", "nearly", "almost", "up", "under", "between", "before", "after", "since", "until", "during", "within", "every", "each", "more", "less", "fewer", "least", "most", "per", "last", "next", "first", "until", "top", "total", "just", "even", "still", "another", "another's", "that", "this", "which", "what", "when", "where", "while", "because", "if", "so", "then", "also", "there", "here", "how", "many", "much", "will", "would", "can", "could", "may", "might", "should", "must", "did", "does", "do", "made", "got", "cost", "costs", "paid", "raised", "spent", "used", "uses", "using", "sold", "bought", "added", "lost", "won", "scored", "took", "hit", "reached", "grew", "fell", "rose", "gained", "hired", "employs", "operates", "runs", "includes", "contains", "weighs", "measures", "compared", "versus", "vs", "vs.", "roughly", "approximately"]
)
PEOPLE = re.compile(r"(?:교수|대표|씨|의원|기자|회장|사장|선수|감독|박사|원장|군|양|배우|가수|장관|위원|팀장|대위|변호사|작가|코치|이사|부장)\Z")


def is_name(text: str, word: str, digits: str, end: int) -> bool:
    """Whether a number behind a word is part of a name: `엑사원 4.0`, `Llama 3`, `No. 5`, but not `배치 사이즈 1`."""
    if word.isascii():
        if word.lower() in FUNCTION_WORDS or word.isdigit():
            return False
        return len(digits) <= 4 and (word[0].isupper() or any(c.isupper() for c in word) or ("." in digits and word[0].isalpha() and word.lower() in ("version", "release", "v")))
    if MEASURED.search(word) or PARTICLE_END.search(word) or len(word) < 2 or digits.startswith("0"):
        return False
    if BOUND.match(text, end) is None:
        return False
    return "." in digits or (len(digits) <= 2 and not _WEAK_END.search(word)) or word[-1].isascii()


def person_before(text: str, start: int) -> bool:
    name = NAME_BEFORE.search(text, max(0, start - 12), start)
    return name is not None and PEOPLE.search(name[1]) is not None
