// What a pasted error message has in it that no page can have: times, paths, numbers.
//
// The time that each pattern takes is in proportion to the text: one that begins
// with a run of characters looks only where the run begins.

const NOISE = [
  /\b\d{4}-\d\d-\d\d[ t]\d\d:\d\d:\d\d[.,\d]*:?/gi, // 2024-05-01 12:00:00.123456:
  /\b[iwef]\d{4} \d\d:\d\d:\d\d[.\d]*/gi, // W0000 00:00:1714550400.000000
  /\b[iwef] (?=external\/|tensorflow\/)/gi,
  /(?<![\w./-])[\w./-]+\.(?:cc|cpp|h|py):\d+\]?/gi, // gpu_device.cc:2251]
  /\(?\b[a-z]:\\[^\s'")]*\)?/gi, // C:\Users\kim\…
  /\(?(?<![\w.])~?\/(?:[\w.@+-]+\/)+[\w.@+-]*\)?/g, // /home/kim/…
  /\b(?:line|ln) \d+(?:, in \S+)?/gi,
  /\b0x[0-9a-f]+\b/gi,
  /\{\{function_node[^{}]*\}\}/g,
]

const ERROR = /\b\w+(?:Error|Exception|Warning|Interrupt|Exit): /g
const MESSAGE = /traceback|cannot|could not|not found|no module|not recognized|unable|찾을 수 없|아닙니다|수 없으므로/i
// Who speaks of an error says so, too; what is pasted has its name, a sign or a number with it.
const CALLED = /error|exception|warning|failed|오류/i
const SIGN = /[:='"()[\]{}\\]|\w(?:Error|Exception|Warning)\b|\d/

/** The text without what differs from one computer to the next; of a traceback its last error. */
export function withoutNoise(text) {
  const said = lastError(text)
  const clean = NOISE.reduce((rest, noise) => rest.replace(noise, " "), said)
  return /[\p{L}]/u.test(clean) ? clean : said
}

/** Of a traceback what stands from its last error on; else the text. */
function lastError(text) {
  const traceback = text.indexOf("Traceback (most recent")
  if (traceback < 0) return text
  const errors = [...text.slice(traceback).matchAll(ERROR)]
  return errors.length ? text.slice(traceback + errors.at(-1).index) : text
}

/** Is this pasted rather than typed? Its words then count by themselves and in their order, not as terms. */
export function isMessage(text) {
  const count = text.trim().split(/\s+/).length
  return count > 2 && (MESSAGE.test(text) || (CALLED.test(text) && (SIGN.test(text) || count > 8)) || withoutNoise(text) !== text)
}
