// What the site has names for: the glossary's terms, the titles of pages, the
// headings. Most readers type a name; this says whose it is, however it is spelt.

import MiniSearch from "minisearch"

import { initials, isTail, jamo } from "./hangul.js"
import { compact, fold, words } from "./text.js"

const TYPED = 0.85 // being what people call a page, against being its title
const ALIKE = 0.5 // the share of letters that may differ where somebody is offered a term
const REMEMBERED = 500 // words and what is like them

/** A heading without the number of its step. */
const bare = (title) => title.replace(/^\d+\.\s*/, "")

/**
 * A title names what stands between its punctuation: 손실 함수·목적 함수·비용 함수, 훈련 루프(훈련 반복).
 * 주피터 노트북과 커널 are two things; 텐서플로와 NumPy가 맞지 않을 때 is one.
 */
function pieces(title) {
  const found = bare(title)
    .split(/[·,:()?]/)
    .flatMap((piece) => {
      const two = piece.split(/\s(?:와|과|and)\s|(?<=[가-힣]{2})[와과]\s/)
      return two.every((part) => part.trim().split(/\s+/).length <= 2) ? two : [piece]
    })
  return [...new Set([title, ...found].map((piece) => piece.trim()).filter((piece) => compact(piece)))]
}

export class Names {
  /** @param pages from pages.js; @param entries of the glossary, `names[0]` the headword */
  constructor(pages, entries, glossary) {
    this.all = []
    this.byKey = new Map()
    this.liked = new Map()
    const often = new Map()
    for (const page of pages)
      for (const { title } of page.sections.slice(1)) often.set(bare(title), (often.get(bare(title)) ?? 0) + 1)
    for (const entry of entries) {
      entry.names.forEach((word, i) => this.#add(word, { entry, weight: i ? 0.95 : 1 }))
      entry.also?.forEach((word) => this.#add(word, { entry, weight: 0.8 }))
    }
    for (const page of pages) {
      const whole = compact(page.title)
      for (const piece of pieces(page.title))
        this.#add(piece, { page, weight: compact(piece) === whole ? 1 : 0.95 })
      for (const word of page.typed) this.#add(word, { page, weight: TYPED, typed: true })
      // The glossary's headings are its entries; 출처 and 확인해 보기 name nothing.
      for (const section of page.location === glossary ? [] : page.sections.slice(1))
        if (often.get(bare(section.title)) < 3)
          for (const piece of pieces(section.title))
            this.#add(piece, { page, section, weight: compact(piece) === compact(section.title) ? 0.5 : 0.4 })
    }
    // Longest first, so that 손실 함수 is found before 손실.
    this.all.sort((a, b) => b.key.length - a.key.length)
    this.similar = new MiniSearch({
      idField: "id",
      fields: ["jamo"],
      tokenize: (text) => [text],
      processTerm: (term) => term,
    })
    this.similar.addAll(this.all.map((name, id) => ({ id, jamo: name.jamo })))
  }

  #add(word, target) {
    const key = compact(word)
    if (!key) return
    let name = this.byKey.get(key)
    if (!name) {
      const parts = words(fold(word)).map((part) => part.text)
      name = { key, word, parts, jamo: jamo(key), initials: initials(key), hangul: /[가-힣]/.test(key), targets: [] }
      this.byKey.set(key, name)
      this.all.push(name)
    }
    name.targets.push(target)
  }

  /** Is this exactly a name of the glossary or a title? */
  isName = (word) => this.byKey.get(compact(word))?.targets.some((target) => !target.section) ?? false

  /** Does a term of the glossary that is longer than the word at this place stand here: 오류 역전파, error function? */
  covers(text, at) {
    const key = compact(text)
    const from = compact(text.slice(0, at)).length
    return this.all.some(
      (name) =>
        name.targets.some(({ entry }) => entry) &&
        name.parts.length > 1 &&
        [...key.matchAll(new RegExp(name.key, "g"))].some(({ index }) => index <= from && from < index + name.key.length),
    )
  }

  /** Is this part of a name, as 소실 is of 기울기 소실? */
  contain(part) {
    return part.length > 1 && this.all.some(({ key }) => key.includes(part))
  }

  /**
   * The names in a query, none overlapping another: [{name, from, to, sure}],
   * from and to counted in the query's words. `sure` is less than 1 where a
   * name is part of a longer word, or its words stand apart.
   */
  within(list) {
    const bare = list.map((word) => compact(word.text))
    const text = bare.join("")
    const starts = [0]
    for (const word of bare) starts.push(starts.at(-1) + word.length)
    const taken = new Array(text.length).fill(false)
    const found = []
    for (const name of this.all) {
      for (let at = text.indexOf(name.key); at >= 0; at = text.indexOf(name.key, at + 1)) {
        const end = at + name.key.length
        if (taken.slice(at, end).some(Boolean)) continue
        const sure = this.#fit(name, text, starts, at, end, taken)
        if (!sure) continue
        taken.fill(true, at, end)
        const from = starts.findLastIndex((start) => start <= at)
        const to = starts.findIndex((start) => start >= end)
        found.push({ name, from, to, sure })
        break
      }
    }
    return [...found, ...this.#apart(list, found)]
  }

  /** Names whose words stand apart in the query: 가중치를 0으로 초기화. */
  #apart(list, found) {
    const more = []
    for (const name of this.all) {
      if (name.parts.length < 2 || name.parts.some((part) => part.length < 2)) continue
      if (name.targets.every((target) => target.section || target.typed)) continue
      const is = (word, part) => word.text.startsWith(part) && isTail(word.text.slice(part.length))
      const at = name.parts.map((part) => list.findIndex((word) => is(word, part)))
      // 커널 방법 is a name, but 커널을 추가하는 방법 asks how.
      if (at.includes(-1) || new Set(at).size < at.length || at.some((i) => list[i].asks)) continue
      const from = Math.min(...at)
      const to = Math.max(...at) + 1
      if (to - from > name.parts.length + 2) continue
      if (found.some((hit) => hit.name.key.includes(name.key))) continue
      more.push({ name, from, to, sure: 0.7 })
    }
    return more
  }

  /** How sure it is that these characters of the query are the name; 0 for no. */
  #fit(name, text, starts, at, end, taken) {
    const opens = starts.includes(at)
    const rest = text.slice(end, starts.find((start) => start >= end))
    if (!name.hangul) {
      // Of a Latin word the whole: no relu in reluctant. keras.layers has keras.
      if (!opens || rest) return 0
      return 1
    }
    const closes = isTail(rest)
    if (name.key.length === 1) return opens && closes ? 1 : 0
    if (opens || taken[at - 1]) return closes ? 1 : 0.6
    return closes && name.key.length > 2 ? 0.6 : 0
  }

  /** Names that begin like this: [{name, sure}]. The less there is to add, the surer. */
  startingWith(typed) {
    const start = jamo(typed)
    return this.all
      .filter((name) => name.jamo.startsWith(start) && name.key !== typed && shown(name))
      .map((name) => ({ name, sure: 0.6 + (0.35 * start.length) / name.jamo.length }))
  }

  /** Names with these initial consonants, or beginning with them. */
  withInitials(typed) {
    return this.all
      .filter((name) => name.hangul && name.initials.startsWith(typed) && shown(name))
      .map((name) => ({ name, sure: name.initials === typed ? 1 : 0.2 + (0.5 * typed.length) / name.initials.length }))
      .sort((a, b) => value(b) - value(a))
  }

  /** Names a typing error or two away; jamo count, so that one wrong vowel is one error. */
  like(typed) {
    // One query asks for the same word several times, and the next query for most of them again.
    if (!this.liked.has(typed)) {
      if (this.liked.size > REMEMBERED) this.liked.clear()
      this.liked.set(typed, this.#like(typed))
    }
    return this.liked.get(typed)
  }

  #like(typed) {
    const wanted = jamo(typed)
    if (wanted.length < 4) return []
    const errors = Math.min(3, Math.max(1, Math.round(wanted.length * 0.2)))
    // MiniSearch counts two letters changed round as two errors.
    return this.similar
      .search(wanted, { fuzzy: errors + 1 })
      .map(({ id }) => ({ name: this.all[id], errors: distance(wanted, this.all[id].jamo) }))
      // Few people miss the first letter; without it two errors find anything.
      .filter((one) => one.errors <= (one.name.jamo[0] === wanted[0] ? errors : 1))
      .map((one) => ({ name: one.name, sure: 1 - (1.6 * one.errors) / Math.max(wanted.length, 6) }))
  }

  /** The glossary's entries that look like what was typed, for an empty result; none where nothing does. */
  nearest(typed, count) {
    const wanted = jamo(compact(typed)).slice(0, 40)
    const best = new Map()
    for (const name of this.all)
      for (const { entry } of name.targets)
        if (entry) {
          const far = distance(wanted, name.jamo) / Math.max(wanted.length, name.jamo.length)
          if (far < (best.get(entry) ?? 2)) best.set(entry, far)
        }
    return [...best]
      .filter(([, far]) => far <= ALIKE)
      .sort((a, b) => a[1] - b[1])
      .slice(0, count)
      .map(([entry]) => entry)
  }
}

/** Does the site itself use this name? What only readers type nobody is led to while typing. */
const shown = ({ targets }) => targets.some(({ typed }) => !typed)

const value = ({ name, sure }) => sure * Math.max(...name.targets.map(({ weight }) => weight))

/** Edit distance in which two letters changed round count once: tesnor is one from tensor. */
export function distance(a, b) {
  let before = []
  let above = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1)
    }
    ;[before, above] = [above, row]
  }
  return above[b.length]
}
