// Which entries of the dictionary a paste is about. What a message says word by
// word counts, wherever its lines were broken; where it stands says how much: the
// last error decides, and what TensorFlow logs on the way there does not.

import { withoutNoise } from "../search/message.js"
import { missing } from "./missing.js"
import { places } from "./place.js"
import { compact, fold, packed, tidy } from "./tidy.js"
import { translated } from "./windows.js"

const TELLS = { plain: 0.9, warning: 0.8, log: 0.5 }
const ALARMED = 0.7 // a log line that warns
const WITHOUT_GPU = 0.75 // one that says what the reader goes without
const ENOUGH = 0.4
const ELSEWHERE = 0.9 // a page that holds the cure, against the entry that knows the message
const SECTION = 0.1 // by how much a text may fit less that has a section of its own
const BESIDE = 0.75 // of the best score: an entry that is worth a look as well
const FEW = 6 // words; with fewer, nearly the same words may say anything
const SHORT = 7 // letters; with fewer a text must be a whole line
const REACH = 400 // characters for which a … may stand
const ALARM = /^(?:[WE]\d{4} |[\d-]{10}[ T][\d:.]+: [WE] |[WE] (?:external|tensorflow)\/)/
const NO_GPU = /GPU will not be used|Cannot dlopen some GPU libraries|Skipping registering GPU|cuInit|no CUDA-capable/i
const INFO = /^(?:I\d{4} |[\d-]{10}[ T][\d:.]+: I |I (?:external|tensorflow)\/)/
const ERROR_LOG = /^(?:[EF]\d{4} |[\d-]{10}[ T][\d:.]+: [EF] |[EF] (?:external|tensorflow)\/)/
const SAID = new Set(["log", "warning"])
const ASIDE = 0.7
const FOREIGN = 0.3 // a text that names no library, in an error of a library that is not ours
const PACKAGE = /(?:site|dist)-packages[\\/]+(\w+)/g
const OURS = /^(?:tensorflow|keras|tf_keras|tensorboard|ml_dtypes|h5py|google|matplotlib|conda|pip)/
const NEUTRAL = /^(?:numpy|sklearn|scipy|IPython|ipykernel|jupyter|nb|traitlets|tornado|setuptools)/ // every library calls them
const PLACES = 1000 // at which a text's beginning is looked for in a paste
const WINDOW = 80 // words in which nearly the same is looked for
const LOOKS = 2000 // at such windows, of all texts together

/** Numbers and shapes, which differ where the rest of a message does not. */
const NUMBERS = /[([](?:\d+|none)(?:, ?(?:\d+|none))*,?[)\]]|(?<![\w.'])\d+(?![\w.'])/gi
const WORD = /'[^'\s]{1,80}'|[\p{L}\d_]+(?:[.-][\p{L}\d_]+)*/gu

// Which computer a line is from.
const WINDOWS = /\bDLL\b|\.(?:dll|pyd|exe|ps1|bat)\b|WinError|\b[A-Z]:\\|PowerShell|CategoryInfo|msvcp|Windows/i
const OTHER = /\.so\b|\.dylib\b|GLIBC|(?:^|[\s"'(])\/(?:home|usr|opt|Users|lib|root|content|mnt)\//

/**
 * Entries as `match` takes them: [{ name, title, texts: [[text, section], …], also: [text, …] }] with their texts cut
 * up. `texts` are messages that the entry's page deals with; by `also` a paste is only recognised.
 *
 * A text of several lines is its last one; the others must stand somewhere in
 * the paste, frames and commands included: what a message is about may stand there.
 */
export function prepare(entries) {
  return entries.map((entry) => {
    const factor = entry.name.startsWith("..") ? ELSEWHERE : 1
    const texts = [...entry.texts.map(([text, section]) => [text, section, false]), ...(entry.also ?? []).map((text) => [text, undefined, true])]
    // A page that has a section for each of its messages has none for another.
    const sections = new Set(entry.texts.map(([, section]) => section))
    const parted = sections.size > 1 && !sections.has(undefined) && !sections.has(null)
    return { ...entry, parted, windows: onWindows(entry), texts: texts.flatMap((text) => ways(...text, factor)) }
  })
}

/** A text as it stands, and without its numbers where enough is left. */
function ways(text, section, only, factor) {
  const words = text.includes("\n") ? [] : (fold(text).match(WORD) ?? [])
  const names = words.filter(isName)
  const exact = { ...pieces(text), section, only, factor, words, names, gaps: text.split("…").length - 1 }
  const loose = text.replace(NUMBERS, "…")
  if (loose === text || letters(loose) < Math.max(20, 0.6 * letters(text))) return [exact]
  return [exact, { ...pieces(loose), section, only, factor: 0.95 * factor, words: [] }]
}

/** Is an entry about something that only Windows says? A text of its own need not name Windows. */
function onWindows({ texts, also = [] }) {
  const all = [...texts.map(([text]) => text), ...also]
  return all.filter((text) => WINDOWS.test(text)).length > (2 / 3) * all.length && !all.some((text) => OTHER.test(text))
}

const letters = (text) => text.match(/[\p{L}\d]/gu)?.length ?? 0

function pieces(text) {
  const above = text.trim().split("\n")
  const parts = above.pop().split("…").map(compact)
  return {
    above: above.map(compact),
    parts: parts.filter(Boolean),
    opens: Boolean(parts[0]),
    closes: Boolean(parts.at(-1)),
    whole: letters(parts.join("")) < SHORT,
    named: NAMED.test(parts.join()),
    // The more a text says, the less likely it stands there by chance.
    strength: 1 - 0.5 * Math.exp(-letters(text) / 25),
  }
}

/**
 * The entries that a paste fits, best first: [{ entry, section, score, line, astray }]; none where the evidence is
 * weak. `astray`: the page has sections for its messages, and none is about this one.
 */
export function match(paste, entries) {
  return read(tidy(paste), entries)
}

/**
 * The same, and which of its lines the paste lacks, see missing.js: { hits, lacks, from, to }. `from` and `to` are the
 * lines of the paste, counted from 0, in which the first hit was read; undefined where they are not known.
 */
export function answer(paste, entries) {
  const every = tidy(paste)
  const hits = read(every, entries)
  const at = hits.length ? places(paste, every) : new Map()
  return { hits, lacks: missing(every), from: at.get(hits[0]?.line), to: at.get(hits[0]?.last) }
}

function read(every, entries) {
  const said = every.filter(({ kind }) => kind !== "code" && kind !== "input")
  if (!said.length) return []
  weigh(said)
  disown(every)
  for (const line of every) {
    line.folded = fold(line.text)
    line.compact = packed(line.folded) // asked for again by places
  }
  const lines = [...said]
  for (const [i, line] of said.entries()) {
    const text = translated(line.text)
    if (text) lines.push({ ...line, text, folded: fold(text), block: -1 - i, as: line }) // a statement of its own
  }
  const elsewhere = every.some(({ text }) => OTHER.test(text)) && !every.some(({ text }) => WINDOWS.test(text))
  for (const line of lines) line.words = fold(withoutNoise(line.text)).match(WORD) ?? []
  const words = new Set(lines.flatMap((line) => line.words))
  const text = { ...joined(lines), words, all: every.map((line) => line.compact).join("\n") }
  const looks = { left: LOOKS }
  const found = entries
    .filter(({ windows }) => !(windows && elsewhere))
    .map((entry) => score(entry, text, lines, looks))
    .filter(({ score }) => score >= ENOUGH)
    .map((one) => ({ ...one, line: one.line.as ?? one.line, last: one.last.as ?? one.last, astray: one.entry.parted && !one.section && !one.close }))
  const last = said.findLastIndex(({ kind }) => kind === "error")
  const logged = said.findLastIndex(({ text }) => ERROR_LOG.test(text))
  const kinds = new Set(found.map(({ line }) => line.kind))
  return found
    // Above an error that no entry knows, what was logged is not what the reader asks about.
    .filter(({ line }) => kinds.has("error") || !SAID.has(line.kind) || said.indexOf(line) > (INFO.test(line.text) ? Math.max(last, logged) : last))
    .map((one) => (aside(one.line.kind, kinds) ? { ...one, score: one.score * ASIDE } : one))
    .sort((a, b) => b.score - a.score)
    .filter(({ score }, _, [best]) => score >= BESIDE * best.score)
}

/** Marks errors that a library raised which this guide is not about: none of ours is on the way there. */
function disown(every) {
  let ours = false
  let others = false
  for (const line of every) {
    if (line.kind === "code") {
      for (const [, name] of line.text.matchAll(PACKAGE)) {
        if (OURS.test(name)) ours = true
        else if (!NEUTRAL.test(name)) others = true
      }
    } else if (line.kind === "error") line.foreign = others && !ours
    else ours = others = false
  }
}

/** Was this said on the way to what the paste is about? */
const aside = (kind, kinds) =>
  (kinds.has("error") && kind !== "error" && kind !== "complaint") || (kind === "log" && kinds.size > 1)

/** How much each line tells. */
function weigh(lines) {
  const last = lines.findLast(({ kind }) => kind === "error")
  const first = lines.find(({ kind }) => kind === "complaint")
  for (const line of lines) {
    if (line.kind === "error") line.weight = line.block === last.block ? 1 : line.chained ? 0.97 : 0.85
    else if (line.kind === "complaint") line.weight = line.block === first.block ? 1 : 0.95
    else if (line.kind === "log" && NO_GPU.test(line.text)) line.weight = WITHOUT_GPU
    else line.weight = ALARM.test(line.text) ? ALARMED : TELLS[line.kind]
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
      line.push(-1)
      glued.push(false)
    }
    let blank = true
    for (const character of one.folded) {
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

function score(entry, text, lines, looks) {
  let best = { entry, score: 0, close: false }
  const explained = new Set()
  for (const one of entry.texts) {
    const places = exact(one, text)
    if (places.length && !one.only) best.close = true
    for (const at of places) {
      for (let i = text.line[at.from]; i <= text.line[at.to - 1]; i++) explained.add(i)
      const [line, last] = [at.from, at.to - 1].map((place) => lines[text.line[place]])
      best = better(best, one, one.strength * one.factor, line, last, at.from / text.text.length)
    }
    if (!places.length && one.words.length >= FEW && most(one.words, text.words)) {
      const near = alike(one, lines, looks)
      if (near && !one.only) best.close = true
      if (near) best = better(best, one, one.strength * near.share * 0.8, near.line, near.line, 0)
    }
  }
  // Of two that fit, the one that accounts for more of the paste.
  return best.score ? { ...best, score: best.score + (0.06 * explained.size) / lines.length } : best
}

/** The entry with the better of its scores; of two texts that say nearly as much, one with a section is shown. */
function better(best, { section, named }, strength, line, last, position) {
  const score = strength * line.weight * (line.foreign && !named ? FOREIGN : 1) + 0.01 * position
  const told = score + (section ? SECTION : 0)
  const shown = told > (best.told ?? 0) ? { told, line, last, section } : {}
  return { ...best, ...shown, score: Math.max(score, best.score) }
}

const isWord = (character) => /[\p{L}\d_]/u.test(character ?? "")

/** tensorflow-addons is another package than tensorflow; TensorFlow's own wheels for some computers are not. */
const inName = (rest) => /^-[a-z]/.test(rest) && !/^-(?:cpu|intel|macos|metal|rocm|aarch64)\b/.test(rest)

/** Every place where all parts of a text follow one another within a statement: [{ from, to }]. */
function exact({ above, parts, opens, closes, whole }, { text, line, glued, all }) {
  if (!above.every((one) => all.includes(one))) return []
  const found = []
  const inWord = (at) => glued[at] && isWord(text[at - 1]) && (isWord(text[at]) || inName(text.slice(at, at + 12)))
  // The last error decides, so from the end.
  for (const from of occurrences(parts[0], text).slice(-PLACES).reverse()) {
    if (opens && inWord(from)) continue
    const to = follow(parts, from, text)
    if (!to || (closes && inWord(to))) continue
    if (whole && (line[from - 1] === line[from] || line[to] === line[to - 1])) continue
    found.push({ from, to })
  }
  return found
}

/** Every place where `part` stands, from the front: lastIndexOf takes an engine several times as long as indexOf. */
function occurrences(part, text) {
  const found = []
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) found.push(at)
  return found
}

function follow(parts, from, text) {
  let to = from + parts[0].length
  for (const part of parts.slice(1)) {
    const near = text.slice(to, to + REACH + part.length)
    const at = near.indexOf(part)
    if (at < 0 || near.slice(0, at).includes("\n")) return 0
    to += at + part.length
  }
  return to
}

/**
 * The statement that says nearly the same in nearly the same words: { share, line }.
 *
 * Names decide: 'torch' is not 'tensorflow'. What a text has in quotes, or with
 * a full stop or an underscore in it, must be there; and no more names than it
 * has gaps for.
 */
function alike({ words, names, gaps }, lines, looks) {
  const weights = words.map((word) => (isName(word) ? 3 : 1))
  const all = weights.reduce((sum, weight) => sum + weight)
  const first = new Set(words.slice(0, 3))
  let best = null
  for (const [i, line] of lines.entries()) {
    if (!line.words.some((word) => first.has(word))) continue
    line.window ??= wordsFrom(lines, i)
    if (!names.every((name) => line.window.set.has(name)) || !most(words, line.window.set)) continue
    if (looks.left-- <= 0) break
    const window = line.window.words.slice(0, 2 * words.length + 8)
    const there = new Set(window)
    if (names.some((name) => !there.has(name)) || !most(words, there)) continue
    const others = window.slice(0, words.length).filter((word) => isName(word) && !words.includes(word))
    if (others.length > gaps) continue
    const share = common(words, weights, window) / all
    if (share >= 0.8 && share * line.weight > (best ? best.share * best.line.weight : 0)) best = { share, line }
  }
  return best
}

const NAMED = /tensorflow|keras|numpy|protobuf|conda/i
const most = (words, there) => words.filter((word) => there.has(word)).length >= Math.max(FEW - 1, 0.75 * words.length)

const LIBRARY = /^(?:tensorflow|tf$|keras|numpy|protobuf|conda|cuda|gpu)/
const isName = (word) => /^'|[._\d]/.test(word) || LIBRARY.test(word)

/** The words of a statement from this line on, in order and as a set. */
function wordsFrom(lines, start) {
  const words = []
  for (let i = start; i < lines.length && lines[i].block === lines[start].block && words.length < WINDOW; i++)
    words.push(...lines[i].words.slice(0, WINDOW - words.length))
  return { words, set: new Set(words) }
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
