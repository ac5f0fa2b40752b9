import Facilities
import Testing

struct CSVTests {
    /// RFC 4180, section 2, rules 5 to 7.
    @Test(arguments: [
        ("plain", "plain"), ("", ""), ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""), ("a\nb", "\"a\nb\""),
        ("a\r\nb", "\"a\r\nb\""), ("中文，逗号", "中文，逗号"), (" a ", " a "),
    ]) func whatWouldEndAFieldIsQuoted(text: String, field: String) {
        #expect(CSV.field(text) == field)
    }

    @Test(arguments: [
        ("=1+1", "'=1+1"), ("+86 25", "'+86 25"), ("-1", "'-1"), ("@SUM(A1)", "'@SUM(A1)"), ("\t=1", "\"'\t=1\""),
        ("a;=1", "\"a;=1\""),
        ("\r=1", "\"'\r=1\""), ("\n=1", "\"'\n=1\""), ("\r\n=1", "\"'\r\n=1\""), ("＝1", "'＝1"),
        ("=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\""), ("1=1", "1=1"),
        ("=\u{301}1", "'=\u{301}1"),
    ]) func whatASpreadsheetWouldRunHasAnApostropheBeforeIt(text: String, field: String) {
        #expect(CSV.field(text) == field)
    }

    @Test func aLineEndsAsTheStandardSays() {
        #expect(CSV.line(["a", "b"]) == "a,b\r\n")
        #expect(Array(CSV.byteOrderMark.utf8) == [0xEF, 0xBB, 0xBF])
    }
}
