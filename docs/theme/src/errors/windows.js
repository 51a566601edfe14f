// What Windows itself says inside a message, in Korean and in English: whichever
// the dictionary has, a paste in the other language is recognised.
//
// From the tables of Windows' system errors, as they stand in reports; … is what
// each message is about, and it may be anything within a line.

const PAIRS = [
  ["지정된 모듈을 찾을 수 없습니다", "The specified module could not be found"],
  ["지정된 프로시저를 찾을 수 없습니다", "The specified procedure could not be found"],
  ["DLL(동적 연결 라이브러리) 초기화 루틴을 실행할 수 없습니다", "A dynamic link library (DLL) initialization routine failed"],
  ["올바른 Win32 응용 프로그램이 아닙니다", "is not a valid Win32 application"],
  ["액세스가 거부되었습니다", "Access is denied"],
  ["지정된 경로를 찾을 수 없습니다", "The system cannot find the path specified"],
  ["지정된 파일을 찾을 수 없습니다", "The system cannot find the file specified"],
  ["파일 이름이나 확장명이 너무 깁니다", "The filename or extension is too long"],
  ["다른 프로세스가 파일을 사용 중이기 때문에 프로세스가 액세스 할 수 없습니다", "The process cannot access the file because it is being used by another process"],
  ["디스크 공간이 부족합니다", "There is not enough space on the disk"],
  ["이 작업을 완료하기 위한 페이징 파일이 너무 작습니다", "The paging file is too small for this operation to complete"],
  ["애플리케이션 제어 정책에서 이 파일을 차단했습니다", "An Application Control policy has blocked this file"],
  ["대상 컴퓨터에서 연결을 거부했으므로 연결하지 못했습니다", "No connection could be made because the target machine actively refused it"],
  ["…은(는) 내부 또는 외부 명령, 실행할 수 있는 프로그램, 또는 배치 파일이 아닙니다", "… is not recognized as an internal or external command, operable program or batch file"],
  ["… 용어가 cmdlet, 함수, 스크립트 파일 또는 실행할 수 있는 프로그램 이름으로 인식되지 않습니다", "The term … is not recognized as the name of a cmdlet, function, script file, or operable program"],
  ["이 시스템에서 스크립트를 실행할 수 없으므로 … 파일을 로드할 수 없습니다", "File … cannot be loaded because running scripts is disabled on this system"],
].map(([korean, english]) => [
  [hint(korean), pattern(korean), filled(english)],
  [hint(english), pattern(english), filled(korean)],
])

/** A word without which the message is not there: most lines need no closer look. */
function hint(text) {
  return text.toLowerCase().split(/[\s…]+/).reduce((longest, word) => (word.length > longest.length ? word : longest))
}

/** A message as a pattern in which any number of blanks, or none, stands where it has one. */
function pattern(text) {
  const parts = text.split("…").map((part) =>
    part
      .split(" ")
      .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
      .join("\\s*"),
  )
  return new RegExp(parts.join("([^\\n]{1,200}?)"), "i")
}

/** The replacement in which … is what the pattern found. */
function filled(text) {
  return text.replace("…", " $1 ")
}

/** A line as Windows says it in the other of the two languages; null where Windows says nothing in it. */
export function translated(line) {
  const hangul = /[가-힣]/.test(line)
  const low = line.toLowerCase()
  for (const [fromKorean, fromEnglish] of PAIRS) {
    const [word, form, other] = hangul ? fromKorean : fromEnglish
    if (low.includes(word) && form.test(line)) return line.replace(form, other)
  }
  return null
}
