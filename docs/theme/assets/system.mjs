// Which computer somebody sits at.

/** windows, macos or linux, as the browser says; null on a phone, which is not what one installs on. */
export function seen() {
  const said = navigator.userAgentData?.platform || navigator.platform || ""
  if (navigator.userAgentData?.mobile || /android/i.test(navigator.userAgent)) return null
  if (/^win/i.test(said)) return "windows"
  if (/^mac/i.test(said)) return navigator.maxTouchPoints > 1 ? null : "macos" // an iPad calls itself a Mac
  return /^linux/i.test(said) ? "linux" : null
}
