import Facilities
import Glibc
import SystemErrors
import Testing

/// What the system reports comes in sentences of both languages, and never in the C library's.
struct SystemErrorTests {
    @Test(arguments: [
        ENOENT, EACCES, EPERM, EROFS, ENOSPC, EDQUOT, EIO, EISDIR, ENOTDIR, EEXIST, EMFILE, ECONNREFUSED, EADDRINUSE,
        EADDRNOTAVAIL, EHOSTUNREACH, ENETUNREACH, ETIMEDOUT, ECONNRESET, EPIPE, ENOTTY, ENODEV, ENXIO, EBUSY, ELOOP,
    ])
    func codesHaveSentences(code: CInt) {
        let text = Text(systemError: code)
        let words = String(cString: strerror(code))
        for sentence in [text.zh, text.en] { #expect(!sentence.contains(words)) }
        #expect(text.zh.unicodeScalars.contains { $0.value > 0x4E00 })
        #expect(text.en.utf8.allSatisfy { $0 < 0x80 })
    }

    @Test(arguments: [EAI_NONAME, EAI_AGAIN, EAI_FAIL, EAI_MEMORY, EAI_SERVICE])
    func namesHaveSentences(code: CInt) {
        let text = Text(resolverError: code)
        let words = String(cString: gai_strerror(code))
        #expect(!text.zh.contains(words) && !text.en.contains(words))
    }

    @Test func systemErrorOfResolverCounts() {
        #expect(Text(resolverError: EAI_SYSTEM, systemError: ENETUNREACH) == Text(systemError: ENETUNREACH))
    }

    @Test func unusualCodeHasSystemsWords() {
        #expect(Text(systemError: EXDEV).en == "the system reports: Invalid cross-device link")
    }
}
