// Reads { entries, mine, every } and writes which pastes of a megabyte take the box too long: [[name, ms]].

import { readFileSync } from "node:fs"

import { answer, prepare } from "../../docs/theme/src/errors/match.js"
import { costly, hostile } from "../hostile.mjs"

const MEGABYTE = 1_000_000
const LIMIT = 200 // ms of processor time

const { entries, mine, every } = JSON.parse(readFileSync(process.argv[2], "utf8"))
const prepared = prepare(entries)
const whole = (text) => text.repeat(Math.ceil(MEGABYTE / text.length)).slice(0, MEGABYTE)

// What the dictionary itself says, in every order, and logs of thousands of lines.
const texts = entries.flatMap(({ texts, also }) => [...texts.map(([text]) => text), ...also]).map((text) => text.replaceAll("…", "some thing"))
const raised = texts.map((text) => `Traceback (most recent call last):\n  File "a.py", line 1\nValueError: ${text}`)
const pastes = [
  ["every text", texts.join("\n")],
  ["every text on one line", texts.join(" ")],
  ["every text raised", raised.join("\n")],
  ["every text's words", texts.join(" ").split(" ").sort().join("\n")],
  ...mine.map((text) => [text.slice(0, 60), `${text}\n`]),
]
process.stdout.write(
  JSON.stringify(
    costly([...pastes.map(([name, text]) => [name, whole(text)]), ...hostile(MEGABYTE, every)], (text) => answer(text, prepared), LIMIT),
  ),
)
