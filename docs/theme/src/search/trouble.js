// Does a query say that something goes wrong? Then it asks for a way out, not for
// a term, and the words that only say so are not what it is about: of 설치 에러
// the page about errors functions knows 에러 best, and helps nobody.

/** Words that say so by themselves, whatever follows them: 에러가, 오류났어요. */
const WRONG = /^(?:에러|오류|애러|실패|버그|errors?|bugs?|fail(?:s|ed|ing|ure)?|crash(?:es|ed|ing)?|broken?|broke|won't|unable|stuck|fix|solve|solution|troubleshoot(?:ing)?)/
const GLUED = /(?<=[가-힣a-z0-9])(?=(?:에러|오류)(?:가|는|를|로|도|메시지|코드|해결|나|났|남|떠|뜸|뜨|입니다|요|$|[\s?!.]))/g

/** It does not work: 안 돼요, 안되네요, 못 찾겠대요, 인식이 안됨; but 안 쓰면 and 안 되는 이유 ask about a thing. */
const NOT = /(?:^|[\s가-힣a-z0-9])(?:안|못)\s?[가-힣]{1,6}|지\s?(?:않|못)[가-힣]*|(?:없|막히|막혀|죽|멈추|멈춰|멈춥|멎|꺼지|꺼져|깨지|깨져|깨집|모자라|모자랍|부족)[가-힣]*/
const ASKS = /(?:면|는지|이유|까닭|왜|때는|경우)(?:\s|$)|(?:이란|뭐|무엇|차이)/
const NOT_ENGLISH = /\b(?:not|cannot|can't|doesn't|does not|isn't|won't|no longer|without success|dies|dying|died|keeps?|missing|blocked|too many|wrong|out of memory)\b/

/** Words beside it that say nothing more. */
const EMPTY = new Set(
  (
    "해결 해결법 해결방법 해결책 방법 발생 발생해요 발생합니다 발생했어요 문제 문제가 계속 갑자기 자꾸 도와주세요 도와줘 어떡해 어떡하죠 어쩌죠 " +
    "돼요 되요 돼 됩니다 됨 되네요 됐어요 된대요 되는데 안돼요 안돼 안되요 안됨 안됩니다 안되네요 안되는데 않아요 않습니다 않네요 " +
    "떠요 떠 뜸 뜹니다 뜨는데 뜨네요 뜬대요 나요 나와요 나옵니다 나옴 났어요 납니다 남 나네요 생겨요 생김 생겼어요 걸려요 먹혀요 하면 했는데 하니까 " +
    "대요 래요 이래요 ㅠㅠ ㅜㅜ 빨리 급해요 " +
    "help please fix fixed solve solved solution getting get got keeps keep always try trying after not cannot won t doesn isn"
  ).split(" "),
)

// How people say it, as pages and data/typed.yml write it down.
const SAME = [
  [/^없/, "없음"],
  [/^모자[라란람]/, "부족"],
  [/^죽/, "죽음"],
  [/^(?:멈|멎)/, "멈춤"],
  [/^깨[지져진집짐]/, "깨짐"],
  [/^(?:열[리려림]|여는|열어)/, "불러오기"],
  [/^불러/, "불러오기"],
  [/^(?:깔[리려아았기고]|까는|깐)/, "설치"],
  [/^잡[히혀]|^잡아/, "인식"],
  [/^(?:길[다대어]|긴|깁)/, "김"],
  [/^꺼[지져짐]/, "꺼짐"],
  [/^보[이여]/, "보임"],
  [/^(?:써|쓰|씁|쓴)/, "씀"],
  [/^찾/, "찾음"],
  [/^(?:켜|킨|키는)/, "활성화"],
]

/** Another way of saying the same, or nothing. */
export const same = (word) => SAME.find(([form]) => form.test(word))?.[1]

/** Words beside which an error may be any. */
const BROAD = new Set("텐서플로 텐서플로우 tensorflow tf 파이썬 python 코드 실행 프로그램 메시지 찾기 모음 목록 종류 타입 밸류 키 인덱스 네임 type value key index name".split(" "))

/** Is no more said than that something is wrong? */
export const vague = (list) => list.every((word) => word.asks || BROAD.has(word.stem) || BROAD.has(word.text))

/** The text with 설치에러 cut in two; names that have the word in them (오류역전파) stay whole. */
export function apart(text, site) {
  return text.replace(GLUED, (_, at) => (site.names.covers(text, at) ? "" : " "))
}

/**
 * Marks the words that only say that something is wrong (`word.wrong`, `word.asks`),
 * and tells how sure it is that something is: 0, 0.5 where it is only said that something
 * does not work, 1 where it is called an error.
 */
export function trouble(list, text, site) {
  let sure = 0
  for (const word of list) {
    if (WRONG.test(word.text) && !site.names.covers(text, word.start)) {
      word.wrong = true
      sure = 1
    }
  }
  if (!sure && ((NOT.test(text) && !ASKS.test(text)) || NOT_ENGLISH.test(text))) sure = 0.5
  if (sure) for (const word of list) if (word.wrong || EMPTY.has(word.text)) word.asks = true
  return sure
}
