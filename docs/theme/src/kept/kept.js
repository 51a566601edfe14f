// What this browser keeps of a reader's way through the guide: {page: {read, predicted, solved}}, where a page is
// named as all languages name it (concepts/loss), and the one kept last stands last. It lies in localStorage and goes
// nowhere. Where there is none (a private window, a browser that refuses), nothing is kept and nothing is shown.

const KEY = "gipi-kept" // as in partials/kept-room.html
const { base } = JSON.parse(document.getElementById("__config").textContent)
export const root = new URL(`${base}/`, location).href

export const store = (() => {
  try {
    return localStorage
  } catch {
    return undefined
  }
})()

/** The page that an address leads to; "" for one outside of the guide. */
export const page = (href) =>
  href.startsWith(root) ? href.slice(root.length).replace(/\/?(index\.html)?([?#].*)?$/, "") : ""

/** All that is kept. */
export function kept() {
  try {
    return { ...JSON.parse(store.getItem(KEY)) }
  } catch {
    return {} // no storage, or what somebody else wrote there
  }
}

/** Keep something of a page. Read anew each time: another tab may have written. */
export function keep(page, what) {
  const { [page]: known, ...others } = kept()
  write(() => store.setItem(KEY, JSON.stringify({ ...others, [page]: { ...known, ...what } })))
}

export function forget() {
  write(() => store.removeItem(KEY))
}

function write(how) {
  try {
    how()
  } catch {
    // Full, or refused: the page shows what is kept, and that is all there is.
  }
  tell()
}

const watching = []
const tell = () => watching.forEach((show) => show(kept()))

/** Show what is kept now, and whenever it changes: here, in another tab, or while another page was shown. */
export function watch(show) {
  watching.push(show)
  show(kept())
}
addEventListener("storage", tell)
addEventListener("pageshow", tell)

// A tick behind each link to a page that was read or solved, and in the bar of the page's part.
const words = document.querySelector("[data-read]").dataset
watch((all) => {
  for (const old of document.querySelectorAll(".gipi-tick")) old.remove()
  for (const link of document.querySelectorAll(".md-nav--primary a, .gipi-parts a, .gipi-way ~ * td a")) {
    const { read, solved } = (!link.hash && all[page(link.href)]) || {}
    if (!read && !solved) continue
    const tick = document.createElement("span")
    tick.className = "gipi-tick"
    tick.setAttribute("role", "img")
    tick.setAttribute("aria-label", solved ? words.solved : words.read)
    tick.textContent = "✓"
    link.append(tick)
  }
  for (const step of document.querySelectorAll(".gipi-path__steps i")) {
    const { read, solved } = all[page(root + step.dataset.page)] ?? {}
    step.classList.toggle("done", !!(read || solved))
  }
})
