// What Korean spelling asks of search: jamo, initial consonants, particles, keyboards.

import { convertHangulToQwerty, convertQwertyToHangul, disassemble, getChoseong } from "es-hangul"

/** 손실 as ㅅㅗㄴㅅㅣㄹ: half-typed syllables become prefixes, a wrong vowel one letter. */
export const jamo = disassemble

/** Initial consonants, ㅅㅅㅎㅅ of 손실 함수; other characters are left out. */
export const initials = (text) => getChoseong(text).replace(/\s/g, "")

/** 손실 (typed with a Latin layout: thstlf), or null. Capitals are doubled consonants only where they make syllables. */
export function asHangul(text) {
  if (!/^[a-zA-Z\s]+$/.test(text)) return null
  for (const typed of [text, text.toLowerCase()]) {
    const converted = inHangul(typed)
    if (converted && !/[^가-힣\s]/.test(converted.replace(/[ㄱ-ㅎㅏ-ㅣ]$/, ""))) return converted
  }
  return null
}

/** es-hangul throws at what begins with two vowels that make no third: how. */
function inHangul(text) {
  try {
    return convertQwertyToHangul(text)
  } catch {
    return null
  }
}

/** conda (typed with a Korean layout: 채ㅜㅇㅁ), or null. */
export function asLatin(text) {
  if (!/[가-힣ㄱ-ㅎㅏ-ㅣ]/.test(text)) return null
  const converted = convertHangulToQwerty(text).toLowerCase()
  return /[^\x00-\x7f]/.test(converted) ? null : converted
}

// Longest first. What may follow a noun: particles, and the forms of 이다.
const PARTICLES = (
  "으로부터 에서부터 이라는 이라고 이었던 입니까 입니다 인가요 이에요 이란 에서는 에서도 에서의 에게서 한테서 까지는 부터는 " +
  "으로는 으로도 으로의 으로서 으로써 이랑 이나 이며 이든 이야 이다 인가 예요 에요 로는 로도 로의 로서 로써 에는 에도 에만 " +
  "에서 에게 한테 까지 부터 으로 라는 라고 처럼 보다 마다 조차 밖에 하고 대로 만큼 끼리 란 랑 며 든 나 뿐 만 도 은 는 이 " +
  "가 을 를 의 에 로 와 과 야 요 인 들"
)
  .split(" ")
  .sort((a, b) => b.length - a.length)

// A noun becomes a verb with 하다 or 되다: 초기화하면, 설치됐는지.
const VERB = /^(.+?)(?:하|되|했|됐|할|될|한|된|함|됨|합|됩|해|돼|시키|시킨|시켜)[가-힣]*$/

/** What is left of a word without one particle, the longest particle first; [rest, particle]. */
export function withoutParticle(word) {
  const rests = []
  for (const particle of PARTICLES)
    if (word.length > particle.length && word.endsWith(particle))
      rests.push([word.slice(0, -particle.length), particle])
  return rests
}

/** 초기화 of 초기화하면; null where the word is no such verb. */
export function verbNoun(word) {
  const match = VERB.exec(word)
  return match && match[1].length > 1 ? match[1] : null
}

/** May stand after a noun and adds nothing to it: 를, 에서는, 하는, 됐는지. */
export function isTail(text) {
  if (text === "") return true
  if (/^(?:하|되|했|됐|할|될|한|된|함|됨|합|됩|해|돼|시키|시킨|시켜)/.test(text)) return true
  return PARTICLES.some((particle) => text === particle) || withoutParticle(text).some(([rest]) => PARTICLES.includes(rest))
}
