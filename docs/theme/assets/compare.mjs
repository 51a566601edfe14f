// What a reader's run printed against what the page shows, by the rule of the
// page's own tests (gipi/runs/compare_text.py): text exactly, whole numbers
// exactly, decimals to 2 %, unless the step says otherwise.

const NUMBER = /(?<![\w.])[-+]?(?:\d+\.\d*|\.\d+|\d+)(?:[eE][-+]?\d+)?(?!\w)/g
export const DECIMALS = 0.02

/** The lines of an output: no tabs, no blanks behind a line or before all, no empty ends. */
export function tidy(text) {
  const lines = text.replaceAll("\r\n", "\n").replaceAll("\t", "    ").split("\n").map((line) => line.trimEnd())
  const blanks = lines.filter(Boolean).map((line) => line.length - line.trimStart().length)
  const inner = lines.map((line) => line.slice(Math.min(...blanks, Infinity) || 0))
  return inner.join("\n").replace(/^\n+|\n+$/g, "").split("\n")
}

/** Whether two lines are the same; `tolerance` is relative, `varies` are patterns of what is not compared. */
export function same(mine, page, tolerance = null, varies = []) {
  for (const pattern of varies) {
    const rule = new RegExp(pattern, "g")
    mine = mine.replace(rule, "…")
    page = page.replace(rule, "…")
  }
  if (mine === page) return true
  const between = (line) => line.split(NUMBER).map((text) => text.replace(/^ +| +$/g, " ")).join("\0")
  if (between(mine) !== between(page)) return false
  const numbers = page.match(NUMBER) ?? []
  return (mine.match(NUMBER) ?? []).every((number, index) => close(number, numbers[index], tolerance))
}

function close(a, b, tolerance) {
  const whole = !/[.eE]/.test(a + b)
  if (tolerance === null && whole) return Number(a) === Number(b)
  const [x, y] = [Number(a), Number(b)]
  return Math.abs(x - y) <= (tolerance ?? DECIMALS) * Math.max(Math.abs(x), Math.abs(y))
}
