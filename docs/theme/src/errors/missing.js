// Which lines a paste lacks that would say more: what people leave out when they
// copy, or what pip leaves out when it is asked to be quiet.

const RUNTIME = /failed to load the native tensorflow runtime/i
const REASON = /dll load failed|shared object|glibc|dlopen|undefined symbol|image not found|library not loaded|mach-o/i
const BUILD = /subprocess-exited-with-error|failed building wheel|metadata-generation-failed|could not build wheels/i
const BUILD_REASON = /\b(?:error|fatal error|exception)\b ?:(?! (?:subprocess-exited|metadata-generation|failed building|could not build))|error c\d{4}|visual c\+\+/i
const NO_VERSION = /from versions: none|no matching distribution found/i
const WHY_NO_VERSION = /warning: |requires-python|ignored the following|retrying|python ?\d|pip \d/i
const GRAPH = /graph execution error:\s*$/i

/**
 * "last": the error at the end of a traceback; "below": what a graph's error says after its head;
 * "above": what stands above the last line; "pip": what pip says of Python and the network. null: nothing.
 */
export function missing(lines) {
  const text = lines.map((line) => line.text).join("\n")
  const heads = lines.map((line) => /Traceback \(most recent/.test(line.text))
  const head = heads.lastIndexOf(true)
  if (head >= 0 && !lines.slice(head).some(({ kind }) => kind === "error")) return "last"
  const graph = lines.findLastIndex((line) => GRAPH.test(line.text))
  if (graph >= 0 && graph === lines.length - 1) return "below"
  if (RUNTIME.test(text) && !REASON.test(text)) return "above"
  if (BUILD.test(text) && !BUILD_REASON.test(text)) return "above"
  if (NO_VERSION.test(text) && !WHY_NO_VERSION.test(text)) return "pip"
  return null
}
