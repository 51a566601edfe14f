// What of a paste is read. Whoever pastes a log of ten thousand lines asks about
// one of them: it stands at the beginning, at the end, or it says that something
// is wrong. Whatever comes after this has a bounded amount to look at.

const BEGINNING = 16_000 // characters
const END = 32_000
const BETWEEN = 16_000
const AFTER = 300 // a line that says that something is wrong goes on in the next
const LINES = 2000
const LINE = 1500 // characters of a line: its beginning
const LINE_END = 300

const WRONG = /error|exception|warning|failed|cannot|not found|not recognized|오류|찾을 수 없|실패/gi

/** A paste that is not too long: beginning, end, and between them what says that something is wrong. */
export function extent(paste) {
  if (paste.length <= BEGINNING + BETWEEN + END) return paste
  const end = paste.length - END
  const parts = [paste.slice(0, BEGINNING)]
  let room = BETWEEN
  let read = (WRONG.lastIndex = BEGINNING)
  for (let hit = WRONG.exec(paste); hit && hit.index < end && room > 0; hit = WRONG.exec(paste)) {
    const line = paste.slice(Math.max(read, hit.index - AFTER), hit.index)
    const from = hit.index - line.length + line.lastIndexOf("\n") + 1
    read = WRONG.lastIndex = hit.index + AFTER
    parts.push(paste.slice(from, read))
    room -= read - from
  }
  return [...parts, paste.slice(end)].join("\n")
}

/** The lines of what is read: not too many, and none too long. */
export function lines(text) {
  const all = text.split("\n")
  const some = all.length > LINES ? [...all.slice(0, LINES / 4), ...all.slice(-0.75 * LINES)] : all
  return some.map((line) => (line.length > LINE + LINE_END ? `${line.slice(0, LINE)} ${line.slice(-LINE_END)}` : line))
}
