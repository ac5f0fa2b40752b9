import Facilities
import GRDB
import TestSupport
import Testing

@testable import Journal

/// What a person reads of a journal that does not work, and what the log has beside it.
struct JournalErrorTests {
    private static let codes: [(ResultCode, String)] = [
        (.SQLITE_FULL, "database or disk is full"), (.SQLITE_IOERR, "disk I/O error"),
        (.SQLITE_READONLY, "attempt to write a readonly database"), (.SQLITE_CANTOPEN, "unable to open database file"),
        (.SQLITE_NOMEM, "out of memory"), (.SQLITE_BUSY, "database is locked"),
        (.SQLITE_LOCKED, "database table is locked"), (.SQLITE_PROTOCOL, "locking protocol"),
        (.SQLITE_CORRUPT, "database disk image is malformed"), (.SQLITE_NOTADB, "file is not a database"),
        (.SQLITE_CONSTRAINT, "constraint failed"), (.SQLITE_MISUSE, "bad parameter or other API misuse"),
    ]

    @Test(arguments: codes) func theWordsOfSQLiteAreForTheLogAndAPersonIsToldWhatToDo(code: ResultCode, words: String) {
        let error = JournalError(DatabaseError(resultCode: code, message: words), file: "/j.sqlite")
        #expect(error.description.contains(words) && !error.description.isChinese, "\(error.description)")
        #expect(error.description.contains("/j.sqlite"))
        for text in [error.text.zh, error.text.en] {
            #expect(!text.contains(words) && text.contains("/j.sqlite"), "\(text)")
        }
        // What is wrong, and behind the colon what to do.
        #expect(error.text.zh.isChinese && error.text.zh.contains("请"), "\(error.text.zh)")
        #expect(error.text.en.contains(": ") && !error.text.en.isChinese, "\(error.text.en)")
    }

    @Test func aReasonOfOurOwnIsTheSameForThePersonAndTheLog() throws {
        let error = #expect(throws: JournalError.self) { try Journal.reading(path: "/none/journal.sqlite") }
        #expect(error?.text.zh.contains("没有 /none/journal.sqlite，或当前用户不能读") == true, "\(String(describing: error))")
        #expect(error?.text.en == error?.description)
    }
}
