// Inputs that make a careless regular expression or loop go on for ever: pieces of
// what messages are made of, repeated. Each is as long as asked for.

const PIECES = [
  "a", "A", "_", " ", "\t", "\n", ".", "/", "\\", "-", ":", "1", "0", "'", '"', "(", "[", "{", "<", ">", "|", "│", "~", "^", "#", "*", "$", "@", "…",
  "가", "하", "ㄱ", "에서", "\u1100\u1161", "ａ", "’", "💥", "\ud800", "\x1b[", "\x1b]", "[0m", "[1;", "&lt;", "</span>", "<span ", "\\n\"", "\\\"", "\\u001b[",
  "a.", "a_", "a/", "/a", "/@", "../", "a.a", ".py:1", ".py", "c:\\", "0x", "line 1", ", in a", "{{function_node", " in ", "~ in ", "at (", "(a:1", ":1", "From ", "File a", "File 'a', line 1",
  "E ", "Error", "Error: ", "aError ", "ValueError: a", "Warning: ", "a:1: ", "Traceback (most recent call last):", "Traceback (most recent ", "During handling of the above exception",
  "The above exception was the direct cause", ">>> ", "In [1]: ", "PS a", "a@a:", "---> 1 ", "----", "===", "2024-05-01 12:00:00.1: ", "W0000 00:00:1714550400.000000 ", "I tensorflow/",
  "ERROR: ", "No module named 'tensorflow'", "tensorflow", "keras ", "Cannot dlopen some GPU libraries", "cannot import name ", "Could not find ", "DLL load failed while importing ",
  "오류", "찾을 수 없", "손실 함수", "thstlf ", "loss funtcion ", "http://", "a=", "= ", ", ", "; ", "? ", "% ", "1 a", "node", "ha", "하x", "error ",
]

// A piece by itself, line by line, beside others; and each of these where the end does not fit.
const FORMS = ["", "\n", "a", "/Error", "Traceback (most recent call last):\n"].flatMap((beside) => [[beside, "", ""], [beside, 'File " in (', " !"]])

/** [[name, text]]: every piece in every form; or, by turns, in every third, so that each piece and each form is met. */
export function hostile(length, every) {
  return PIECES.flatMap((piece, number) =>
    FORMS.filter((_, form) => every || (number + form) % 3 === 0).map(([beside, before, after]) => {
      const unit = piece + beside
      const text = unit.repeat(Math.ceil(length / unit.length)).slice(0, length)
      return [before + unit + after, before + text + after]
    }),
  )
}

const KNOWN = "No module named 'tensorflow'. ".repeat(40_000)
// ms of processor time that `work` took, once it was warm, where nothing else ran; the costliest paste took 161 there.
const YARDSTICK = 15

/** What reading a message is made of. */
const work = () => KNOWN.normalize("NFKC").toLowerCase().replace(/\s+/g, "").split(".").indexOf("none")

/** Milliseconds of processor time. */
function cost(work) {
  const start = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
}

/**
 * The inputs that take `answer` more than so many milliseconds of processor time: [[name, ms]].
 * What takes too long is asked again: a collection of garbage is nobody's fault. And a processor whose neighbours
 * are at work needs longer for anything: by how much, the same work tells just then.
 */
export function costly(inputs, answer, limit) {
  const found = []
  for (const [name, text] of inputs) {
    let ms = cost(() => answer(text))
    for (let again = 0; ms > limit && again < 5; again++) {
      const slower = Math.max(1, Math.min(cost(work), cost(work), cost(work)) / YARDSTICK)
      ms = Math.min(ms, cost(() => answer(text)) / slower)
    }
    if (ms > limit) found.push([name.slice(0, 60), Math.round(ms)])
  }
  return found
}
