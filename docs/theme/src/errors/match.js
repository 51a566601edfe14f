// Which entries of the dictionary a paste is about. What a message says word by
// word counts, wherever its lines were broken; where it stands says how much: the
// last error decides, and what TensorFlow logs on the way there does not.

import { withoutNoise } from "../search/message.js"
import { fold, tidy } from "./tidy.js"

const TELLS = { complaint: 1, plain: 0.9, warning: 0.8, log: 0.6 } // an error: see weights
const ENOUGH = 0.45
const BESIDE = 0.75 // of the best score: an entry that is worth a look as well
const REACH = 400 // characters for which a … may stand
const LONGEST = 200_000 // characters of a paste that are read: its beginning and its end

/** Numbers and shapes, which differ where the rest of a message does not. */
const NUMBERS = /[([](?:\d+|none)(?:, ?(?:\d+|none))*,?[)\]]|(?<![\w.'])\d+(?![\w.'])/gi
const WORD = /'[^'\s]{1,80}'|[\p{L}\d_]+(?:\.[\p{L}\d_]+)*/gu

/** Entries as `match` takes them: [{ name, title, texts: [[text, section], …] }] with their texts cut up. */
export function prepare(entries) {
  return entries.map((entry) => ({
    ...entry,
    texts: entry.texts.flatMap(([text, section]) => {
      const exact = { ...pieces(text), section, factor: 1, words: fold(text).match(WORD) ?? [] }
      const loose = text.replace(NUMBERS, "…")
      if (loose === text || letters(loose) < Math.max(20, 0.6 * letters(text))) return [exact]
      return [exact, { ...pieces(loose), section, factor: 0.95, words: [] }]
    }),
  }))
}

const letters = (text) => text.match(/[\p{L}\d]/gu)?.length ?? 0

function pieces(text) {
  const parts = fold(text.replaceAll("…", "\n")).split("\n").map((part) => part.replace(/\s+/g, ""))
  // The more a text says, the less likely it stands there by chance.
  const strength = 1 - 0.5 * Math.exp(-letters(parts.join("")) / 25)
  return { parts: parts.filter(Boolean), opens: Boolean(parts[0]), closes: Boolean(parts.at(-1)), strength }
}

/** The entries that a paste fits, best first: [{ entry, section, score }]; none where the evidence is weak. */
export function match(paste, entries) {
  const half = LONGEST / 2
  const read = paste.length > LONGEST ? `${paste.slice(0, half)}\n${paste.slice(-half)}` : paste
  const lines = tidy(read).filter(({ kind }) => kind !== "code" && kind !== "input")
  if (!lines.length) return []
  weigh(lines)
  const text = joined(lines)
  const found = entries.map((entry) => score(entry, text, lines)).filter(({ score }) => score >= ENOUGH)
  const last = lines.findLast(({ kind }) => kind === "error")
  const explained = !last || found.some(({ weight }) => weight >= 0.9)
  return found
    .filter(({ weight }) => explained || weight > TELLS.warning - 0.01 && weight !== TELLS.warning)
    .sort((a, b) => b.score - a.score)
    .filter(({ score }, _, [best]) => score >= BESIDE * best.score)
}

/** How much each line tells. */
function weigh(lines) {
  const last = lines.findLast(({ kind }) => kind === "error")
  const first = lines.find(({ kind }) => kind === "complaint")
  for (const line of lines) {
    if (line.kind === "error") line.weight = line.block === last.block ? 1 : line.chained ? 0.97 : 0.85
    else if (line.kind === "complaint") line.weight = line.block === first.block ? 1 : 0.95
    else line.weight = TELLS[line.kind]
  }
}

/** The lines without blanks, so that it does not matter where they were broken; statements stay apart. */
function joined(lines) {
  let text = ""
  const line = []
  const glued = [] // whether the character stood right after the one before it
  for (const [i, one] of lines.entries()) {
    if (i && one.block !== lines[i - 1].block) {
      text += "\n"
      line.push(i)
      glued.push(false)
    }
    let blank = true
    for (const character of fold(one.text)) {
      if (/\s/.test(character)) blank = true
      else {
        for (let unit = 0; unit < character.length; unit++) {
          line.push(i)
          glued.push(!blank || unit > 0)
        }
        text += character
        blank = false
      }
    }
  }
  return { text, line, glued }
}

function score(entry, text, lines) {
  let best = { entry, score: 0, weight: 0 }
  const explained = new Set()
  for (const one of entry.texts) {
    const places = exact(one, text)
    for (const at of places) {
      for (let i = text.line[at.from]; i <= text.line[at.to - 1]; i++) explained.add(i)
      best = better(best, one, one.strength * one.factor, lines[text.line[at.from]], at.from / text.text.length)
    }
    if (!places.length && one.words.length > 4) {
      const near = alike(one.words, lines)
      if (near) best = better(best, one, one.strength * near.share * 0.8, near.line, 0)
    }
  }
  // Of two that fit, the one that accounts for more of the paste.
  return best.score ? { ...best, score: best.score + (0.06 * explained.size) / lines.length } : best
}

function better(best, { section }, strength, { weight }, position) {
  const score = strength * weight + 0.01 * position
  return score > best.score ? { ...best, score, weight, section } : best
}

const isWord = (character) => /[\p{L}\d_]/u.test(character ?? "")

/** Every place where all parts of a text follow one another within a statement: [{ from, to }]. */
function exact({ parts, opens, closes }, { text, glued }) {
  const found = []
  const inWord = (at) => glued[at] && isWord(text[at]) && isWord(text[at - 1])
  for (let from = text.indexOf(parts[0]); from >= 0; from = text.indexOf(parts[0], from + 1)) {
    if (opens && inWord(from)) continue
    const to = follow(parts, from, text)
    if (to && !(closes && inWord(to))) found.push({ from, to })
  }
  return found
}

function follow(parts, from, text) {
  let to = from + parts[0].length
  for (const part of parts.slice(1)) {
    const at = text.indexOf(part, to)
    if (at < 0 || at - to > REACH || text.slice(to, at).includes("\n")) return 0
    to = at + part.length
  }
  return to
}

/**
 * The statement that says nearly the same in nearly the same words: { share, line }.
 *
 * Names decide: 'torch' is not 'tensorflow'. What a text has in quotes, or with
 * a full stop or an underscore in it, must be there.
 */
function alike(words, lines) {
  const weights = words.map((word) => (isName(word) ? 3 : 1))
  const all = weights.reduce((sum, weight) => sum + weight)
  let best = null
  for (const [i, line] of lines.entries()) {
    const window = [...wordsFrom(lines, i, 2 * words.length + 8)]
    const there = new Set(window)
    if (words.some((word) => isName(word) && !there.has(word))) continue
    if (words.filter((word) => there.has(word)).length < Math.max(5, 0.75 * words.length)) continue
    const share = common(words, weights, window) / all
    if (share >= 0.8 && share * line.weight > (best ? best.share * best.line.weight : 0)) best = { share, line }
  }
  return best
}

const isName = (word) => /^'|[._\d]/.test(word)

function* wordsFrom(lines, start, count) {
  for (let i = start; i < lines.length && lines[i].block === lines[start].block; i++) {
    lines[i].words ??= fold(withoutNoise(lines[i].text)).match(WORD) ?? []
    for (const word of lines[i].words) {
      if (count-- <= 0) return
      yield word
    }
  }
}

/** The weight of the longest common sequence of words. */
function common(words, weights, window) {
  let above = new Array(window.length + 1).fill(0)
  for (const [i, word] of words.entries()) {
    const row = [0]
    for (const [j, other] of window.entries())
      row.push(word === other ? above[j] + weights[i] : Math.max(above[j + 1], row[j]))
    above = row
  }
  return above.at(-1)
}
