// “Is mine the same?” below an output: what a reader pastes is compared here,
// in the browser, by the step's own rule. Nothing is sent.

const form = document.getElementById("gipi-same")
const words = form.dataset
const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name])

function open(output, button) {
  const panel = form.content.firstElementChild.cloneNode(true)
  const field = panel.querySelector("textarea"), said = panel.querySelector("[role=status]")
  const lines = panel.querySelector("dl"), why = panel.querySelector(".gipi-same__why")
  const tolerance = output.dataset.tolerance ? Number(output.dataset.tolerance) : null
  const varies = JSON.parse(output.dataset.varies ?? "[]")
  panel.querySelector(".gipi-same__rule").textContent =
    filled(tolerance === null ? words.rule : words.own, { percent: Number(((tolerance ?? 0.02) * 100).toPrecision(3)) })
  let waiting
  field.addEventListener("input", () => {
    clearTimeout(waiting)
    waiting = setTimeout(async () => {
      const { same, tidy } = await import("./compare.mjs")
      lines.replaceChildren()
      if (!field.value.trim()) return ((said.textContent = ""), (why.hidden = true))
      const page = tidy(output.querySelector("pre").innerText), mine = tidy(field.value)
      const differ = page.map((line, index) => [index, line, mine[index] ?? ""])
        .filter(([, line, own]) => !same(own, line, tolerance, varies))
      const more = mine.length > page.length ? ` ${filled(words.longer, { number: mine.length - page.length })}` : ""
      said.textContent = (differ.length
        ? filled(words.some, { all: page.length, same: page.length - differ.length })
        : filled(words.all, { all: page.length })) + more
      panel.classList.toggle("gipi-same--not", differ.length > 0)
      why.hidden = !differ.length && !more
      for (const [index, line, own] of differ.slice(0, 10)) {
        const name = document.createElement("dt")
        name.textContent = filled(words.line, { number: index + 1 })
        lines.append(name, ...[[words.mine, own], [words.page, line]].map(([who, text]) => {
          const cell = document.createElement("dd"), code = document.createElement("code")
          code.textContent = text || "–"
          cell.append(`${who}: `, code)
          return cell
        }))
      }
    }, 150)
  })
  button.setAttribute("aria-expanded", "true")
  output.after(panel)
  field.focus()
  button.onclick = () => {
    panel.hidden = !panel.hidden
    button.setAttribute("aria-expanded", String(!panel.hidden))
    if (!panel.hidden) field.focus()
  }
}

for (const output of document.querySelectorAll(".gipi-output")) {
  const button = document.createElement("button")
  button.type = "button"
  button.className = "gipi-same__ask"
  button.textContent = words.ask
  button.setAttribute("aria-expanded", "false")
  button.onclick = () => open(output, button)
  output.append(button)
}
