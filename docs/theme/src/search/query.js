// What a query asks for: units, each a name of the site or a word of its text.

import { asHangul, asLatin, isTail, verbNoun } from "./hangul.js"
import { isMessage, withoutNoise } from "./message.js"
import { named, range } from "./naming.js"
import { compact, fold, words } from "./text.js"
import { parts } from "./tokens.js"
import { apart, same, trouble, vague } from "./trouble.js"

// Words that make a question of a term. They are rare in the pages, which
// would make them weigh most.
const ASKING =
  "뭐 뭐야 뭐예요 뭔가요 뭐죠 뭘 뭐가 무엇 무엇인가요 무슨 뜻 의미 어떻게 어떤 어디 어디에 어디서 왜 언제 몇 얼마 얼마나 얼마로 누가 " +
  "하는 하는법 법 방법 이유 까닭 차이 차이점 비교 하나요 하나 되나요 되나 돼요 해요 해야 하면 되면 할까 할까요 인가요 있나요 없나요 " +
  "써야 쓰는 쓰나요 싶어요 싶은데 주세요 알려줘 알려 가르쳐 같은가요 똑같은가요 좋아요 좋은 좋을까 나요 나와요 나오는 안 못 잘 더 좀 자꾸 너무 많이 " +
  "여기 이거 그거 정말 진짜 제대로 보는 보고 보면 써보고 됐는지 되는지 하는지 있는 없이 다른가요 달라요 같은 건가요 뭔데 " +
  "그리고 그런데 근데 또는 및 등 것 거 게 수 때 중 중에 때문 대해 대한 관련 설명 예시 정리 개념 이란 란 이게 이건 그게 저는 제가 " +
  "a an the is are was be of to in on for with and or how what why when where which who do does did i my me we you it its this that can " +
  "could should would need there about from at by if too difference between mean means meaning happens happen way explain"

const asking = new Set(ASKING.split(" "))

/** A dotted identifier as a whole, an identifier's part, and a part that is a name. */
const DOTTED = 0.6
const PART = 0.3
const NAMED_PART = 0.6

/** A unit's part in the query when it only asks. */
const ASKING_WEIGHT = 0.08

const MOST = 40 // words of a query; what is pasted may have hundreds
const LONG = 60 // letters of a word; what is longer is no word

/**
 * A query as {message, words, units}. A unit is {kind, from, to, weight, hits,
 * surfaces}: `hits` [{name, sure}] what it may name, `surfaces` how texts spell
 * it, `from` and `to` its place among the words, `last` if it may be half-typed.
 */
export function read(raw, site) {
  const message = isMessage(raw)
  const typed = message ? withoutNoise(raw) : apart(otherLayout(raw, site), site)
  // In GPU를 the particle is no word.
  const list = words(fold(typed))
    .filter((word, i) => word.text.length <= LONG && !(i && word.glued && word.hangul && isTail(word.text)))
    .filter((word, i, all) => word.text !== all[i - 1]?.text) // said twice in a row, a word costs twice and says no more
    .slice(0, MOST)
  if (/^[ㄱ-ㅎ\s]+$/.test(typed)) return { message, words: list, units: byInitials(typed, site) }

  for (const word of list) {
    word.stem = word.hangul ? site.vocabulary.stem(word.text, site.names.isName) : word.text
    word.asks = asking.has(word.text) || asking.has(word.stem)
    word.known = word.asks || site.names.isName(word.stem) || site.vocabulary.has(word.stem)
  }
  const wrong = message ? 1 : trouble(list, fold(typed), site)
  const open = !message && wrong > 0 && vague(list)
  const about = list.filter((word) => !word.wrong)
  const units = message ? [] : named(list, site).filter((unit) => !wrong || isAbout(unit, list, about.length))
  const taken = new Set(units.flatMap((unit) => range(unit.from, unit.to)))
  list.forEach((word, i) => {
    if (taken.has(i)) return
    const dotted = !word.hangul && /\./.test(word.text) && parts(word.text).length
    units.push({
      kind: "word",
      from: i,
      to: i + 1,
      weight: word.asks ? ASKING_WEIGHT : dotted ? DOTTED : 1,
      hits: message ? titled(word, site) : [],
      surfaces: [...new Set([word.stem, word.text, verbNoun(word.text), message ? null : same(word.text)].filter(Boolean))],
      last: i === list.length - 1 && !/^\d/.test(word.text),
    })
  })
  for (const word of list) units.push(...inParts(word, site))
  if (units.some((unit) => unit.weight > ASKING_WEIGHT)) return { message, wrong, open, words: list, units }
  return { message, wrong, open, words: list, units: units.map((unit) => ({ ...unit, weight: 1 })) }
}

/**
 * Is this name what a query about trouble is about? The word for the trouble is
 * it only where nothing else is named, and what is called so in a heading may
 * stand on other pages as well.
 */
function isAbout({ from, to, hits }, list, others) {
  if (others && range(from, to).every((i) => list[i].wrong)) return false
  return hits.some(({ name }) => name.targets.some(({ section }) => !section))
}

/** In a message only what a page is called after counts as a name: conda, keras. */
function titled(word, site) {
  const name = site.names.byKey.get(compact(word.text))
  return name?.targets.some(({ page, section }) => page && !section) ? [{ name, sure: 1 }] : []
}

/** The parts of an identifier, some of which are names: Dense, its last, is what keras.layers.Dense is about. */
function inParts(word, site) {
  if (word.hangul) return []
  return parts(word.text).map((part, i, { length }) => {
    const about = i === length - 1 && word.text.endsWith(`.${part}`)
    const name = site.names.byKey.get(compact(part))
    const hits = name ? [{ name, sure: about ? 1 : 0.9 }] : []
    return { kind: "part", from: 0, to: 0, weight: about ? 1 : hits.length ? NAMED_PART : PART, hits, surfaces: [part] }
  })
}

/**
 * The text with what was typed under the other keyboard layout put right. Who
 * forgot the layout forgot it for every word that means nothing as it stands.
 */
function otherLayout(text, site) {
  const joined = compact(text)
  if (text.split(/\s+/).some((chunk) => chunk.length > LONG)) return text
  if (site.names.startingWith(joined).length) return text
  if (/^[ㄱ-ㅎ]+$/.test(joined) && site.names.withInitials(joined).length) return text
  const chunks = text.split(/(\s+)/)
  // Each once: what is pasted may have the same one hundreds of times.
  const wrong = new Set([...new Set(chunks)].filter((chunk) => chunk.trim() && !means(chunk, site)))
  const other = new Map([...wrong].map((chunk) => [chunk, asHangul(chunk) ?? asLatin(chunk)]))
  if (![...other.values()].some((chunk) => chunk && (means(chunk, site) || site.names.like(compact(chunk)).length))) return text
  return chunks.map((chunk) => other.get(chunk) ?? chunk).join("")
}

/** Does the site know the words, or what they begin? */
function means(chunk, site) {
  const list = words(fold(chunk))
  if (!list.length) return true
  return list.every(({ text, hangul }) => {
    if (/^\d/.test(text)) return true
    const stem = hangul ? site.vocabulary.stem(text, site.names.isName) : text
    return site.names.isName(stem) || site.vocabulary.has(stem) || site.names.contain(stem) || site.begins(stem, hangul)
  })
}

/** One unit for initial consonants: ㅅㅅ ㅎㅅ. */
function byInitials(typed, site) {
  const hits = site.names.withInitials(typed.replace(/\s/g, ""))
  return [{ kind: "name", from: 0, to: 1, weight: 1, hits, surfaces: hits.slice(0, 3).map(({ name }) => name.word) }]
}
