// For a guide that is opened as files. A browser lets such a page neither fetch
// its neighbours nor start a worker from one, and opens a folder as a list of
// files. So what the pages' scripts ask for comes as scripts (gipi/site/offline.py
// writes them), and a link to a folder is one to the page in it.

const own = document.currentScript.src
const root = new URL("../", own).href
const Plain = { fetch: window.fetch, Worker: window.Worker }
const INDEX = "search/search_index.json"

/** The text of a file below the guide's root, from the script that has it; undefined for another address. */
function kept(address) {
  const { href } = new URL(address, location)
  if (!href.startsWith(root)) return undefined
  const name = decodeURI(href.slice(root.length))
  return new Promise((resolve, reject) => {
    const text = () => (name === INDEX ? window.__index && JSON.stringify(window.__index) : window.gipiFiles?.[name])
    if (text()) return resolve(text())
    const script = document.createElement("script")
    script.src = root + (name === INDEX ? name.replace(/json$/, "js") : `assets/files/${name}.js`)
    script.onload = () => (text() ? resolve(text()) : reject(new Error(`${script.src} does not have ${name}`)))
    script.onerror = () => reject(new Error(`${script.src} is missing`))
    document.head.append(script)
  })
}

window.fetch = async (address, ...rest) => {
  const text = typeof address === "object" && "method" in address ? undefined : kept(address)
  return text ? new Response(await text) : Plain.fetch(address, ...rest)
}

/** A worker whose script is on its way; what is said to it waits. */
class FileWorker extends EventTarget {
  #worker
  #said = []

  constructor(script) {
    super()
    kept(script).then((text) => {
      this.#worker = new Plain.Worker(URL.createObjectURL(new Blob([text], { type: "text/javascript" })))
      this.#worker.addEventListener("message", ({ data }) => this.dispatchEvent(new MessageEvent("message", { data })))
      for (const message of this.#said) this.#worker.postMessage(message)
    })
  }

  postMessage(message) {
    if (this.#worker) this.#worker.postMessage(message)
    else this.#said.push(message)
  }

  terminate() {
    this.#worker?.terminate()
  }
}
window.Worker = FileWorker

/** A link that a script made, to the page in the folder that it names. */
function mend(link) {
  const href = link.getAttribute("href") ?? ""
  const { protocol, pathname } = new URL(href, location)
  if (protocol !== "file:" || !pathname.endsWith("/")) return
  const [, path, rest] = /^([^?#]*)(.*)$/s.exec(href)
  link.setAttribute("href", `${path}${path && !path.endsWith("/") ? "/" : ""}index.html${rest}`)
}

new MutationObserver((changes) => {
  for (const { target, addedNodes, attributeName } of changes) {
    if (attributeName) target.matches("a[href]") && mend(target)
    for (const node of addedNodes) {
      if (node.matches?.("a[href]")) mend(node)
      node.querySelectorAll?.("a[href]").forEach(mend)
    }
  }
}).observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ["href"] })
