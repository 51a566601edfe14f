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

// The worker marks an empty result, for which it offers terms of the glossary.
// Material counts them as a page that was found.
new MutationObserver(() => {
  const text = meta.dataset.gipiNearest
  if (list.querySelector(".gipi-nearest") && meta.textContent !== text) meta.textContent = text
}).observe(list, { childList: true })
