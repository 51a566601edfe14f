// What Material's search dialog leaves undone for Korean readers. Where they
// search, docs/theme/src/search answers.

const query = document.querySelector("[data-md-component=search-query]")
const meta = document.querySelector(".md-search-result__meta")
const list = document.querySelector(".md-search-result__list")

// Material opens the dialog with s and f. With a Korean layout those keys say
// ㄴ and ㄹ, or nothing while a syllable is being composed.
addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !["KeyS", "KeyF"].includes(event.code)) return
  if (!/^(?:Process|[ㄱ-ㅎㅏ-ㅣ가-힣])$/.test(event.key)) return
  const active = document.activeElement
  if (active?.isContentEditable || /^(?:INPUT|SELECT|TEXTAREA)$/.test(active?.tagName)) return
  event.preventDefault()
  query.focus()
  query.select()
})

// While no page shows there is a place to start: by mouse, and with the arrows that lead through results.
const start = document.querySelector(".gipi-start")
for (const button of start.querySelectorAll("button"))
  button.addEventListener("click", () => {
    query.value = button.textContent
    query.focus()
    query.dispatchEvent(new Event("input"))
  })
start.closest(".md-search").addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (!step || list.children.length) return
  const all = [query, ...start.querySelectorAll("a, button")]
  all[(all.indexOf(document.activeElement) + step + all.length) % all.length].focus()
  event.preventDefault()
  event.stopImmediatePropagation()
}, true)

// Each result says what kind of page it is: the folder in its address decides.
const kinds = meta.dataset.gipiKinds.split(" ")
const root = new URL(JSON.parse(document.getElementById("__config").textContent).base, location).pathname

function kind(result) {
  const [folder] = new URL(result.href).pathname.slice(root.replace(/\/*$/, "/").length).split("/")
  const at = kinds.indexOf(folder)
  if (at >= 0) result.querySelector(".md-search-result__icon")?.setAttribute("data-kind", kinds[at + 1])
}

// The worker marks an empty result, for which it offers terms of the glossary.
// Material counts them as a page that was found.
new MutationObserver(() => {
  for (const result of list.querySelectorAll(".md-search-result__link")) kind(result)
  const text = meta.dataset.gipiNearest
  if (list.querySelector(".gipi-nearest") && meta.textContent !== text) meta.textContent = text
}).observe(list, { childList: true })
