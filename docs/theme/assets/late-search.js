// The search's worker and its index come when somebody reaches for the search.
// Material makes the worker and asks for the index as each page opens: two thirds
// of a first visit, which most visits never need. So Material is given a worker
// that is merely late: it says nothing before it is ready, and nothing is asked of
// it before. That Material does not ask for the index itself is main.html's doing.
{
  const config = JSON.parse(document.getElementById("__config").textContent)
  const query = document.querySelector("[data-md-component=search-query]")
  const address = new URLSearchParams(location.search)
  const SETUP = 0
  const Plain = window.Worker

  class LateWorker extends EventTarget {
    #worker

    constructor() {
      super()
      query.addEventListener("focus", () => this.#start())
      if (document.activeElement === query || address.has("q")) this.#start()
    }

    postMessage(message) {
      if (message.type !== SETUP) this.#worker?.postMessage(message)
    }

    async #start() {
      if (this.#worker) return
      const worker = (this.#worker = new Plain(config.search))
      worker.addEventListener("message", ({ data }) => this.dispatchEvent(new MessageEvent("message", { data })))
      try {
        const index = await fetch(new URL("search/search_index.json", new URL(config.base, location)))
        const options = { suggest: config.features.includes("search.suggest") }
        worker.postMessage({ type: SETUP, data: { ...(await index.json()), options } })
      } catch (error) {
        // Perhaps the network was away: whoever comes back to the search tries again.
        worker.terminate()
        this.#worker = undefined
        console.error("The search index does not come:", error)
      }
    }
  }

  window.Worker = function (script, ...rest) {
    return script === config.search ? new LateWorker() : new Plain(script, ...rest)
  }

  // Who comes from a result wants its words marked, for which Material needs the
  // index; that reader's browser has it.
  if (address.has("h")) query.form.name = "search"
}
