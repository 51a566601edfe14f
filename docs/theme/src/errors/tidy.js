// A paste as lines that can be compared, whatever it was copied from: what a
// terminal, a notebook, a mail or a forum adds is taken off, and each line knows
// what it is. What a line is decides how much it tells, see match.js.
//
// Each pattern takes time in proportion to the line: where two parts of it could
// share a run of characters between them in many ways, it says where the run begins.

import { extent, lines } from "./extent.js"

const ESCAPES = [
  /(?:\x1b|\u241b|\\u001b|\\x1b|\\033|\\e)\[[\d;?]*[ -/]*[@-~]/g, // colours, also as a notebook's file spells them
  /\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)/g, // titles and links
  /\[(?:\d{1,3}(?:;\d{1,3})*)?m(?![\w\]])|\[(?:\d{1,3};)+\d{1,3}m|\[[03]\d?m/g, // colours that lost their escape
  /[\x00-\x08\x0b\x0c\x0e-\x1f\u00ad\u200b-\u200f\u2060\ufeff]/g,
]
const QUOTES = /[‘’‚‛“”„‟´`′″＇＂«»]/g
const TAGS = /<\/?(?:span|div|pre|code|samp|br|p|font|strong|em|li|ul|blockquote)\b[^<>]*>/gi
const ENTITIES = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'", nbsp: " ", "#39": "'", "#x27": "'", "#34": '"' }

/** Signs before the lines of a comment, a quotation, a list, a box. */
const SIGN = /^\s*(?:#+|\/\/+|>|\*|\||│|┃|--|;|%|REM\b|-)(?: |$)\s?/

const EXCEPTION = String.raw`(?:[A-Za-z_]\w*\.)*_?[A-Z]\w*(?:Error|Exception|Interrupt|Exit|Failure|NotFound)`
const ERROR = new RegExp(String.raw`^(?:E\s+)?${EXCEPTION}\b\s*(?::|$)`)
const NAMED = /^(?:[A-Za-z_]\w*\.)*[A-Z]\w*(?:: |$)/ // below a traceback whatever has a name
const HEAD = new RegExp(String.raw`^${EXCEPTION}\s+Traceback \(most recent`)
const WARNING = /^(?:.{0,260}?:\d+: )?(?:[a-z_]\w*\.)*[A-Z]?\w*Warning: ?|^warn(?:ing)?\b:?(?!:tensorflow)/i
const COMPLAINT = /^(?:error|fatal(?: error)?|critical|fatal python error)\b ?:/i
const LOG =
  /^(?:\d{4}-\d\d-\d\d[ t]\d\d:\d\d:\d\d[.,]?\d*: ?|[iwe]\d{4} \d\d:\d\d:\d\d|[iwe] (?:external|tensorflow)\/|warning: all log messages before absl|(?:info|warning):(?:tensorflow|absl):|to enable (?:the following instructions|them in other operations)|\[?\d\d:\d\d:\d\d[.,]?\d* )/i
const FATAL = /^(?:\d{4}-\d\d-\d\d[ t]\d\d:\d\d:\d\d[.,]?\d*: ?F |F\d{4} \d\d:\d\d:\d\d|F (?:external|tensorflow)\/)/
const FRAME = [
  /^File '/, // its end may stand on the next line
  /^File \S.*:\d+ in \S/,
  /^File [^,]+(?::\d+|, line \d+)(?:, in .*)?$/,
  /^(?:Cell|Input) In ?\[ ?[\d* ]*\]/,
  /^(?:~|\/|[A-Za-z]:[\\/]|<ipython-input|<timed |<__array|\.{1,2}[\\/]|\/tmp\/ipykernel)(?=.*[)>]$).* in /,
  /^\[\.\.\. skipping/,
  /^(?:at |From )(?=.*\().*:\d+(?::\d+)?\)$/,
]
const MARKS = /^[\^~\s]+$|^[-=━─_*\s]{5,}$/
const CHAIN = /^(?:During handling of the above exception|The above exception was the direct cause)/
const TRACEBACK = /^Traceback \(most recent call last\)/
const PROMPT =
  /^(?:\([^()\s]{1,40}\) ?)?(?:>>> ?|\.\.\.(?: |$)|In ?\[[\d ]*\]: ?|PS [^>]*> ?|[A-Za-z]:\\[^<>|'*?:]*> ?|[\w.-]+@[\w.-]+(?::| )[^$#%]*[$#%] |[$%❯➜] (?=\S)|!\s?(?=(?:pip|python|conda)\b)|%(?=(?:pip|conda)\b))/
const OUTPUT = /^Out ?\[\d*\]: ?/
const POWERSHELL = /^(?:\+ (?!CategoryInfo|FullyQualified)|At line:\d+ char:\d+|위치 ?줄:\d+ 문자:\d+)/
// What TensorFlow logs takes one line, but for these.
const LOG_GOES_ON =
  /^(?:To enable |Skipping registering|Instructions for updating|Use '|pciBusID|coreClock|\s*\[\[?\{\{node|array\.|rebuild )/i
const NUMBERED = /^(-+>\s*)?(\d{1,5})(?: |$)/

/** The text in the form in which messages are compared, but for its blanks. */
export function fold(text) {
  return text
    .replace(QUOTES, "'")
    .normalize("NFKC")
    .replace(/"/g, "'")
    .replace(/\\+/g, "/")
    .toLowerCase()
}

/** A folded text without its blanks. */
export const packed = (folded) => folded.replace(/\s+/g, "")

/** Both. */
export const compact = (text) => packed(fold(text))

/**
 * The lines of a paste: [{ text, kind, block }], empty ones left out.
 *
 * kind: "error" and what follows of its message, "complaint" (ERROR: …),
 * "warning", "log", "plain"; "code" (frames and source lines) and "input"
 * (what was typed) say nothing. Lines that may be one statement share their block.
 * chained: the error is the cause or the consequence of the one after it.
 */
export function tidy(paste) {
  return classified(bare(paste))
}

/** Without a terminal's colours, titles and links. */
export const plain = (text) => ESCAPES.reduce((rest, escape) => rest.replace(escape, ""), text)

/** Lines without what surrounds them; the blanks before them are kept. */
function bare(paste) {
  let text = plain(extent(paste).replace(/\r\n?/g, "\n"))
  if (/&(?:lt|gt|quot|#39|#x27|apos);/.test(text) || /<\/(?:span|pre|div|code)>/i.test(text))
    text = text.replace(TAGS, (tag) => (/^<(?:br|\/p|\/div|\/li)/i.test(tag) ? "\n" : ""))
      .replace(/&(lt|gt|amp|quot|apos|nbsp|#39|#x27|#34);/g, (_, name) => ENTITIES[name])
  // One character may become eighteen.
  text = extent(text.replace(QUOTES, "'").normalize("NFKC"))
  return withoutSigns(lines(text).map(withoutJson))
}

/** A notebook's file has each line in quotes: "…\n", */
function withoutJson(line) {
  const inside = /^\s*"(.*?)(?:\\n)?",?\s*$/.exec(line)
  if (!inside || !/\\n",?\s*$|\\"/.test(line)) return line
  return inside[1].replace(/\\(?:u([0-9a-f]{4})|(["\\]))/gi, (_, code, sign) => sign ?? String.fromCharCode(parseInt(code, 16)))
}

function withoutSigns(lines) {
  for (let depth = 0; depth < 4; depth++) {
    const full = lines.filter((line) => line.trim())
    const signs = new Map()
    for (const line of full) {
      const sign = SIGN.exec(line)?.[0].trim()
      if (sign !== undefined && !PROMPT.test(line)) signs.set(sign, (signs.get(sign) ?? 0) + 1)
    }
    const [most, count] = [...signs].sort((a, b) => b[1] - a[1])[0] ?? ["", 0]
    // One line alone says little, but "# ModuleNotFoundError: …" is a comment.
    if (!count || count < 0.7 * full.length) break
    lines = lines.map((line) => (SIGN.exec(line)?.[0].trim() === most ? line.replace(SIGN, "") : line))
  }
  const indent = lines.filter((line) => line.trim()).reduce((least, line) => Math.min(least, blanks(line)), Infinity)
  if (indent > 0 && indent < Infinity) lines = lines.map((line) => line.slice(indent))
  return lines.map((line) => line.replace(/^\s*[│┃|] (?=.*[│┃|]\s*$)|(?<!\s)\s*[│┃]\s*$/g, ""))
}

function classified(raw) {
  const found = []
  let block = 0
  let kind = "plain"
  let frame = false // the line before was a frame's place
  let margin = 0 // the blanks before it
  let chained = false
  const numbered = sourceLines(raw)
  const width = wrappedAt(raw)
  const add = (text, now, opens) => {
    if (opens) block++
    kind = now
    found.push({ text, kind: now, block, chained: now === "error" && chained })
  }
  for (const [i, line] of raw.entries()) {
    const text = line.trim().replace(OUTPUT, "")
    const wasFrame = frame
    frame = false
    if (!text || MARKS.test(text)) continue
    if (CHAIN.test(text)) {
      chained = true
      const last = found.findLast((one) => one.kind === "error")
      for (let at = found.length - 1; last && at >= 0 && found[at].block >= last.block; at--)
        if (found[at].block === last.block) found[at].chained = true
      add(text, "code", true)
    } else if (TRACEBACK.test(text) || HEAD.test(text)) {
      if (!CHAIN.test(found.at(-1)?.text ?? "")) chained = false
      add(text, "code", true)
    } else if (FRAME.some((form) => form.test(text))) {
      add(text, "code", kind !== "code")
      frame = true
      margin = blanks(line)
    } else if (numbered.has(i)) add(text, "code", kind !== "code")
    else if (PROMPT.test(text)) {
      chained = false
      const rest = text.replace(PROMPT, "")
      // A single line that was quoted by hand: > ImportError: …
      add(rest, ERROR.test(rest) ? "error" : "input", true)
    } else if (POWERSHELL.test(text)) add(text, "input", true)
    else if (ERROR.test(text) || FATAL.test(text)) add(text, "error", true)
    else if (COMPLAINT.test(text)) add(text, "complaint", true)
    else if (LOG.test(text)) add(text, "log", true)
    else if (WARNING.test(text)) add(text, "warning", true)
    else if (wasFrame || (kind === "code" && blanks(line) > margin)) add(text, "code", false)
    else if (kind === "code" && NAMED.test(text)) add(text, "error", true)
    else if (columns(raw[i - 1]) === width) add(text, kind, false)
    else if (kind === "code" || kind === "input") add(text, "plain", true)
    else add(text, kind === "log" && !LOG_GOES_ON.test(text) && !isBroken(raw[i - 1]) ? "plain" : kind, false)
  }
  return found
}

/** Lines of a log are longer, and do not end with the level or the file, unless a mail program broke them. */
const isBroken = (line = "") => /: [IWE]$|\.cc:\d+\]$/.test(line.trim()) || (line.length > 50 && line.length < 82)

const blanks = (line) => line.search(/\S/)

/** The columns at which a terminal broke the lines; -1 where it did not. */
function wrappedAt(raw) {
  const widths = raw.map(columns)
  const width = widths.reduce((most, one) => Math.max(most, one), 0)
  return width > 60 && width < 250 && widths.filter((one) => one === width).length > 1 ? width : -1
}

/** Korean takes two columns, and at the margin one may stay empty. */
function columns(line = "") {
  const wide = line.match(/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]/g)?.length ?? 0
  return line.length + wide + ((line.length + wide) % 2 && wide ? 1 : 0)
}

/** The numbers of lines that IPython shows of a source: they count up. */
function sourceLines(raw) {
  const numbers = raw.map((line) => Number(NUMBERED.exec(line.trim())?.[2] ?? NaN))
  const found = new Set()
  for (const [i, number] of numbers.entries()) {
    const arrow = /^\s*-+>\s*\d/.test(raw[i])
    const next = numbers[i + 1] === number + 1
    const previous = numbers[i - 1] === number - 1
    if (arrow || next || previous) found.add(i)
  }
  return found
}
