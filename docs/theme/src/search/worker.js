// The search worker: Material's dialog posts the index and then queries, this answers.
//
// Material 9.8 has no public interface for this; the four messages are those of
// its own worker. tests/test_search.py notices when a new version changes them.

import { setup } from "./search.js"

const SETUP = 0
const READY = 1
const QUERY = 2
const RESULT = 3

let search

addEventListener("message", ({ data: message }) => {
  if (message.type === SETUP) {
    search = setup(message.data)
    postMessage({ type: READY })
  } else if (message.type === QUERY) {
    postMessage({ type: RESULT, data: answer(message.data) })
  }
})

/** A fault of ours shall not leave the list of the query before. */
function answer(query) {
  try {
    return search(query)
  } catch (error) {
    console.error(`Search fails for ‘${query}’:`, error)
    return { items: [] }
  }
}
