// A command with a button of its own, so that each is looked at before the next.

const LONG = 160 // letters; what is longer is folded, for nobody reads it, and the button copies all of it

/** An element `tag` with the command; `words` are those of the button, `say` is told that it was copied. */
export function command(tag, text, words, say) {
  const item = document.createElement(tag)
  const button = document.createElement("button")
  item.className = "gipi-command"
  button.type = "button"
  button.className = "gipi-copy"
  button.title = words.copy
  button.setAttribute("aria-label", `${words.copy}: ${text.split("\n")[0].slice(0, LONG)}`)
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text)
    button.classList.add("gipi-copy--done")
    say(words.copied)
    setTimeout(() => {
      button.classList.remove("gipi-copy--done")
      say("")
    }, 2000)
  })
  item.append(text.length > LONG ? folded(text) : code(text), button)
  return item
}

function code(text) {
  const one = document.createElement("code")
  one.textContent = text
  return one
}

function folded(text) {
  const fold = document.createElement("details"), head = document.createElement("summary")
  head.append(code(`${text.slice(0, text.indexOf(" ", 24))} …`))
  fold.append(head, code(text))
  return fold
}
