// How far a reader has come, and the next page: on the front page, and with all that is kept on the pages that list
// the guide's pages. Where nothing is kept there is nothing to see.

import { forget, kept, root, watch } from "../kept/kept.js"

const way = document.querySelector(".gipi-way")
const words = way.dataset
const pages = JSON.parse(words.pages) // {page: title}, in the order of reading
const names = Object.keys(pages)
const own = (page) => (page.startsWith("practice/") ? "solved" : "read")
const next = way.querySelector("a")

watch((all) => {
  // A page that was renamed since is none of ours.
  const known = Object.keys(all).filter((page) => all[page] && page in pages)
  const done = (page) => !!all[page]?.[own(page)]
  const count = (what) => {
    const those = names.filter((page) => own(page) === what)
    return `${those.filter(done).length}/${those.length}`
  }
  const first = known.flatMap((page) => all[page].predicted ?? []).filter((one) => one != null)
  const said = { read: count("read"), solved: count("solved"), predicted: `${first.filter(Boolean).length}/${first.length}` }
  for (const place of way.querySelectorAll("[data-count]")) place.textContent = said[place.dataset.count]

  // On from the page that was kept last.
  const to = names.slice(names.indexOf(known.at(-1))).find((page) => !done(page)) ?? names.find((page) => !done(page))
  if (to) next.href = `${root}${to}/`
  next.textContent = to ? pages[to] : ""
  next.parentElement.hidden = !to
  way.hidden = !known.length
})

const said = way.nextElementSibling
way.querySelector("[name=export]")?.addEventListener("click", () => {
  const link = document.createElement("a")
  link.href = URL.createObjectURL(new Blob([JSON.stringify(kept(), null, 2)], { type: "application/json" }))
  link.download = "gipi-progress.json"
  link.click()
})
way.querySelector("[name=clear]")?.addEventListener("click", () => {
  if (!confirm(words.sure)) return
  forget()
  said.textContent = words.cleared
  said.focus()
})
