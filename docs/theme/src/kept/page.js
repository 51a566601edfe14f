// A page on the reader's way: read when its end comes into view, a prediction by its first choice, an exercise
// solved when the reader says so.

import { keep, kept, page, store, watch } from "./kept.js"

const own = page(location.href)

const end = document.getElementById("check-yourself") ?? document.getElementById("sources")
if (end)
  new IntersectionObserver((seen, observer) => {
    if (!seen.some((one) => one.isIntersecting)) return
    observer.disconnect()
    keep(own, { read: true })
  }).observe(end)

// A click, by mouse or key: what a search within the page or a printer unfolds was not chosen.
const questions = [...document.querySelectorAll(".gipi-predict")]
document.addEventListener("click", ({ target }) => {
  const choice = target.closest("details.predict > summary")?.parentElement
  if (!choice) return
  let answer = choice
  while (answer && !answer.matches(".answer")) answer = answer.nextElementSibling
  const question = questions.findLastIndex((one) => one.compareDocumentPosition(choice) & one.DOCUMENT_POSITION_FOLLOWING)
  const predicted = [...(kept()[own]?.predicted ?? [])]
  // Who has seen the answer predicts no more.
  if (answer?.open || predicted[question] != null) return
  predicted[question] = choice.matches(".right")
  keep(own, { predicted })
})

const solved = document.querySelector(".gipi-solve")
if (solved && store) {
  const box = solved.querySelector("input")
  box.addEventListener("change", () => keep(own, { solved: box.checked }))
  watch((all) => (box.checked = !!all[own]?.solved))
  solved.hidden = false
}
